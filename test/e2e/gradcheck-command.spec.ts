import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GradientReport } from '../../src-main/jobs/engine/gradient-report';

const tacet = resolve(import.meta.dirname, '../../dist/main/tacet.cjs');
const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tacet, 'gradcheck', ...args], { encoding: 'utf8' });
  return { code: status, out: stdout, said: stderr };
};

describe('tacet gradcheck', () => {
  it('checks one backend, and says so in one JSON object', () => {
    const { code, out, said } = run('--backend', 'onnxruntime', '--json');
    expect([code, said]).toEqual([0, '']);
    const report = JSON.parse(out) as GradientReport;
    expect(report).toMatchObject({ backend: 'onnxruntime', ok: true, ending: 'finished' });
    expect(report.backends.map(({ name, available }) => [name, available])).toEqual([['onnxruntime', true]]);
    for (const { name, against, maxRelativeError, limit, ok } of report.checks) {
      expect([typeof name, typeof against, ok]).toEqual(['string', 'string', true]);
      expect(maxRelativeError).toBeLessThanOrEqual(limit);
    }
    const limits = new Set(report.checks.map(({ limit }) => limit));
    for (const limit of [1e-7, 1e-6, 1e-4, 0]) expect(limits).toContain(limit);
    expect(limits.has(1e-5)).toBe(report.automaticDifferentiation.available);
    const onOthers = report.checks.filter(({ name }) => /^(tensorflow|wasm|reference):/.test(name));
    expect(onOthers).toEqual([]);
  });

  it('ends with 2 for a backend that there is not', () => {
    expect(run('--backend', 'abacus').code).toBe(2);
  });
});
