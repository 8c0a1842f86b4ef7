import { remark, type Saying, troubleFor } from '../../contract';
import type { BackendReport } from '../../contract/app';
import { TacetError } from '../../contract/outcome';
import type { EngineBackend } from '../engine';
import { seededRandom } from '../random';
import type { Interpreter, Program } from './interpreter';
import { referenceInterpreter } from './reference';

/** A convolution with both of its gradients: all that a backend may get wrong in earnest. */
const checkedProgram: Program = (ops, { x, filter }) => {
  const z = ops.relu(ops.conv(x, filter));
  return { z, dx: ops.convInputGradient(z, filter), dw: ops.convFilterGradient(x, z, 3) };
};
const largestDifference = 1e-3;

/** Two residual blocks, as a slice goes through them: what the reader waits for. Only a sum comes back, so that moving numbers costs little. */
const convolutionsTimed = 4;
const timedProgram: Program = (ops, { x, filter, bias }) => {
  let h = x;
  for (let block = 0; block < convolutionsTimed / 2; block++) {
    const a = ops.relu(ops.addBias(ops.conv(h, filter), bias));
    h = ops.add(h, ops.addBias(ops.conv(a, filter), bias));
  }
  return { sum: ops.sum(h) };
};
const channelsTimed = 48;
/** The last is a slice of 512 × 512 to the network. */
const sizesTimed = [4, 16, 64, 128, 256];
/** A run that takes as long tells enough; a larger image is not tried then. */
const longEnoughMs = 40;

function probeInputs(batch: number, size: number, channels: number) {
  const random = seededRandom(7);
  const normal = (length: number, sd: number) => Float32Array.from({ length }, () => sd * random.normal());
  return {
    shapes: { x: [batch, size, size, channels], filter: [3, 3, channels, channels] },
    values: {
      x: normal(batch * size * size * channels, 1),
      filter: normal(9 * channels * channels, 1 / Math.sqrt(9 * channels)),
    },
  };
}

/** Computes the same small problem here and in float64. Throws a TacetError where the results differ, or are no numbers. */
export async function checkBackend(interpreter: Interpreter): Promise<void> {
  const { shapes, values } = probeInputs(1, 8, 4);
  const [ours, truth] = await Promise.all([interpreter, referenceInterpreter].map((one) => runOnce(one, shapes, values)));
  let worst = 0;
  for (const [name, expected] of Object.entries(truth)) {
    if (ours[name].some(Number.isNaN)) throw new TacetError(troubleFor('backend-not-a-number'));
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expected.forEach((value, i) => (worst = Math.max(worst, Math.abs(ours[name][i] - value) / largest)));
  }
  if (worst > largestDifference) throw new TacetError(troubleFor('backend-wrong', { off: worst.toExponential(1) }));
}

async function runOnce(
  interpreter: Interpreter,
  shapes: Record<string, readonly number[]>,
  values: Record<string, Float32Array>,
) {
  const compiled = await interpreter.compile(checkedProgram, shapes);
  try {
    return await compiled.run(values);
  } finally {
    await compiled.dispose();
  }
}

/** GFLOP/s over four 3×3 convolutions 48→48, all lanes at work, on the largest image that does not take long. */
export async function timeBackend(interpreter: Interpreter): Promise<number> {
  let gflops = 0;
  for (const size of sizesTimed) {
    const milliseconds = await fastestRunMs(interpreter, size);
    gflops = (interpreter.lanes * convolutionsTimed * 2 * size * size * 9 * channelsTimed * channelsTimed) / milliseconds / 1e6;
    if (milliseconds > longEnoughMs) break;
  }
  // Three digits: more are noise.
  return Number(gflops.toPrecision(3));
}

/** The best of a few runs, each of them one on every lane. */
async function fastestRunMs(interpreter: Interpreter, size: number): Promise<number> {
  const problem = probeInputs(1, size, channelsTimed);
  const shapes = { ...problem.shapes, bias: [channelsTimed] };
  const values = { ...problem.values, bias: new Float32Array(channelsTimed) };
  const compiled = await interpreter.compile(timedProgram, shapes);
  const run = () => Promise.all(Array.from({ length: interpreter.lanes }, () => compiled.run(values)));
  try {
    await run();
    let best = Infinity;
    const began = performance.now();
    for (let runs = 0; runs < 3 && performance.now() - began < 3 * longEnoughMs; runs++) {
      const started = performance.now();
      await run();
      best = Math.min(best, performance.now() - started);
    }
    return best;
  } finally {
    await compiled.dispose();
  }
}

/** What trying a backend gave: where it computes and how fast, or why it can't be used. */
export type Tried =
  | { readonly name: EngineBackend; readonly device: string; readonly threads: number; readonly gflops: number }
  | { readonly name: EngineBackend; readonly why: Saying };
type Usable = Extract<Tried, { readonly gflops: number }>;
const isUsable = (tried: Tried): tried is Usable => 'gflops' in tried;

/** Chooses the fastest that is right, and says why. `reference` is for checks: chosen only where nothing else runs. */
export function chooseBackend(tried: readonly Tried[]): BackendReport {
  const usable = tried.filter(isUsable);
  const fast = usable.filter(({ name }) => name !== 'reference').sort((a, b) => b.gflops - a.gflops);
  const [fastest = usable[0]] = fast;
  if (!fastest)
    throw new TacetError(
      troubleFor('no-backend', {
        why: tried.map((one) => `${one.name}: ${'why' in one ? one.why.message : ''}`).join(' '),
      }),
    );
  return {
    chosen: fastest.name,
    why: whyChosen(
      fastest,
      fast.filter((one) => one !== fastest),
    ),
    backends: tried.map((one) => (isUsable(one) ? usableRow(one, fastest) : absentRow(one))),
  };
}

function whyChosen({ name, gflops, device }: Usable, others: readonly Usable[]): Saying {
  if (name === 'reference') return remark('backend-slow');
  if (others.length === 0) return remark('backend-only', { gflops, device });
  return remark('backend-fastest', { gflops, device, others: others.map((one) => `${one.name} ${one.gflops}`).join(', ') });
}

type Row = BackendReport['backends'][number];

function usableRow(one: Usable, fastest: Usable): Row {
  const slower = fastest.gflops / one.gflops;
  const why =
    one === fastest
      ? remark('backend-right-fastest')
      : remark('backend-right-slower', { times: slower.toFixed(slower < 10 ? 1 : 0) });
  return { ...one, available: true, why };
}

const absentRow = ({ name, why }: Extract<Tried, { readonly why: Saying }>): Row => ({
  name,
  available: false,
  why,
  gflops: null,
  threads: null,
  device: null,
});
