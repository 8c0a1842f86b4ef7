import { describe, expect, it } from 'vitest';
import type { GradientReport } from '../../../src-main/jobs/engine/gradient-report';
import { gradcheckText, troubleIn } from '../../../src-main/shell/cli/gradcheck';

const good = { name: 'activation tanh', against: 'central differences', maxRelativeError: 3e-11, limit: 1e-7, ok: true };
const bad = { name: 'convolution 3 × 3', against: 'central differences', maxRelativeError: 2e-3, limit: 1e-7, ok: false };
const report = (change: Partial<GradientReport> = {}): GradientReport => ({
  backend: 'auto',
  checks: [good],
  ok: true,
  backends: [
    { name: 'onnxruntime', available: true, device: 'cpu, 2 threads' },
    { name: 'tensorflow', available: false, why: 'The TensorFlow addon is not built on this machine.' },
  ],
  automaticDifferentiation: { name: 'automatic differentiation', available: true, device: 'cpu, WebAssembly, 1 thread' },
  ending: 'finished',
  ...change,
});

describe('tacet gradcheck', () => {
  it('finds no fault where every check held', () => {
    expect(troubleIn(report())).toBeNull();
  });
  it('says in a sentence which check failed, by how much, and how many more', () => {
    expect(troubleIn(report({ checks: [good, bad], ok: false }))?.message).toBe(
      '"convolution 3 × 3" is off by 2.0e-3 against central differences, with a limit of 1e-7',
    );
    expect(troubleIn(report({ checks: [bad, good, bad], ok: false }))?.message).toMatch(/1e-7, and 1 more$/);
  });
  it('does not take a part of the checks for all of them', () => {
    expect(troubleIn(report({ ok: false, ending: 'cancelled' }))?.message).toMatch(/Stopped/);
  });
  it('shows a line a check, where they ran, and what could not be had', () => {
    const text = gradcheckText(report({ checks: [good, bad], ok: false }));
    expect(text.split('\n')).toEqual([
      'ok     activation tanh    3.0e-11 <=  1.0e-7  central differences',
      'FAILED convolution 3 × 3   2.0e-3 <=  1.0e-7  central differences',
      '',
      'onnxruntime: on cpu, 2 threads',
      'tensorflow: not here: The TensorFlow addon is not built on this machine.',
      'automatic differentiation: on cpu, WebAssembly, 1 thread',
      '',
      '1 of 2 checks passed.',
    ]);
  });
});
