import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Program } from '../../../src-main/engine/primitives/interpreter';
import { wasmInterpreter } from '../../../src-main/engine/primitives/wasm';
import { compileGradients } from '../../../src-main/engine/training/compiled-gradients';
import { temporaryFolder } from '../../temporary-folder';
import { buildWasmWorker } from '../wasm-worker';

const worker = await buildWasmWorker();
const two = await wasmInterpreter(2, worker.file);
afterAll(async () => {
  await two.dispose();
  worker.remove();
});

/** The sum of the squares of some examples, times a shared number: a sum over the examples, as a loss is. */
const program: Program = (ops, { x, factor }) => ({ sum: ops.sum(ops.multiply(ops.square(x), factor)) });
const shapes = { examples: { x: [4, 2, 2, 1] }, shared: { factor: [] } };
const numbers = Float32Array.from({ length: 16 }, (_, i) => i);

describe('the pool of the wasm backend', () => {
  it('says what it is', () => {
    expect(two).toMatchObject({
      backend: 'wasm',
      lanes: 2,
      threads: 2,
      device: expect.stringMatching(/^wasm( SIMD)?, 2 workers$/),
    });
  });

  it('splits a batch over its threads, and adds the parts', async () => {
    const compiled = await compileGradients(two, program, shapes.examples, shapes.shared);
    const { sum } = await compiled.run({ x: numbers, factor: Float32Array.of(2) });
    expect([...sum]).toEqual([2 * numbers.reduce((total, value) => total + value * value, 0)]);
    await compiled.dispose();
  });

  it('leaves what it was given with the caller', async () => {
    const compiled = await two.compile(program, { ...shapes.examples }, { factor: { shape: [], data: Float32Array.of(3) } });
    await compiled.run({ x: numbers });
    const { sum } = await compiled.run({ x: numbers });
    expect([numbers.length, ...sum]).toEqual([16, 3 * 1240]);
  });

  it('answers more runs at a time than it has threads', async () => {
    const compiled = await two.compile(program, { ...shapes.examples, ...shapes.shared });
    const sums = await Promise.all(Array.from({ length: 9 }, (_, i) => compiled.run({ x: numbers, factor: Float32Array.of(i) })));
    expect(sums.map(({ sum }) => sum[0])).toEqual(Array.from({ length: 9 }, (_, i) => 1240 * i));
  });

  it('rejects in a sentence the run that is more than its memory holds, and goes on with a new thread', async () => {
    // Half a million pixels of 4096 channels are eight gigabytes, and WebAssembly has four at most.
    const huge = await two.compile((ops, { x, w }) => ({ out: ops.conv(x, w) }), { x: [1, 1024, 512, 1], w: [1, 1, 1, 4096] });
    await expect(huge.run({ x: new Float32Array(1024 * 512), w: new Float32Array(4096) })).rejects.toMatchObject({
      code: 'wasm-stopped',
      message: expect.stringContaining('more memory'),
    });
    const compiled = await two.compile(program, { ...shapes.examples, ...shapes.shared });
    const again = await Promise.all([1, 1, 1].map((factor) => compiled.run({ x: numbers, factor: Float32Array.of(factor) })));
    expect(again.map(({ sum }) => sum[0])).toEqual([1240, 1240, 1240]);
  });

  it('rejects in a sentence the run whose thread dies, and goes on with a new thread', async () => {
    const folder = temporaryFolder();
    const mortal = join(folder, 'mortal.cjs');
    // The worker of the pool, but for a run of an input that is named "death".
    writeFileSync(
      mortal,
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', ({ params }) => params?.[0]?.values?.death && process.exit(1));
       require(${JSON.stringify(worker.file)});`,
    );
    const pool = await wasmInterpreter(1, mortal);
    const deadly = await pool.compile((ops, { death }) => ({ out: ops.relu(death) }), { death: [1] });
    await expect(deadly.run({ death: Float32Array.of(1) })).rejects.toMatchObject({
      message: expect.stringMatching(/^A thread of the wasm backend stopped unexpectedly/),
    });
    const harmless = await pool.compile((ops, { life }) => ({ out: ops.relu(life) }), { life: [1] });
    expect(await harmless.run({ life: Float32Array.of(1) })).toEqual({ out: Float32Array.of(1) });
    await pool.dispose();
  });

  it('says in a sentence that its threads cannot be had', async () => {
    await expect(wasmInterpreter(1, join(temporaryFolder(), 'missing.cjs'))).rejects.toMatchObject({ code: 'wasm-stopped' });
  });
});
