import type { Batch, BatchSize } from '../engine';
import { reflect } from '../inference/gaussian';
import type { Random } from '../random';
import { seededRandom } from '../random';
import { groupOf } from '../training/losses/fours';
import type { BatchSource } from '../training/source';
import type { Stock } from '../training/stock';
import { borderPx } from '../training/trainer';
import { noiseOfDose } from './noise';
import { makePhantom } from './phantom';
import { addFaintShapes, randomInserts, randomShapes } from './phantom/shapes';
import type { KernelName } from './scanner';
import { kernelWindows } from './scanner';

/** A clean image to learn from, square. */
export interface Truth {
  readonly hu: Float32Array;
  readonly size: number;
  readonly pixelMm: number;
}
/** A truth with noise fields made for it, each of SD 1 in soft tissue: scaled to any dose while training. */
export interface TrainingImage extends Truth {
  readonly fields: readonly Float32Array[];
}

/** Two scans of one place: a network learns to find the second in the first. Square, HU. */
export interface PairImage {
  readonly hu: Float32Array;
  readonly size: number;
  readonly targetHu: Float32Array;
  /** 1 where both show the same anatomy: only there anything is learnt. */
  readonly alike: Uint8Array;
  /** Noise SD of the input as a reader's denoiser would estimate it, HU. */
  readonly sigmaHu: number;
}

const kernels = Object.keys(kernelWindows) as KernelName[];

/** In turn, so that any number of images is a fair mixture. */
const truthKinds = [
  'shapes',
  'chest',
  'inserts',
  'head',
  'abdomen',
  'shapes',
  'chest',
  'abdomen',
  'abdomen',
  'head',
  'inserts',
  'inserts',
] as const;

/** Procedural truths: random shapes, chests, bellies, heads, cylinders with inserts; every one from its own seed, with pixels of 0.5 to 1 mm. */
export function* trainingTruths(seed: number, count: number, size = 384): Generator<Truth> {
  for (let i = 0; i < count; i++) {
    const random = seededRandom(seed, i, 53);
    const own = Math.floor(random.uniform() * 1e6);
    const kind = truthKinds[i % truthKinds.length];
    if (kind === 'shapes' || kind === 'inserts') {
      const pixelMm = 0.5 + 0.45 * random.uniform();
      const paint = kind === 'shapes' ? randomShapes : randomInserts;
      yield { hu: paint(own, size, pixelMm), size, pixelMm };
    } else {
      // Finer pixels show less of the body.
      const wholeSize = size + random.integer(size >> 1);
      const phantom = makePhantom({ kind, slices: 60, seed: own, size: wholeSize });
      const hu = croppedAt(random, phantom.slice(2 + random.integer(56)), wholeSize, size);
      addFaintShapes(hu, own, size, phantom.pixelMm);
      if (random.uniform() < 0.25) fillOutsideCircle(hu, size);
      yield { hu, size, pixelMm: phantom.pixelMm };
    }
  }
}

/** What a scanner writes where it measured nothing: there is no noise in it. */
const paddingHu = -1024;

function fillOutsideCircle(hu: Float32Array, size: number): void {
  const middle = (size - 1) / 2;
  for (let i = 0; i < hu.length; i++)
    if (Math.hypot(Math.floor(i / size) - middle, (i % size) - middle) > size / 2) hu[i] = paddingHu;
}

function croppedAt(random: Random, whole: Float32Array, wholeSize: number, size: number): Float32Array {
  const [top, left] = [random.integer(wholeSize - size + 1), random.integer(wholeSize - size + 1)];
  const out = new Float32Array(size * size);
  for (let row = 0; row < size; row++) {
    const start = (top + row) * wholeSize + left;
    out.set(whole.subarray(start, start + size), row * size);
  }
  return out;
}

/** Yields each image as it is ready. */
export function* withNoiseFields(truths: Iterable<Truth>, seed: number): Generator<TrainingImage> {
  let index = 0;
  for (const truth of truths) yield noisyImage(truth, seed, index++);
}

/** Two noise fields, of different kernels and doses, as image `index` of a set has them. */
export function noisyImage(truth: Truth, seed: number, index: number): TrainingImage {
  const random = seededRandom(seed, index, 59);
  const first = random.integer(kernels.length);
  const fields = [first, (first + 1 + random.integer(kernels.length - 1)) % kernels.length].map((kernel, k) => {
    const doseFraction = 0.08 * (0.5 / 0.08) ** random.uniform();
    const bowTie = [0, 0.5, 0.9][random.integer(3)];
    const noise = noiseOfDose({
      ...truth,
      doseFraction,
      from: 'full-dose',
      kernel: kernels[kernel],
      seed: index * 2 + k + 1000 * seed,
      bowTie,
      views: 400,
    });
    return toUnitSd(noise, truth.hu);
  });
  const { hu, size, pixelMm } = truth;
  return { hu, size, pixelMm, fields };
}

/** Divides by the SD in soft tissue (−150…200 HU), or above −900 HU where there is too little of it. No noise on padding. */
function toUnitSd(noise: Float32Array, hu: Float32Array): Float32Array {
  const sdOver = (low: number, high: number): number => {
    let [count, sum] = [0, 0];
    for (let i = 0; i < hu.length; i++) {
      if (hu[i] < low || hu[i] > high) continue;
      count++;
      sum += noise[i] * noise[i];
    }
    return count > 500 ? Math.sqrt(sum / count) : 0;
  };
  const sd = sdOver(-150, 200) || sdOver(-900, 4000) || sdOver(-2000, 4000) || 1;
  return noise.map((value, i) => (hu[i] <= paddingHu ? 0 : value / sd));
}

export interface BatchGroup {
  readonly share: number;
  /** What it is drawn from, or a stock of that. */
  readonly images: readonly (TrainingImage | PairImage)[] | Stock<TrainingImage | PairImage>;
}

export interface BatchOptions extends BatchSize {
  /** A share of patches from each group; each group is drawn from evenly. */
  readonly groups: readonly BatchGroup[];
  readonly seed: number;
}

/**
 * Batches by the recipe (see the model's card). Batch n depends on the seed and n alone, so a resumed run draws the very same. Of a group that is a
 * stock, `ready` comes before each `next`.
 */
export function createBatchSource(options: BatchOptions): BatchSource {
  let drawn = 0;
  return {
    batch: { count: options.count, size: options.size, fours: options.fours, loss: options.loss },
    ready: async (signal) => {
      for (const { images } of options.groups) if ('ready' in images) await images.ready(drawn, signal);
    },
    next: () => drawBatch(options, seededRandom(options.seed, drawn++, 61)),
    get drawn() {
      return drawn;
    },
    skipTo: (target) => {
      drawn = target;
    },
  };
}

const scannerClip = [-1024, 3071] as const;

function drawBatch({ groups, count, size, fours }: BatchOptions, random: Random): Batch {
  const pixels = size * size;
  const batch: Batch = {
    count,
    size,
    noisyHu: new Float32Array(count * pixels),
    cleanHu: new Float32Array(count * pixels),
    sigmaHu: new Float32Array(count),
    addedSdHu: new Float32Array(count),
    ...(fours && { shapeSquareHu: new Float32Array(count / groupOf) }),
    ...(groups.some(holdsPairs) && { counted: new Uint8Array(count * pixels).fill(1) }),
  };
  // With fours, each image that is picked gives four examples.
  const together = fours ? groupOf : 1;
  for (let n = 0; n < count; n += together) {
    const image = pick(groups, random);
    if ('targetHu' in image) putPair(batch, n, image, random);
    else if (batch.shapeSquareHu) putFour(batch, n, drawPatch(image, size, 2, random), random);
    else {
      const patch = drawPatch(image, size, 1, random);
      putPatch(batch, n, patch, patch.draws[0], null);
    }
  }
  return batch;
}

/** A place in an image with all that its examples share. */
interface Patch {
  readonly clean: Float32Array;
  /** One or two independent draws of noise of SD 1. */
  readonly draws: readonly Float32Array[];
  readonly sdHu: number;
  readonly toldHu: number;
  readonly clip: readonly [number, number];
}

function drawPatch(image: TrainingImage, size: number, count: 1 | 2, random: Random): Patch {
  const place = placePatch(image, size, random);
  const draws = mixNoise(image, place, size, count, random);
  const sdHu = random.uniform() < 0.08 ? 3 * random.uniform() : 3 * (120 / 3) ** random.uniform();
  const shift = random.uniform() < 0.6 ? 200 * random.uniform() - 100 : 0;
  const clips = random.uniform() < 0.9;
  const turn = random.integer(8);
  const turnedBack = (at: (i: number) => number): Float32Array => {
    const out = new Float32Array(size * size);
    for (let i = 0; i < out.length; i++) out[turned(i, size, turn)] = at(i);
    return out;
  };
  return {
    clean: turnedBack((i) => image.hu[place.at(i)] + shift),
    draws: draws.map((noise) => turnedBack((i) => noise[i])),
    sdHu,
    toldHu: Math.max(1, sdHu * Math.exp(0.15 * random.normal())),
    clip: clips ? [scannerClip[0] + shift, scannerClip[1] + shift] : [-Infinity, Infinity],
  };
}

/** One truth, of which two examples hold a faint shape, under two draws of noise. */
function putFour(batch: Batch, n: number, patch: Patch, random: Random): void {
  const shape = faintShapes(batch.size, random);
  batch.shapeSquareHu![n / groupOf] = meanSquareInside(shape, batch.size);
  patch.draws.forEach((noise, k) => {
    putPatch(batch, n + 2 * k, patch, noise, shape);
    putPatch(batch, n + 2 * k + 1, patch, noise, null);
  });
}

function putPatch(batch: Batch, n: number, patch: Patch, noise: Float32Array, shape: Float32Array | null): void {
  const { clean, sdHu, toldHu, clip } = patch;
  const start = n * clean.length;
  for (let i = 0; i < clean.length; i++) {
    const truth = clean[i] + (shape?.[i] ?? 0);
    batch.cleanHu[start + i] = truth;
    batch.noisyHu[start + i] = Math.min(clip[1], Math.max(clip[0], truth + sdHu * noise[i]));
  }
  batch.addedSdHu[n] = sdHu;
  batch.sigmaHu[n] = toldHu;
}

/** A place in two scans, turned and shifted alike; the noise is the scans' own. */
function putPair(batch: Batch, n: number, image: PairImage, random: Random): void {
  if (batch.shapeSquareHu) throw new RangeError('Two scans hold no faint shape to make fours of.');
  const { size } = batch;
  const place = placePatch(image, size, random);
  const shift = random.uniform() < 0.6 ? 200 * random.uniform() - 100 : 0;
  const turn = random.integer(8);
  const start = n * size * size;
  for (let i = 0; i < size * size; i++) {
    const [from, to] = [place.at(i), start + turned(i, size, turn)];
    batch.noisyHu[to] = image.hu[from] + shift;
    batch.cleanHu[to] = image.targetHu[from] + shift;
    batch.counted![to] = image.alike[from];
  }
  batch.addedSdHu[n] = image.sigmaHu;
  batch.sigmaHu[n] = Math.max(1, image.sigmaHu * Math.exp(0.15 * random.normal()));
}

/** One to three discs of 2 to 30 HU, 2.5 to 15 px in radius, edges of 0.4 to 3 px (the recipe's section 8). */
function faintShapes(size: number, random: Random): Float32Array {
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const out = new Float32Array(size * size);
  for (let left = 1 + random.integer(3); left > 0; left--) {
    const hu = (random.uniform() < 0.5 ? -1 : 1) * 2 * 15 ** random.uniform();
    const [row, column, radius, edge] = [between(0, size), between(0, size), 2.5 * 6 ** random.uniform(), between(0.4, 3)];
    for (let i = 0; i < out.length; i++) {
      const outside = Math.hypot(Math.floor(i / size) - row, (i % size) - column) - radius;
      out[i] += hu * Math.min(1, Math.max(0, 0.5 - outside / edge));
    }
  }
  return out;
}

/** The loss leaves a patch's border out, and so does this. */
function meanSquareInside(image: Float32Array, size: number): number {
  let sum = 0;
  for (let row = borderPx; row < size - borderPx; row++)
    for (let column = borderPx; column < size - borderPx; column++) sum += image[row * size + column] ** 2;
  return sum / (size - 2 * borderPx) ** 2;
}

const imagesOf = ({ images }: BatchGroup): readonly (TrainingImage | PairImage)[] => ('ready' in images ? images.images : images);
const holdsPairs = (group: BatchGroup): boolean => imagesOf(group).some((image) => 'targetHu' in image);

function pick(groups: BatchOptions['groups'], random: Random): TrainingImage | PairImage {
  const total = groups.reduce((sum, { share }) => sum + share, 0);
  let left = random.uniform() * total;
  for (const group of groups) {
    left -= group.share;
    if (left >= 0) continue;
    const images = imagesOf(group);
    return images[random.integer(images.length)];
  }
  const images = imagesOf(groups[groups.length - 1]);
  return images[random.integer(images.length)];
}

/** Up to 6 tries for a patch with more than a quarter above −900 HU; small images are mirrored. */
function placePatch(image: Pick<Truth, 'hu' | 'size'>, size: number, random: Random): { readonly at: (i: number) => number } {
  for (let tries = 1; ; tries++) {
    const row = random.integer(Math.max(1, image.size - size));
    const column = random.integer(Math.max(1, image.size - size));
    const at = (i: number): number =>
      reflect(row + Math.floor(i / size), image.size) * image.size + reflect(column + (i % size), image.size);
    let inside = 0;
    for (let i = 0; i < size * size; i += 7) if (image.hu[at(i)] > -900) inside++;
    if (inside > (0.25 * size * size) / 7 || tries === 6) return { at };
  }
}

/**
 * One or two draws of SD 1. A draw is one field; in 30 % two of them mixed by √w, √(1−w), the second draw by what that leaves, so that neither tells
 * of the other; in 15 % 0.8 of that + 0.6 white.
 */
function mixNoise(
  image: TrainingImage,
  place: { readonly at: (i: number) => number },
  size: number,
  count: 1 | 2,
  random: Random,
): readonly Float32Array[] {
  const first = random.integer(image.fields.length);
  const a = image.fields[first];
  const b = image.fields[(first + 1) % image.fields.length];
  const w = random.uniform() < 0.3 ? 0.2 + 0.6 * random.uniform() : 1;
  const white = random.uniform() < 0.15;
  const sign = random.uniform() < 0.5 ? -1 : 1;
  const [ofA, ofB] = [sign * Math.sqrt(w), Math.sqrt(1 - w)];
  const grain = (field: number): number => (white ? 0.8 * field + 0.6 * random.normal() : field);
  const mixes = [(at: number) => ofA * a[at] + ofB * b[at], (at: number) => ofA * b[at] - ofB * a[at]];
  return mixes.slice(0, count).map((mix) => {
    const noise = new Float32Array(size * size);
    for (let i = 0; i < noise.length; i++) noise[i] = grain(mix(place.at(i)));
    return noise;
  });
}

/** One of the eight flips and quarter turns of a square. */
function turned(i: number, size: number, turn: number): number {
  let row = Math.floor(i / size);
  let column = i % size;
  if (turn & 1) row = size - 1 - row;
  if (turn & 2) column = size - 1 - column;
  return turn & 4 ? column * size + row : row * size + column;
}
