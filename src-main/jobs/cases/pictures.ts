import { fail, ok, type Outcome } from '../../contract';
import type { CasePictures } from '../../engine/cases';
import { type DisplayWindow, displayWindows } from '../../engine/quality';

/** Pictures of this size let both recipes run in minutes on two cores; the network is the article's all the same. */
export const pictureSize = 128;
/** Below it the largest filter, 13 px, sees little but the border. */
export const leastSize = 64;

/** A square slice, HU, without padding. */
export interface SquareSlice {
  readonly size: number;
  readonly hu: Float32Array;
}

/**
 * Grey pictures of 128 × 128 from slices: each pixel is the mean over the part of the slice that it covers, which also calms a real scan's own
 * noise; smaller slices stay as they are. Two slices, where there are four or more, are kept for the figures. Fails on slices that are too small,
 * on numbers that are none, and on pictures of one grey.
 */
export function picturesOf(slices: readonly SquareSlice[]): Outcome<CasePictures & { readonly testWasKeptApart: boolean }> {
  if (slices.length === 0) return fail('cases-empty');
  const size = Math.min(pictureSize, ...slices.map((slice) => slice.size));
  if (size < leastSize) return fail('cases-small', { sizePx: size, leastPx: leastSize });
  if (slices.some(({ hu }) => hu.some((value) => !Number.isFinite(value)))) return fail('cases-not-finite');
  const small = slices.map((slice) => downScaled(slice, size));
  const window = windowFor(small);
  const greys = small.map((hu) => greyOf(hu, window));
  if (greys.some((grey) => grey.every((value) => value === grey[0]))) return fail('cases-blank');
  const testAt = slices.length < 4 ? greys.map((_, at) => at) : [Math.floor(slices.length / 2), Math.floor(slices.length / 4)];
  const testWasKeptApart = testAt.length < greys.length;
  return ok({
    size,
    window,
    training: testWasKeptApart ? greys.filter((_, at) => !testAt.includes(at)) : greys,
    test: testAt.map((at) => greys[at]!),
    testWasKeptApart,
  });
}

/** Each new pixel is the mean of what it covers of the old ones, parts of a pixel included. */
export function downScaled({ size, hu }: SquareSlice, to: number): Float32Array {
  const step = size / to;
  const across = new Float32Array(size * to);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < to; column++)
      across[row * to + column] = meanOver(column * step, (column + 1) * step, (at) => hu[row * size + at]!);
  const out = new Float32Array(to * to);
  for (let row = 0; row < to; row++)
    for (let column = 0; column < to; column++)
      out[row * to + column] = meanOver(row * step, (row + 1) * step, (at) => across[at * to + column]!);
  return out;
}

function meanOver(from: number, to: number, value: (at: number) => number): number {
  let sum = 0;
  for (let at = Math.floor(from); at < to - 1e-9; at++) sum += value(at) * (Math.min(to, at + 1) - Math.max(from, at));
  return sum / (to - from);
}

const lungHu = [-950, -500] as const;
/** Share of pixels like lung from which on a series is a chest. */
const lungShare = 0.1;

/** The chest window where there is lung, else the abdomen's, which shows soft tissue. */
function windowFor(slices: readonly Float32Array[]): DisplayWindow {
  let [lung, pixels] = [0, 0];
  for (const hu of slices)
    for (const value of hu) {
      pixels++;
      if (value > lungHu[0] && value < lungHu[1]) lung++;
    }
  return lung > lungShare * pixels ? displayWindows.chest : displayWindows.abdomen;
}

const greyOf = (hu: Float32Array, { centerHu, widthHu }: DisplayWindow): Uint8Array =>
  Uint8Array.from(hu, (value) => Math.round(255 * Math.max(0, Math.min(1, (value - centerHu) / widthHu + 0.5))));
