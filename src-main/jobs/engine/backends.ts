import { type BackendName, type BackendReport, remark, type Saying, TacetError } from '../../contract';
import type { EngineBackend } from '../../engine';
import { chooseBackend, type Tried } from '../../engine/primitives/probe';
import type { EngineReply } from './calls';
import type { LaunchEngine } from './child';
import { type EngineOwner, EngineStopped, ownEngine } from './owner';

/** Which backends run on this machine. Made once in main: the answer is kept for as long as it lives. */
export interface Backends {
  /** Tries and times every backend, the first time it is asked. Rejects with a TacetError where nothing computes. */
  report(): Promise<BackendReport>;
  /** `auto` becomes the backend that is chosen; any other is taken at its word, and fails when it is used. */
  resolve(wanted: BackendName): Promise<EngineBackend>;
  /** Ends what is being tried: it then counts as not to be had. */
  dispose(): void;
}

/** A library that takes as long to load, or to answer, never will. */
const usualPatienceMs = 30_000;
/** In the order in which they are listed. */
export const allBackends: readonly EngineBackend[] = ['onnxruntime', 'tensorflow', 'wasm', 'reference'];

export function createBackends(launch: LaunchEngine, patienceMs = usualPatienceMs): Backends {
  let kept: Promise<BackendReport> | null = null;
  const trying = new Set<EngineOwner>();
  const report = (): Promise<BackendReport> => {
    if (!kept) {
      kept = tryAll(launch, patienceMs, trying);
      kept.catch(() => (kept = null));
    }
    return kept;
  };
  return {
    report,
    resolve: async (wanted) => (wanted === 'auto' ? ((await report()).chosen as EngineBackend) : wanted),
    dispose: () => {
      for (const engine of trying) engine.dispose();
    },
  };
}

/**
 * Each backend is tried in a process of its own, so one that crashes takes nothing with it. They load and are compared with the reference side
 * by side, which is most of the time it takes; then they are timed one after the other, since each wants all cores.
 */
async function tryAll(launch: LaunchEngine, patienceMs: number, trying: Set<EngineOwner>): Promise<BackendReport> {
  const probes = allBackends.map((name) => ({ name, engine: ownEngine(launch) }));
  for (const { engine } of probes) trying.add(engine);
  try {
    const checked = await Promise.all(
      probes.map(async ({ name, engine }) => {
        const answer = await answered(engine.call('check', { backend: name }), patienceMs);
        // One that hangs must not be in the way of the others.
        if (!answer.ok) engine.dispose();
        return answer;
      }),
    );
    const tried: Tried[] = [];
    for (const [i, probe] of probes.entries()) tried.push(await timed(probe, checked[i]!, patienceMs));
    return chooseBackend(tried);
  } finally {
    for (const { engine } of probes) engine.dispose();
    trying.clear();
  }
}

async function timed(
  { name, engine }: { readonly name: EngineBackend; readonly engine: EngineOwner },
  checked: Answer<EngineReply<'check'>>,
  patienceMs: number,
): Promise<Tried> {
  if (!checked.ok) return { name, why: checked.why };
  const speed = await answered(engine.call('time', { backend: name }), patienceMs);
  engine.dispose();
  return speed.ok ? { name, ...checked.value, gflops: speed.value } : { name, why: speed.why };
}

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: Saying };

async function answered<T>(call: Promise<T>, patienceMs: number): Promise<Answer<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<Answer<T>>((resolve) => {
    const why = remark('backend-silent', { seconds: patienceMs / 1000 });
    timer = setTimeout(() => resolve({ ok: false, why }), patienceMs);
  });
  const answer = call.then(
    (value): Answer<T> => ({ ok: true, value }),
    (reason: unknown): Answer<T> => ({ ok: false, why: whyNot(reason) }),
  );
  try {
    return await Promise.race([answer, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

function whyNot(reason: unknown): Saying {
  if (reason instanceof EngineStopped) return remark('backend-died', { how: reason.how });
  if (!(reason instanceof TacetError)) return { code: 'backend-failed', message: String(reason) };
  const { code, message, values } = reason;
  return { code, message, ...(values && { values }) };
}
