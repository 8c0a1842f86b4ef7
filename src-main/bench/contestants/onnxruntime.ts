import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as OnnxRuntime from 'onnxruntime-node';
import { sigmaMapName } from '../../engine/networks/tacet';
import { inputNames } from '../../engine/training/objective';
import type { Material } from '../problem';
import { plainOnnx } from './plain-onnx';
import type { Contestant, Run, Start } from './contestant';
import { peersFolder } from '../places';

type Ort = typeof OnnxRuntime;

/** A bare session of the network as a plain ONNX file: a tensor in, a tensor out. */
async function bareSession(
  ort: Ort,
  start: Start,
  { weights, inputs }: Material,
  options: OnnxRuntime.InferenceSession.SessionOptions,
): Promise<Run> {
  if (start.task !== 'inference') throw new Error('onnxruntime differentiates nothing by itself.');
  const session = await ort.InferenceSession.create(plainOnnx(start.network, weights), {
    ...options,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  });
  const noisy = inputs.get(inputNames.noisy)!;
  const sigmaMap = inputs.get(sigmaMapName);
  return async () => {
    const feeds: Record<string, OnnxRuntime.Tensor> = {
      image: new ort.Tensor('float32', noisy.data, [1, 1, noisy.shape[1], noisy.shape[2]]),
    };
    if (sigmaMap) feeds.map = new ort.Tensor('float32', sigmaMap.data, [1, 1, sigmaMap.shape[1], sigmaMap.shape[2]]);
    return (await session.run(feeds)).out.data as Float32Array;
  };
}

export const onOnnxruntimeNode: Contestant = async (start, material) => {
  process.env.ORT_DISABLE_TELEMETRY = '1';
  const ort = await import('onnxruntime-node');
  return bareSession(ort, start, material, {
    executionProviders: ['cpu'],
    intraOpNumThreads: start.threads,
    interOpNumThreads: 1,
  });
};

/** The same runtime as WebAssembly. */
export const onOnnxruntimeWeb: Contestant = async (start, material) => {
  const ort = createRequire(join(peersFolder, 'package.json'))('onnxruntime-web') as Ort;
  ort.env.wasm.numThreads = start.threads;
  return bareSession(ort, start, material, { executionProviders: ['wasm'] });
};
