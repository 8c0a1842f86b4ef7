import type { BackendReport } from '../../contract/app';
import type { EngineBackend } from '../engine';
import { seededRandom } from '../random';
import { interpreters } from './backends';
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

/** The same small problem on this backend and in float64: the largest difference relative to the largest value; NaN when it gives NaN. */
async function difference(interpreter: Interpreter): Promise<number> {
  const { shapes, values } = probeInputs(1, 8, 4);
  const [ours, truth] = await Promise.all([interpreter, referenceInterpreter].map((one) => runOnce(one, shapes, values)));
  let worst = 0;
  for (const [name, expected] of Object.entries(truth)) {
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expected.forEach((value, i) => (worst = Math.max(worst, Math.abs(ours[name][i] - value) / largest)));
    if (ours[name].some(Number.isNaN)) return NaN;
  }
  return worst;
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

/** GFLOP/s over four 3×3 convolutions 48→48 on 256 × 256, which is a slice of 512 × 512 to the network; the best of some runs. */
async function speed(interpreter: Interpreter): Promise<number> {
  const [size, channels] = interpreter.backend === 'reference' ? [16, 8] : [256, 48];
  const problem = probeInputs(1, size, channels);
  const shapes = { ...problem.shapes, bias: [channels] };
  const values = { ...problem.values, bias: new Float32Array(channels) };
  const compiled = await interpreter.compile(timedProgram, shapes);
  try {
    await compiled.run(values);
    let best = Infinity;
    for (let run = 0; run < 4; run++) {
      const started = performance.now();
      await compiled.run(values);
      best = Math.min(best, performance.now() - started);
    }
    return (convolutionsTimed * 2 * size * size * 9 * channels * channels) / best / 1e6;
  } finally {
    await compiled.dispose();
  }
}

type Row = BackendReport['backends'][number];

async function probeOne(name: EngineBackend, open: () => Promise<Interpreter>): Promise<Row> {
  const absent = (why: string): Row => ({ name, available: false, why, gflops: null, threads: null, device: null });
  try {
    const interpreter = await open();
    const off = await difference(interpreter);
    if (Number.isNaN(off)) return absent('It computes NaN on a small test.');
    if (off > largestDifference) return absent(`It is off by ${off.toExponential(1)} on a small test.`);
    const gflops = Math.round(10 * (await speed(interpreter))) / 10;
    return {
      name,
      available: true,
      why: 'Agrees with the reference.',
      gflops,
      threads: interpreter.threads,
      device: interpreter.device,
    };
  } catch (reason) {
    return absent(reason instanceof Error ? reason.message : String(reason));
  }
}

/** Tries every backend, times it, and chooses the fastest that is right. `reference` is for checks: chosen only where nothing else runs. */
export async function probeBackends(candidates = interpreters): Promise<BackendReport> {
  const rows: Row[] = [];
  for (const name of ['onnxruntime', 'tensorflow', 'reference'] as const) {
    rows.push(await probeOne(name, candidates[name]));
  }
  rows.push({
    name: 'wasm',
    available: false,
    why: 'Not part of this version: onnxruntime runs wherever Tacet is installed.',
    gflops: null,
    threads: null,
    device: null,
  });
  const usable = rows.filter(({ name, available }) => available && name !== 'reference');
  const fastest = usable.reduce<Row | null>((best, row) => (best && (best.gflops ?? 0) >= (row.gflops ?? 0) ? best : row), null);
  if (!fastest)
    return { chosen: 'reference', why: 'No fast backend runs here; the slow reference is all there is.', backends: rows };
  const others = usable.filter((row) => row !== fastest).map((row) => `${row.name} ${row.gflops}`);
  const compared = others.length > 0 ? `faster than ${others.join(', ')}` : 'the only fast one that runs here';
  return { chosen: fastest.name, why: `${fastest.gflops} GFLOP/s on ${fastest.device}, ${compared}.`, backends: rows };
}
