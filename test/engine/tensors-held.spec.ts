import { afterAll, describe, expect, it } from 'vitest';
import { engineOn } from '../../src-main/engine';
import type { Interpreter } from '../../src-main/engine/primitives/interpreter';
import { tensorflowInterpreter } from '../../src-main/engine/primitives/tensorflow';
import { wasmInterpreter } from '../../src-main/engine/primitives/wasm';
import { createBatchSource, trainingTruths, withNoiseFields } from '../../src-main/engine/simulation';
import { tinyModel } from '../tiny-model';
import { heldByTensorFlow } from './held-by-tensorflow';
import { buildWasmWorker } from './wasm-worker';

/** A backend that counts its tensors. */
interface Counted {
  readonly name: string;
  readonly interpreter: Interpreter | null;
  readonly tensorsHeld: () => Promise<number>;
  readonly why: string;
}

const worker = await buildWasmWorker();
const wasm = await wasmInterpreter(1, worker.file);
afterAll(async () => {
  await wasm.dispose();
  worker.remove();
});

const backends: readonly Counted[] = [
  await tensorflowInterpreter().then(
    (interpreter) => ({ name: 'tensorflow', interpreter, tensorsHeld: async () => heldByTensorFlow(), why: '' }),
    (reason: Error) => ({
      name: 'tensorflow',
      interpreter: null,
      tensorsHeld: async () => 0,
      why: ` (skipped: ${reason.message})`,
    }),
  ),
  { name: 'wasm', interpreter: wasm, tensorsHeld: () => wasm.tensorsHeld(), why: '' },
];

const model = tinyModel();
const slice = { rows: 24, columns: 32, hu: Float32Array.from({ length: 24 * 32 }, (_, i) => i % 97), padding: null };
const times = 1000;

describe.each(backends)('on $name$why', ({ interpreter, tensorsHeld }) => {
  it.skipIf(!interpreter)('no tensor is left after 1,000 inferences', async () => {
    const before = await tensorsHeld();
    const denoiser = await engineOn(interpreter!).denoiser(model);
    await denoiser.predictNoise(slice);
    const compiled = await tensorsHeld();
    for (let i = 1; i < times; i++) await denoiser.predictNoise(slice);
    expect(await tensorsHeld()).toBe(compiled);
    await denoiser.dispose();
    expect(await tensorsHeld()).toBe(before);
  });

  it.skipIf(!interpreter)('no tensor is left after 1,000 training steps', async () => {
    const before = await tensorsHeld();
    const size = { count: 2, size: 16 };
    const images = [...withNoiseFields(trainingTruths(1, 1, 64), 1)];
    const batch = createBatchSource({ groups: [{ share: 1, images }], seed: 1, ...size }).next();
    const trainer = await engineOn(interpreter!).trainer(model, size);
    await trainer.step(batch, 1e-4);
    const compiled = await tensorsHeld();
    for (let i = 1; i < times; i++) await trainer.step(batch, 1e-4);
    expect(await tensorsHeld()).toBe(compiled);
    await trainer.dispose();
    expect(await tensorsHeld()).toBe(before);
  });
});
