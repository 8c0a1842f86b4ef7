import type { Denoiser, Model, NoisePrediction, PredictOptions, SliceHu } from '../engine';
import * as network from '../networks/residual-cnn';
import type { Compiled, Interpreter, Program } from '../primitives/interpreter';
import { gaussianBlur, reflect } from './gaussian';
import { estimateNoiseHu } from './noise-level';

/** Reflected around the slice before the network, px: zero padding costs 2 HU RMSE in a 6 px ring (recipe, measured). */
const borderPx = 16;
const defaultGuardPx = 6;
/** The network was shown noise levels from 1 HU up. */
const leastSigmaHu = 1;

const inferenceProgram =
  ({ definition }: Model): Program =>
  (ops, inputs) => ({
    noise: network.forward(ops, definition, inputs, { hu: inputs.hu, sigmaMap: inputs.sigmaMap }).noiseHu,
  });

/** Compiles the network once for each slice size it meets; the last few stay ready. */
export function createDenoiser(interpreter: Interpreter, model: Model): Denoiser {
  const { definition } = model;
  const ready = new Map<string, Promise<Compiled>>();
  const keptSizes = 3;

  const compiledFor = (rows: number, columns: number): Promise<Compiled> => {
    const key = `${rows}×${columns}`;
    const known = ready.get(key);
    if (known) return known;
    const reduced = [1, rows / definition.unshuffle, columns / definition.unshuffle, 1];
    const shapes = { hu: [1, rows, columns, 1], sigmaMap: reduced };
    const compiled = interpreter.compile(inferenceProgram(model), shapes, Object.fromEntries(model.weights));
    ready.set(key, compiled);
    if (ready.size > keptSizes) {
      const [oldest, dropped] = [...ready][0];
      ready.delete(oldest);
      void dropped.then((stale) => stale.dispose());
    }
    return compiled;
  };

  return {
    predictNoise: async (slice: SliceHu, options: PredictOptions = {}): Promise<NoisePrediction> => {
      const sigmaHu = options.sigmaHu ?? estimateNoiseHu(slice);
      const bordered = withBorder(slice, definition.clipHu, definition.unshuffle);
      const compiled = await compiledFor(bordered.rows, bordered.columns);
      const reduced = (bordered.rows / definition.unshuffle) * (bordered.columns / definition.unshuffle);
      const level = Math.max(sigmaHu, leastSigmaHu) / definition.sigmaScaleHu;
      const { noise } = await compiled.run({ hu: bordered.hu, sigmaMap: new Float32Array(reduced).fill(level) });
      const cropped = crop(noise, bordered.columns, slice);
      return { noiseHu: guardLocalMean(cropped, slice, options.guardPx ?? defaultGuardPx), sigmaHu };
    },
    dispose: async () => {
      for (const compiled of ready.values()) await (await compiled).dispose();
      ready.clear();
    },
  };
}

/** Clipped, padding pixels set to air, mirrored by at least 16 px up to a multiple of the unshuffle factor. */
function withBorder({ rows, columns, hu, padding }: SliceHu, [low, high]: readonly [number, number], multiple: number) {
  const grown = (length: number): number => Math.ceil((length + 2 * borderPx) / multiple) * multiple;
  const [toRows, toColumns] = [grown(rows), grown(columns)];
  const out = new Float32Array(toRows * toColumns);
  for (let row = 0; row < toRows; row++) {
    const source = reflect(row - borderPx, rows) * columns;
    for (let column = 0; column < toColumns; column++) {
      const at = source + reflect(column - borderPx, columns);
      out[row * toColumns + column] = padding?.[at] ? low : Math.min(high, Math.max(low, hu[at]));
    }
  }
  return { rows: toRows, columns: toColumns, hu: out };
}

function crop(noise: Float32Array, fromColumns: number, { rows, columns }: SliceHu): Float32Array {
  const out = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const start = (row + borderPx) * fromColumns + borderPx;
    out.set(noise.subarray(start, start + columns), row * columns);
  }
  return out;
}

/**
 * The DC guard:  n ← n − Gauss(n). Predicted noise may hold no local mean, so tissue keeps its HU. Its width decides what is kept: 6 px the
 * texture, 2 px faint contrast.
 */
function guardLocalMean(noise: Float32Array, { rows, columns, padding }: SliceHu, guardPx: number): Float32Array {
  const weight = padding ? Float32Array.from(padding, (flag) => 1 - flag) : null;
  const mean = gaussianBlur(noise, rows, columns, guardPx, weight);
  return noise.map((value, i) => (padding?.[i] ? 0 : value - mean[i]));
}
