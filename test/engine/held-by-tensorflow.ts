import { createRequire } from 'node:module';
import type * as TensorFlow from '@tensorflow/tfjs-node-gpu';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend';

/** What libtensorflow keeps for this process: tensors, tfjs's own among them, and graphs. Only where it is loaded. */
export function heldByTensorFlow(): number {
  const tf = createRequire(import.meta.url)('@tensorflow/tfjs-node-gpu') as typeof TensorFlow;
  const backend = tf.backend() as NodeJSKernelBackend;
  return backend.getNumOfTFTensors() + backend.getNumOfSavedModels();
}
