import { troubleFor } from '../../contract';
import { TacetError } from '../../contract/outcome';
import { breath } from '../breath';
import type { Denoiser, Model, NoisePrediction, PredictOptions, SliceHu } from '../engine';
import { forward } from '../networks/driver';
import { checkWeights, receptiveReachPx, sizeMultiple } from '../networks/network';
import type { Compiled, Interpreter, Program } from '../primitives/interpreter';
import type { NoiseLevelInput } from './architectures/architecture';
import { architectureOf } from './architectures/choice';
import { cutOut, putBack, withBorder } from './border';
import { compiledSizes } from './compiled-sizes';
import { measureNoise } from './noise-level';
import { planTiles, type Tile, type TilePlan } from './tiles';

/** A slice of 1024 × 1024 goes whole, with its border; a larger one in tiles. */
const usualPixelsAtOnce = 1_200_000;

export interface DenoiserOptions {
  /** How many pixels may be in the network at one time: this bounds its memory. */
  readonly pixelsAtOnce?: number;
}

/** A slice on its way: as the network sees it, with its noise level, and the image that its tiles' results are put into. */
interface Work {
  readonly slice: SliceHu;
  readonly seen: Float32Array;
  readonly sigmaHu: number;
  /** The pixels of flat tissue, by index. */
  readonly flat: Int32Array;
  readonly output: Float32Array;
}
interface Piece {
  readonly work: Work;
  readonly tile: Tile;
}

/**
 * A slice goes through the network whole, or in tiles that give the same result; the network is compiled once for each size it meets. One
 * prediction is made after the other; the tiles of one go side by side where the interpreter has several lanes. Throws a TacetError for weights
 * of another network.
 */
export function createDenoiser(interpreter: Interpreter, model: Model, options: DenoiserOptions = {}): Denoiser {
  const { lanes } = interpreter;
  const { network, level, ...architecture } = architectureOf(model.definition);
  checkWeights(network, model.weights);
  const limits = {
    reachPx: receptiveReachPx(network),
    multiple: sizeMultiple(network),
    pixelsAtOnce: options.pixelsAtOnce ?? usualPixelsAtOnce,
    lanes,
  };
  const program: Program = (ops, inputs) => ({ out: forward(ops, network, inputs, inputs.image).out });
  const compiled = compiledSizes((shape) => {
    const [count, rows, columns] = shape;
    const levels = level && { [level.name]: [count, rows / level.shrink, columns / level.shrink, 1] };
    return interpreter.compile(program, { image: shape, ...levels }, Object.fromEntries(model.weights));
  });
  let last: Promise<unknown> = Promise.resolve();

  const prepared = (slice: SliceHu, told: number | undefined): Work => {
    const { clean, seen } = architecture.prepared(slice);
    const { sigmaHu, flat } = measureNoise(clean);
    return { slice, seen, sigmaHu: told ?? sigmaHu, flat, output: new Float32Array(slice.hu.length) };
  };

  /** Tiles of one size through the network in one run. */
  const runTogether = async (network: Compiled, pieces: readonly Piece[], tile: TilePlan): Promise<void> => {
    const pixels = tile.rows * tile.columns;
    const image = new Float32Array(pieces.length * pixels);
    for (const [n, { work, tile: place }] of pieces.entries())
      cutOut(work.seen, work.slice, place, tile, image.subarray(n * pixels, (n + 1) * pixels));
    const levels = level && { [level.name]: levelMaps(level, pieces, pixels) };
    const { out } = await network.run({ image, ...levels });
    for (const [n, { work, tile: place }] of pieces.entries())
      putBack(out.subarray(n * pixels, (n + 1) * pixels), place, tile, work.slice, work.output);
  };

  /** Slices of one size. */
  const predict = async (slices: readonly SliceHu[], options: PredictOptions): Promise<readonly NoisePrediction[]> => {
    const { sigmaHu: told, signal } = options;
    if (told !== undefined && !(told >= 0)) throw new RangeError(`A noise level is a number from 0 up, not ${told}.`);
    const works = slices.map((slice) => prepared(slice, told));
    const plan = planTiles(withBorder(slices[0], limits.multiple), limits);
    const pieces = works.flatMap((work) => plan.tiles.map((tile) => ({ work, tile })));
    const fitting = Math.floor(limits.pixelsAtOnce / lanes / (plan.rows * plan.columns));
    const runs = inParts(pieces, Math.max(1, Math.min(fitting, Math.ceil(pieces.length / lanes))));
    // The last part may be smaller; both are compiled before the lanes begin.
    const networks = new Map<number, Compiled>();
    for (const { length } of runs) networks.set(length, await compiled.for([length, plan.rows, plan.columns, 1]));
    // One iterator for all lanes: each takes the next run that is left.
    const left = runs.values();
    const lane = async (): Promise<void> => {
      for (const run of left) {
        if (signal) await breath();
        if (signal?.aborted) throw stopped();
        await runTogether(networks.get(run.length)!, run, plan);
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return works.map(({ output, slice, sigmaHu, flat }) => ({ sigmaHu, ...architecture.taken(output, slice, flat) }));
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    predictNoise: (slice, options = {}) => inTurn(async () => (await predict([slice], options))[0]),
    predictNoises: (slices, options = {}) =>
      inTurn(async () => {
        const predictions = new Map<number, NoisePrediction>();
        for (const alike of bySize(slices)) {
          const made = await predict(
            alike.map((at) => slices[at]),
            options,
          );
          for (const [i, at] of alike.entries()) predictions.set(at, made[i]);
        }
        return slices.map((_, at) => predictions.get(at)!);
      }),
    dispose: async () => {
      await last;
      await compiled.dispose();
    },
  };
}

/** For pieces of so many pixels each. */
function levelMaps({ shrink, valueAt }: NoiseLevelInput, pieces: readonly Piece[], pixels: number): Float32Array {
  const reduced = pixels / shrink ** 2;
  const maps = new Float32Array(pieces.length * reduced);
  for (const [n, { work }] of pieces.entries()) maps.fill(valueAt(work.sigmaHu), n * reduced, (n + 1) * reduced);
  return maps;
}

const inParts = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));

/** The indices of slices that are equally large, together. */
function bySize(slices: readonly SliceHu[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [at, { rows, columns }] of slices.entries()) {
    const key = `${rows} × ${columns}`;
    groups.set(key, [...(groups.get(key) ?? []), at]);
  }
  return [...groups.values()];
}

const stopped = (): TacetError => new TacetError(troubleFor('stopped'));
