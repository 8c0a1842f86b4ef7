import { describe, expect, it } from 'vitest';
import type { Interpreter } from '../../../src-main/engine/primitives/interpreter';
import { checkBackend, chooseBackend, timeBackend, type Tried } from '../../../src-main/engine/primitives/probe';
import { referenceInterpreter } from '../../../src-main/engine/primitives/reference';
import { fastBackends } from '../backends';

/** The reference, its results bent by the test. */
const bent = (bend: (value: number) => number): Interpreter => ({
  ...referenceInterpreter,
  compile: async (program, shapes, constants) => {
    const compiled = await referenceInterpreter.compile(program, shapes, constants);
    return {
      ...compiled,
      run: async (inputs) =>
        Object.fromEntries(
          Object.entries(await compiled.run(inputs)).map(([name, data]) => [name, data.map((value) => bend(value))]),
        ),
    };
  },
});

describe('comparing a backend with the reference', () => {
  it('lets the reference itself pass', async () => {
    await expect(checkBackend(referenceInterpreter)).resolves.toBeUndefined();
  });
  it('refuses one that gives wrong numbers, and says by how much', async () => {
    await expect(checkBackend(bent((value) => value * 1.01))).rejects.toMatchObject({
      message: expect.stringMatching(/off by 1\.0e-2/),
    });
  });
  it('refuses one that gives NaN', async () => {
    await expect(checkBackend(bent(() => NaN))).rejects.toMatchObject({ message: expect.stringContaining('NaN') });
  });
  it.each(fastBackends)('lets $name pass$why', async ({ interpreter }) => {
    if (interpreter) await checkBackend(interpreter);
  });
});

describe('timing a backend', () => {
  it('counts the work of every lane, as far as they really go side by side', async () => {
    const lasting = (lanes: number): Interpreter => ({
      ...referenceInterpreter,
      lanes,
      compile: async () => ({
        run: () => new Promise((resolve) => setTimeout(() => resolve({ sum: Float32Array.of(0) }), 50)),
        dispose: async () => undefined,
      }),
    });
    const [one, four] = [await timeBackend(lasting(1)), await timeBackend(lasting(4))];
    // 4 convolutions × 2 × 4 × 4 pixels × 9 × 48 × 48 in 50 ms.
    expect(one).toBeGreaterThan(0.04);
    expect(one).toBeLessThan(0.054);
    expect(four / one).toBeGreaterThan(3);
    expect(four / one).toBeLessThan(5);
  });
});

const usable = (name: Tried['name'], gflops: number): Tried => ({ name, gflops, device: 'a test', threads: 1 });
const absent = (name: Tried['name']): Tried => ({ name, why: { code: 'absent', message: 'It is not here.' } });

describe('choosing a backend', () => {
  it('takes the fastest that is right, and says what the others lack', () => {
    const report = chooseBackend([
      usable('onnxruntime', 100),
      absent('tensorflow'),
      usable('wasm', 25),
      usable('reference', 0.1),
    ]);
    expect(report).toMatchObject({ chosen: 'onnxruntime', why: { message: '100 GFLOP/s on a test, faster than wasm 25.' } });
    expect(report.backends.map(({ name, available, why }) => [name, available, why.message])).toEqual([
      ['onnxruntime', true, 'Agrees with the reference. The fastest here.'],
      ['tensorflow', false, 'It is not here.'],
      ['wasm', true, 'Agrees with the reference. 4.0 times slower.'],
      ['reference', true, 'Agrees with the reference. 1000 times slower.'],
    ]);
  });
  it('falls back on the slow reference only where nothing else runs, and says so', () => {
    const slow = usable('reference', 500);
    expect(chooseBackend([usable('wasm', 10), slow]).chosen).toBe('wasm');
    expect(chooseBackend([absent('wasm'), slow])).toMatchObject({
      chosen: 'reference',
      why: { message: expect.stringContaining('slow') },
    });
  });
  it('says why where nothing computes at all', () => {
    expect(() => chooseBackend([absent('wasm'), absent('reference')])).toThrow(
      'Nothing computes here: wasm: It is not here. reference: It is not here.',
    );
  });
});
