import { type Trouble, troubleOf } from '../../contract';
import type { EngineBackend } from '../../engine';
import type { Check, CheckDone, CheckedPart, PartChecked } from '../../engine/checks';
import { allBackends } from './backends';
import type { LaunchEngine } from './child';
import { type EngineOwner, EngineStopped, ownEngine } from './owner';

/** A backend that was asked for, or automatic differentiation: where it ran, or why it could not. */
export type Checked =
  | { readonly name: string; readonly available: true; readonly device: string }
  | { readonly name: string; readonly available: false; readonly why: string };

export interface GradientReport {
  /** What was asked for. */
  readonly backend: EngineBackend | 'auto';
  readonly checks: readonly Check[];
  readonly ok: boolean;
  readonly backends: readonly Checked[];
  readonly automaticDifferentiation: Checked;
  /** Whether all checks were made, or it was stopped before. */
  readonly ending: 'finished' | 'cancelled';
}

/**
 * Checks everything that was derived by hand: in float64, and on each backend that runs here or the one that is asked for. Each in a process of its
 * own, one after the other, so a backend that crashes takes no more than its own checks with it. `onCheck` hears of each check; its total counts what
 * is known by then. Rejects with a TacetError when the one backend that is asked for does not run here.
 */
export async function reportGradients(
  launch: LaunchEngine,
  backend: EngineBackend | 'auto',
  signal: AbortSignal,
  onCheck: (done: CheckDone) => void,
): Promise<GradientReport> {
  const checks: Check[] = [];
  const twin = signal.aborted ? noTwin : await twinHere(launch);
  const check = (part: CheckedPart): Promise<PartChecked> =>
    inOwnProcess(launch, (engine) => {
      const before = checks.length;
      const onEvent = ({ check: made, total }: CheckDone): void => {
        checks.push(made);
        onCheck({ done: checks.length, total: before + total, check: made });
      };
      return engine.call('gradcheck', part, { signal, onEvent });
    });

  const endings = [(await check({ kind: 'derivations' })).ending];
  const backends: Checked[] = [];
  let twinDevice: string | null = null;
  for (const name of backend === 'auto' ? allBackends : [backend]) {
    if (signal.aborted) break;
    try {
      const { device, ending, ...compared } = await check({ kind: 'backend', backend: name, twin: twin.name });
      endings.push(ending);
      backends.push({ name, available: true, device });
      twinDevice ??= compared.twinDevice;
    } catch (reason) {
      if (backend !== 'auto') throw reason;
      backends.push({ name, available: false, why: whyNot(reason) });
    }
  }
  const finished = !signal.aborted && endings.every((ending) => ending === 'finished');
  const differentiation = 'automatic differentiation';
  return {
    backend,
    checks,
    ok: finished && checks.every(({ ok }) => ok),
    backends,
    automaticDifferentiation:
      twinDevice === null
        ? { name: differentiation, available: false, why: twin.why }
        : { name: differentiation, available: true, device: twinDevice },
    ending: finished ? 'finished' : 'cancelled',
  };
}

interface Twin {
  readonly name: 'tensorflow' | 'wasm' | null;
  /** Said where nothing was compared with it. */
  readonly why: string;
}
const noTwin: Twin = { name: null, why: 'It was not tried.' };

/** The first that loads and computes right. Tried beforehand: one that crashes would take every backend's process with it. */
async function twinHere(launch: LaunchEngine): Promise<Twin> {
  let why = '';
  for (const name of ['tensorflow', 'wasm'] as const) {
    try {
      await inOwnProcess(launch, (engine) => engine.call('check', { backend: name }));
      return { name, why: 'No backend was compared with it.' };
    } catch (reason) {
      why = [why, whyNot(reason)].filter(Boolean).join(' ');
    }
  }
  return { name: null, why };
}

async function inOwnProcess<T>(launch: LaunchEngine, work: (engine: EngineOwner) => Promise<T>): Promise<T> {
  const engine = ownEngine(launch);
  try {
    return await work(engine);
  } finally {
    engine.dispose();
  }
}

function whyNot(reason: unknown): string {
  if (reason instanceof EngineStopped) return `Its process died when it was checked (${reason.how}).`;
  const { message }: Trouble = troubleOf(reason);
  return message;
}
