import type { Batch } from '../engine';
import { reflect } from '../inference/gaussian';
import type { Random } from '../random';
import { seededRandom } from '../random';
import type { BatchSource } from '../training/source';
import { noiseOfDose } from './noise';
import { makePhantom } from './phantom';
import { randomShapes } from './phantom/shapes';
import type { KernelName } from './scanner';
import { kernelCutoffs } from './scanner';

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

const kernels = Object.keys(kernelCutoffs) as KernelName[];

/** Procedural truths: half of random shapes, a third chests, the rest heads; every one from its own seed, with pixels of 0.5 to 1 mm. */
export function* trainingTruths(seed: number, count: number, size = 384): Generator<Truth> {
  for (let i = 0; i < count; i++) {
    const random = seededRandom(seed, i, 53);
    const own = Math.floor(random.uniform() * 1e6);
    const kind = i % 6 < 3 ? 'shapes' : i % 6 < 5 ? 'chest' : 'head';
    if (kind === 'shapes') {
      const pixelMm = 0.5 + 0.45 * random.uniform();
      yield { hu: randomShapes(own, size, pixelMm), size, pixelMm };
    } else {
      // Finer pixels show less of the body.
      const wholeSize = size + random.integer(size >> 1);
      const phantom = makePhantom({ kind, slices: 60, seed: own, size: wholeSize });
      const whole = phantom.slice(2 + random.integer(56));
      yield { hu: croppedAt(random, whole, wholeSize, size), size, pixelMm: phantom.pixelMm };
    }
  }
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

/** Two noise fields a truth, of different kernels and doses. Yields each image as it is ready. */
export function* withNoiseFields(truths: Iterable<Truth>, seed: number): Generator<TrainingImage> {
  let index = 0;
  for (const truth of truths) {
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
    yield { ...truth, fields };
    index++;
  }
}

/** Divides by the SD in soft tissue (−150…200 HU), or above −900 HU where there is too little of it. */
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
  return noise.map((value) => value / sd);
}

export interface BatchOptions {
  /** A share of patches from each group; each group is drawn from evenly. */
  readonly groups: readonly { readonly share: number; readonly images: readonly TrainingImage[] }[];
  readonly seed: number;
  readonly count: number;
  readonly size: number;
}

/** Batches by the recipe (see the model's card). Batch n depends on the seed and n alone, so a resumed run draws the very same. */
export function createBatchSource(options: BatchOptions): BatchSource {
  let drawn = 0;
  return {
    batch: { count: options.count, size: options.size },
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

function drawBatch({ groups, count, size }: BatchOptions, random: Random): Batch {
  const pixels = size * size;
  const batch = {
    count,
    size,
    noisyHu: new Float32Array(count * pixels),
    cleanHu: new Float32Array(count * pixels),
    sigmaHu: new Float32Array(count),
    addedSdHu: new Float32Array(count),
  };
  for (let n = 0; n < count; n++) {
    const image = pick(groups, random);
    const place = placePatch(image, size, random);
    const noise = mixNoise(image, place, size, random);
    const sd = random.uniform() < 0.05 ? 3 * random.uniform() : 5 * (80 / 5) ** random.uniform();
    const shift = random.uniform() < 0.6 ? 200 * random.uniform() - 100 : 0;
    const clips = random.uniform() < 0.9;
    const turn = random.integer(8);
    for (let i = 0; i < pixels; i++) {
      const clean = image.hu[place.at(i)] + shift;
      const noisy = clean + sd * noise[i];
      const to = n * pixels + turned(i, size, turn);
      batch.cleanHu[to] = clean;
      batch.noisyHu[to] = clips ? Math.min(scannerClip[1] + shift, Math.max(scannerClip[0] + shift, noisy)) : noisy;
    }
    batch.addedSdHu[n] = sd;
    batch.sigmaHu[n] = Math.max(1, sd * Math.exp(0.15 * random.normal()));
  }
  return batch;
}

function pick(groups: BatchOptions['groups'], random: Random): TrainingImage {
  const total = groups.reduce((sum, { share }) => sum + share, 0);
  let left = random.uniform() * total;
  for (const { share, images } of groups) {
    left -= share;
    if (left < 0) return images[random.integer(images.length)];
  }
  const { images } = groups[groups.length - 1];
  return images[random.integer(images.length)];
}

/** Up to 6 tries for a patch with more than a quarter above −900 HU; small images are mirrored. */
function placePatch(image: TrainingImage, size: number, random: Random): { readonly at: (i: number) => number } {
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

/** One field; in 30 % two mixed by √w, √(1−w); in 15 % 0.8 of it + 0.6 white. */
function mixNoise(
  image: TrainingImage,
  place: { readonly at: (i: number) => number },
  size: number,
  random: Random,
): Float32Array {
  const first = random.integer(image.fields.length);
  const a = image.fields[first];
  const b = image.fields[(first + 1) % image.fields.length];
  const w = random.uniform() < 0.3 ? 0.2 + 0.6 * random.uniform() : 1;
  const white = random.uniform() < 0.15;
  const sign = random.uniform() < 0.5 ? -1 : 1;
  const [ofA, ofB] = [sign * Math.sqrt(w), Math.sqrt(1 - w)];
  const noise = new Float32Array(size * size);
  for (let i = 0; i < noise.length; i++) {
    const at = place.at(i);
    const field = ofA * a[at] + ofB * b[at];
    noise[i] = white ? 0.8 * field + 0.6 * random.normal() : field;
  }
  return noise;
}

/** One of the eight flips and quarter turns of a square. */
function turned(i: number, size: number, turn: number): number {
  let row = Math.floor(i / size);
  let column = i % size;
  if (turn & 1) row = size - 1 - row;
  if (turn & 2) column = size - 1 - column;
  return turn & 4 ? column * size + row : row * size + column;
}
