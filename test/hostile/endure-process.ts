import { mutants, streamMutants, type Trial, truncations } from './plan';
import { attempt } from './attempt';

/** What a process of trials is told on its command line. */
export interface Orders {
  readonly kind: 'truncations' | 'mutants' | 'stream mutants';
  readonly paths: readonly string[];
  readonly times: number;
  readonly seed: number;
  /** Of all trials, this process makes each `of`th, beginning with `share`. */
  readonly share: number;
  readonly of: number;
}

/** What it prints at its end. */
export interface Endured {
  readonly trials: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly broken: readonly string[];
  readonly slowest: { readonly name: string; readonly cpuMs: number };
  readonly peakMiB: number;
}

function trialsOf({ kind, paths, times, seed }: Orders): readonly Trial[] {
  if (kind === 'truncations') return truncations(paths, times);
  return kind === 'mutants' ? mutants(paths, times, seed) : streamMutants(paths, times, seed);
}

async function endure(orders: Orders): Promise<Endured> {
  const trials = trialsOf(orders);
  const outcomes: Record<string, number> = {};
  const broken: string[] = [];
  let slowest = { name: '', cpuMs: 0 };
  let made = 0;
  for (let i = orders.share; i < trials.length; i += orders.of) {
    const { name, bytes } = trials[i]!;
    const file = bytes();
    // Said before, so that whoever waits knows where a hang or a crash happened.
    process.send?.(name);
    const before = process.cpuUsage();
    try {
      const outcome = await attempt(file);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    } catch (error) {
      broken.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
    }
    const { user, system } = process.cpuUsage(before);
    const cpuMs = (user + system) / 1000;
    if (cpuMs > slowest.cpuMs) slowest = { name, cpuMs };
    made++;
  }
  return { trials: made, outcomes, broken, slowest, peakMiB: process.resourceUsage().maxRSS / 1024 };
}

void endure(JSON.parse(process.argv[2]!) as Orders).then((endured) =>
  process.stdout.write(JSON.stringify(endured), () => process.disconnect?.()),
);
