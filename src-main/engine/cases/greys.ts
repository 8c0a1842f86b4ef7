import type { DisplayWindow } from '../quality';
import { type Random, seededRandom } from '../random';
import { noiseShare, type Recipe } from './recipe';

/** Grey 0..255 to the numbers that a recipe's network sees. */
export const toNetwork = (grey: Float32Array, { black, white }: Recipe): Float32Array =>
  grey.map((value) => black + ((white - black) * value) / 255);

/** The network's numbers back to grey, which may then lie beyond 0..255. */
export const toGrey = (output: Float32Array, { black, white }: Recipe): Float32Array =>
  output.map((value) => (255 * (value - black)) / (white - black));

/** HU of a window: 0 is its lower end, 255 its upper. */
export const toHu = (grey: ArrayLike<number>, { centerHu, widthHu }: DisplayWindow): Float32Array =>
  Float32Array.from(grey, (value) => centerHu - widthHu / 2 + (widthHu * value) / 255);

/** The article's noise: a share of the largest grey of the picture that `clean` is, or is cut out of, times N(0, 1); cut off nowhere. */
export function withNoise(clean: Uint8Array, picture: Uint8Array, random: Random): Float32Array {
  const sd = noiseShare * picture.reduce((most, value) => Math.max(most, value), 0);
  return Float32Array.from(clean, (value) => value + sd * random.normal());
}

/** A stream for every use and draw, the same in all cases and recipes. */
export const drawOf = (seed: number, use: 'training' | 'test', first: number, second: number): Random =>
  seededRandom(seed, use === 'training' ? 71 : 73, first, second);

/** The article's correction: minimum and maximum become 0 and 255. A picture of one grey, or with a number that is none, becomes black. */
export function normalised(grey: Float32Array): Float32Array {
  let [least, most] = [Infinity, -Infinity];
  for (const value of grey) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const range = most - least;
  return range > 0 && Number.isFinite(range) ? grey.map((value) => (255 * (value - least)) / range) : grey.map(() => 0);
}

/** As a display shows it: whole greys, cut off at 0 and 255. */
export const displayed = (grey: Float32Array): Uint8Array =>
  Uint8Array.from(grey, (value) => Math.round(Math.max(0, Math.min(255, value))));
