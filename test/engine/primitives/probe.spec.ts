import { describe, expect, it } from 'vitest';
import type { Interpreter } from '../../../src-main/engine/primitives/interpreter';
import { probeBackends } from '../../../src-main/engine/primitives/probe';
import { referenceInterpreter } from '../../../src-main/engine/primitives/reference';
import { TacetError } from '../../../src-main/contract';

/** The reference under another name, its results bent by the test. */
const bent =
  (backend: 'onnxruntime' | 'tensorflow', bend: (value: number) => number): (() => Promise<Interpreter>) =>
  async () => ({
    ...referenceInterpreter,
    backend,
    device: 'a test',
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
const missing = (): Promise<Interpreter> => Promise.reject(new TacetError('absent', 'It is not here.', 'Build it.'));
const reference = async (): Promise<Interpreter> => referenceInterpreter;
const rowOf = async (candidates: Parameters<typeof probeBackends>[0], name: string) => {
  const report = await probeBackends(candidates);
  return { report, row: report.backends.find((one) => one.name === name)! };
};

describe('choosing a backend', () => {
  it('takes none that gives wrong numbers, and says by how much', async () => {
    const { report, row } = await rowOf(
      { onnxruntime: bent('onnxruntime', (value) => value * 1.01), tensorflow: missing, reference },
      'onnxruntime',
    );
    expect(row).toMatchObject({ available: false, why: expect.stringMatching(/off by 1\.0e-2/) });
    expect(report.chosen).toBe('reference');
  });
  it('takes none that gives NaN', async () => {
    const { row } = await rowOf({ onnxruntime: bent('onnxruntime', () => NaN), tensorflow: missing, reference }, 'onnxruntime');
    expect(row).toMatchObject({ available: false, why: expect.stringContaining('NaN') });
  });
  it('passes over one that cannot be loaded, with its reason', async () => {
    const { row } = await rowOf({ onnxruntime: missing, tensorflow: missing, reference }, 'tensorflow');
    expect(row).toEqual({
      name: 'tensorflow',
      available: false,
      why: 'It is not here.',
      gflops: null,
      threads: null,
      device: null,
    });
  });
  it('falls back on the slow reference only where nothing else runs, and says so', async () => {
    const { report } = await rowOf({ onnxruntime: missing, tensorflow: missing, reference }, 'reference');
    expect(report).toMatchObject({ chosen: 'reference', why: expect.stringContaining('slow') });
  });
  it('really runs onnxruntime here, and chooses the fastest that is right', async () => {
    const report = await probeBackends();
    const fast = report.backends.filter(({ name, available }) => available && name !== 'reference');
    expect(fast.map(({ name }) => name)).toContain('onnxruntime');
    const fastest = [...fast].sort((a, b) => b.gflops! - a.gflops!)[0]!;
    expect(report.chosen).toBe(fastest.name);
    expect(report.why).toContain(String(fastest.gflops));
  });
});
