import type { Denoiser, Model, NoisePrediction, PredictOptions, SliceHu } from '../engine';
import { forward } from '../networks/driver';
import { tacetNetwork } from '../networks/tacet';
import type { Compiled, Interpreter, Program } from '../primitives/interpreter';
import { clipped, cropped, withBorder } from './border';
import { gaussianBlur } from './gaussian';
import { estimateNoiseHu } from './noise-level';

/** The DC guard's width when none is asked for, px. */
const defaultGuardPx = 6;
/** The network was shown noise levels from 1 HU up. */
const leastSigmaHu = 1;
/** Slice sizes that stay compiled. */
const keptSizes = 3;

const inferenceProgram =
  ({ definition }: Model): Program =>
  (ops, inputs) => ({
    noise: forward(ops, tacetNetwork(definition), inputs, inputs.hu).out,
  });

/** Compiles the network once for each slice size it meets; the last few stay ready. Slices go one after the other. */
export function createDenoiser(interpreter: Interpreter, model: Model): Denoiser {
  const { definition } = model;
  const ready = new Map<string, Compiled>();
  let last: Promise<unknown> = Promise.resolve();

  const compiledFor = async (rows: number, columns: number): Promise<Compiled> => {
    const key = `${rows} × ${columns}`;
    const compiled = ready.get(key) ?? (await compile(rows, columns));
    // A Map remembers the order of its entries: the one used last goes to the end.
    ready.delete(key);
    ready.set(key, compiled);
    if (ready.size > keptSizes) {
      const [oldest, stale] = [...ready][0];
      ready.delete(oldest);
      await stale.dispose();
    }
    return compiled;
  };
  const compile = (rows: number, columns: number): Promise<Compiled> => {
    const reduced = [1, rows / definition.unshuffle, columns / definition.unshuffle, 1];
    const shapes = { hu: [1, rows, columns, 1], sigmaMap: reduced };
    return interpreter.compile(inferenceProgram(model), shapes, Object.fromEntries(model.weights));
  };

  const predict = async (slice: SliceHu, options: PredictOptions): Promise<NoisePrediction> => {
    const { sigmaHu: told, guardPx = defaultGuardPx } = options;
    if (told !== undefined && !(told >= 0)) throw new RangeError(`A noise level is a number from 0 up, not ${told}.`);
    const clean = { ...slice, hu: clipped(slice, definition.clipHu) };
    const sigmaHu = told ?? estimateNoiseHu(clean);
    const bordered = withBorder(clean, definition.unshuffle);
    const compiled = await compiledFor(bordered.rows, bordered.columns);
    const level = Math.max(sigmaHu, leastSigmaHu) / definition.sigmaScaleHu;
    const sigmaMap = new Float32Array(bordered.hu.length / definition.unshuffle ** 2).fill(level);
    const { noise } = await compiled.run({ hu: bordered.hu, sigmaMap });
    return { noiseHu: withoutLocalMean(cropped(noise, bordered.columns, slice), slice, guardPx), sigmaHu };
  };

  return {
    predictNoise: (slice, options = {}) => {
      const result = last.then(() => predict(slice, options));
      last = result.catch(() => undefined);
      return result;
    },
    dispose: async () => {
      await last;
      for (const compiled of ready.values()) await compiled.dispose();
      ready.clear();
    },
  };
}

/**
 * The DC guard:  n ← n − Gauss(n), and 0 on padding. Predicted noise may hold no local mean, so tissue keeps its HU. Its width decides what is
 * kept: 6 px the texture, 2 px faint contrast (measured in the recipe).
 */
function withoutLocalMean(noise: Float32Array, { rows, columns, padding }: SliceHu, guardPx: number): Float32Array {
  const weight = padding && Float32Array.from(padding, (flag) => 1 - flag);
  const mean = gaussianBlur(noise, rows, columns, guardPx, weight);
  for (let i = 0; i < mean.length; i++) mean[i] = padding?.[i] ? 0 : noise[i] - mean[i];
  return mean;
}
