import type { EngineBackend } from '../engine';
import type { Interpreter } from './interpreter';
import { onnxruntimeInterpreter } from './onnxruntime';
import { referenceInterpreter } from './reference';
import { tensorflowInterpreter } from './tensorflow';
import { wasmInterpreter } from './wasm';

/** How each backend is had; native libraries are loaded only then. Throws when it can't be loaded here. */
export const interpreters: Readonly<Record<EngineBackend, (threads?: number) => Promise<Interpreter>>> = {
  onnxruntime: onnxruntimeInterpreter,
  tensorflow: tensorflowInterpreter,
  wasm: wasmInterpreter,
  reference: async () => referenceInterpreter,
};
