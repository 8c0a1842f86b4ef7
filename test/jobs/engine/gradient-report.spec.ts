import { describe, expect, it } from 'vitest';
import type { Check, CheckedPart } from '../../../src-main/engine/checks';
import type { FromEngine, ToEngine } from '../../../src-main/jobs/engine/calls';
import type { LaunchEngine } from '../../../src-main/jobs/engine/child';
import { reportGradients } from '../../../src-main/jobs/engine/gradient-report';

type Fate = 'works' | 'is absent' | 'dies when it is loaded' | 'dies under a check';
interface Asked {
  readonly name: 'check' | 'gradcheck';
  readonly request: Partial<Extract<CheckedPart, { kind: 'backend' }>>;
}

/** Engine processes in which backends fare as told; no process is started. `asked` hears what each of them is asked, and that it ended. */
function processes(fates: Readonly<Record<string, Fate>>, asked: (what: string) => void): LaunchEngine {
  return () => {
    let hear: (message: FromEngine) => void = () => undefined;
    let die: (why: string) => void = () => undefined;
    const answer = ({ id, name, request }: Extract<ToEngine, { kind: 'call' }>): void => {
      const { backend, twin = null } = request as Asked['request'];
      asked([name, backend ?? 'derivations', twin].filter(Boolean).join(' '));
      const fate = fates[backend ?? 'derivations'] ?? 'works';
      if (fate === 'is absent')
        return hear({ kind: 'failed', id, trouble: { code: 'absent', message: `No ${backend} here.`, remedy: 'Build it.' } });
      if (fate === 'dies when it is loaded') return die('killed by SIGSEGV');
      if (name === 'check') return hear({ kind: 'reply', id, reply: { device: 'a chip', threads: 1 } });
      for (const done of [1, 2]) {
        const check: Check = { name: `${backend} ${done}`, against: 'the truth', maxRelativeError: 0, limit: 0, ok: true };
        hear({ kind: 'event', id, event: { done, total: 2, check } });
        if (fate === 'dies under a check') return die('killed by SIGSEGV');
      }
      hear({ kind: 'reply', id, reply: { device: 'a chip', twinDevice: twin && `a ${twin} chip`, ending: 'finished' } });
    };
    return {
      send: (message) => void setTimeout(() => (message as ToEngine).kind === 'call' && answer(message as never)),
      onMessage: (listener) => (hear = listener),
      onExit: (listener) => (die = listener),
      kill: () => asked('end'),
    };
  };
}

async function report(fates: Readonly<Record<string, Fate>>, backend: 'auto' | 'wasm' = 'auto', stopAt = Infinity) {
  const asked: string[] = [];
  const told: number[] = [];
  const stop = new AbortController();
  const found = await reportGradients(
    processes(fates, (what) => asked.push(what)),
    backend,
    stop.signal,
    ({ done }) => {
      told.push(done);
      if (done === stopAt) stop.abort();
    },
  );
  return { found, asked, told };
}

describe('the report on the gradients', () => {
  it('holds the checks of every part, each made in a process of its own that is ended', async () => {
    const { found, asked, told } = await report({});
    expect(asked.filter((what) => what !== 'end')).toEqual([
      'check tensorflow',
      'gradcheck derivations',
      'gradcheck onnxruntime tensorflow',
      'gradcheck tensorflow tensorflow',
      'gradcheck wasm tensorflow',
      'gradcheck reference tensorflow',
    ]);
    expect(asked.filter((_, i) => i % 2 === 1)).toEqual(Array(6).fill('end'));
    expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(found).toMatchObject({ ok: true, ending: 'finished', automaticDifferentiation: { device: 'a tensorflow chip' } });
    expect(found.checks).toHaveLength(10);
  });

  it.each<[Fate, string]>([
    ['dies when it is loaded', 'Its process died when it was checked (killed by SIGSEGV).'],
    ['dies under a check', 'Its process died when it was checked (killed by SIGSEGV).'],
    ['is absent', 'No onnxruntime here.'],
  ])('passes over a backend that %s, with its reason', async (fate, why) => {
    const { found } = await report({ onnxruntime: fate });
    expect(found.backends[0]).toEqual({ name: 'onnxruntime', available: false, why });
    expect(found.backends.slice(1).every(({ available }) => available)).toBe(true);
    expect(found).toMatchObject({ ok: true, ending: 'finished' });
  });

  it('differentiates in WebAssembly where TensorFlow cannot be loaded, which takes no other backend with it', async () => {
    const { found, asked } = await report({ tensorflow: 'dies when it is loaded' });
    expect(asked).toContain('gradcheck onnxruntime wasm');
    expect(found.automaticDifferentiation).toMatchObject({ available: true, device: 'a wasm chip' });
    expect(found.backends.filter(({ available }) => !available).map(({ name }) => name)).toEqual(['tensorflow']);
  });

  it('says why nothing differentiates by itself', async () => {
    const { found } = await report({ tensorflow: 'is absent', wasm: 'is absent' });
    const why = 'No tensorflow here. No wasm here.';
    expect(found.automaticDifferentiation).toEqual({ name: 'automatic differentiation', available: false, why });
  });

  it('is not made for a backend that was asked for and does not run here', async () => {
    await expect(report({ wasm: 'is absent' }, 'wasm')).rejects.toMatchObject({ code: 'absent', message: 'No wasm here.' });
    await expect(report({ wasm: 'dies when it is loaded' }, 'wasm')).rejects.toMatchObject({ code: 'engine-stopped' });
  });

  it('says that it was stopped, and is then not ok', async () => {
    const { found } = await report({}, 'auto', 1);
    expect(found).toMatchObject({ ok: false, ending: 'cancelled', backends: [] });
  });
});
