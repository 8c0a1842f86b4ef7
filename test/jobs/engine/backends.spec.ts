import { describe, expect, it } from 'vitest';
import type { EngineBackend } from '../../../src-main/engine';
import { createBackends } from '../../../src-main/jobs/engine/backends';
import type { FromEngine, ToEngine } from '../../../src-main/jobs/engine/calls';
import type { LaunchEngine } from '../../../src-main/jobs/engine/child';

/** How a backend behaves when it is tried. */
type Behaviour =
  | { readonly kind: 'works'; readonly gflops: number }
  | { readonly kind: 'refuses'; readonly message: string }
  | { readonly kind: 'dies'; readonly when: 'check' | 'time' }
  | { readonly kind: 'hangs'; readonly when: 'check' | 'time' };

interface Observed {
  launched: number;
  ended: number;
  readonly timedAtOnce: { now: number; most: number };
}

/** Engine processes that behave as the test says; no process is started. */
function processes(behaviours: Readonly<Record<EngineBackend, Behaviour>>, observed: Observed = watch()): LaunchEngine {
  return () => {
    let hear: (message: FromEngine) => void = () => undefined;
    let die: (why: string) => void = () => undefined;
    observed.launched++;
    const answer = async ({ id, name, request }: Extract<ToEngine, { kind: 'call' }>): Promise<void> => {
      const behaviour = behaviours[(request as { backend: EngineBackend }).backend];
      if (name === 'time') observed.timedAtOnce.most = Math.max(observed.timedAtOnce.most, ++observed.timedAtOnce.now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (name === 'time') observed.timedAtOnce.now--;
      if (behaviour.kind === 'hangs' && behaviour.when === name) return;
      if (behaviour.kind === 'dies' && behaviour.when === name) return die('killed by SIGSEGV');
      if (behaviour.kind === 'refuses')
        return hear({ kind: 'failed', id, trouble: { code: 'absent', message: behaviour.message, remedy: 'Build it.' } });
      const gflops = behaviour.kind === 'works' ? behaviour.gflops : 1e6;
      hear({ kind: 'reply', id, reply: name === 'check' ? { device: 'a test', threads: 2 } : gflops });
    };
    return {
      send: (message) => void answer(message as Extract<ToEngine, { kind: 'call' }>),
      onMessage: (listener) => (hear = listener),
      onExit: (listener) => (die = listener),
      kill: () => void observed.ended++,
    };
  };
}
const watch = (): Observed => ({ launched: 0, ended: 0, timedAtOnce: { now: 0, most: 0 } });

const works = (gflops: number): Behaviour => ({ kind: 'works', gflops });
const usual = { onnxruntime: works(100), tensorflow: works(70), wasm: works(30), reference: works(0.1) };
const patienceMs = 50;
const reportOf = (behaviours: Partial<Record<EngineBackend, Behaviour>>) =>
  createBackends(processes({ ...usual, ...behaviours }), patienceMs).report();

describe('trying what computes here', () => {
  it('chooses the fastest, and lists all in one order', async () => {
    const report = await reportOf({});
    expect(report.chosen).toBe('onnxruntime');
    expect(report.backends.map(({ name }) => name)).toEqual(['onnxruntime', 'tensorflow', 'wasm', 'reference']);
    expect(report.backends[2]).toMatchObject({ available: true, device: 'a test', threads: 2, gflops: 30 });
  });

  it.each<[string, Behaviour, RegExp]>([
    ['cannot be loaded', { kind: 'refuses', message: 'It is not built.' }, /^It is not built\.$/],
    ['crashes when it is loaded', { kind: 'dies', when: 'check' }, /^Its process died .* \(killed by SIGSEGV\)\.$/],
    ['crashes when it is timed', { kind: 'dies', when: 'time' }, /^Its process died .* \(killed by SIGSEGV\)\.$/],
    ['hangs when it is loaded', { kind: 'hangs', when: 'check' }, /no answer within 0\.05 seconds/],
    ['hangs when it is timed', { kind: 'hangs', when: 'time' }, /no answer within 0\.05 seconds/],
  ])('passes over one that %s, with its reason', async (_, behaviour, why) => {
    const { chosen, backends } = await reportOf({ onnxruntime: behaviour });
    expect(chosen).toBe('tensorflow');
    expect(backends[0]).toMatchObject({
      name: 'onnxruntime',
      available: false,
      gflops: null,
      why: { message: expect.stringMatching(why) },
    });
  });

  it('tries each in a process of its own, times one at a time, and leaves no process', async () => {
    const observed = watch();
    await createBackends(processes({ ...usual, wasm: { kind: 'hangs', when: 'check' } }, observed), patienceMs).report();
    expect(observed).toMatchObject({ launched: 4, ended: 4, timedAtOnce: { most: 1 } });
  });

  it('does so once, however often it is asked, and not at all for a backend that is named', async () => {
    const observed = watch();
    const backends = createBackends(processes(usual, observed));
    expect(await backends.resolve('wasm')).toBe('wasm');
    expect(observed.launched).toBe(0);
    expect(await Promise.all([backends.resolve('auto'), backends.resolve('auto')])).toEqual(['onnxruntime', 'onnxruntime']);
    await backends.report();
    expect(observed.launched).toBe(4);
  });

  it('says so where nothing computes, and tries again when it is asked again', async () => {
    const observed = watch();
    const none: Behaviour = { kind: 'refuses', message: 'Gone.' };
    const backends = createBackends(processes({ onnxruntime: none, tensorflow: none, wasm: none, reference: none }, observed));
    await expect(backends.report()).rejects.toMatchObject({ code: 'no-backend' });
    await expect(backends.resolve('auto')).rejects.toMatchObject({ code: 'no-backend' });
    expect(observed.launched).toBe(8);
  });
});
