import { breath } from '../breath';
import type { Denoiser, SliceHu } from '../engine';
import { gaussianBlur } from '../inference/gaussian';
import { measureNoise } from '../inference/noise-level';
import { alikeMask, grainOf } from '../pairs';
import { contrastKept, type Disc, discImage, interior, meanShiftHu, residualStructure, rmseHu, tissueRegion } from '../quality';
import { makePhantom, type Truth, withNoiseFields } from '../simulation';

/** A painted image whose truth is known, with noise that no training of this seed has seen. */
export interface ReplayImage {
  readonly kind: 'chest' | 'abdomen' | 'head';
  readonly truth: Truth;
  readonly noisyHu: Float32Array;
  /** Faint discs that its soft tissue has room for, and their picture, to be added to it. */
  readonly discs: readonly Disc[];
  readonly discsHu: Float32Array;
}

/** What a model does to images that it has not learnt from. */
export interface Examined {
  /** RMSE over all painted images, and over the heads among them, HU. */
  readonly paintedRmseHu: number;
  readonly headRmseHu: number;
  /** Share of the contrast that faint discs keep in the painted images, the mean over the discs; null where none had room. */
  readonly faintKept: number | null;
  /** Residual structure (quality/hallucination.ts) of own slices that were held back, their mean; null without them. */
  readonly edgeCorrelation: number | null;
  /** Mean shift of soft tissue on them, away from edges, HU: that of the slice where it is largest. */
  readonly tissueShiftHu: number | null;
  /** What is left of the noise in their flat tissue, as a share of it: SD of what is finer than a 3 px Gaussian, after over before, their mean. */
  readonly noiseLeft: number | null;
  /** RMSE against their targets, where both show the same anatomy, HU; null where they have none. */
  readonly targetRmseHu: number | null;
}

/** An own slice that nothing is learnt from; with a target where pairs are learnt from. */
export interface HeldBackSlice extends SliceHu {
  readonly targetHu?: Float32Array | null;
}

const kinds = ['chest', 'head', 'abdomen', 'head', 'chest', 'head'] as const;
/** Of the noise, in soft tissue, in turn. */
const noiseHu = [20, 12, 35, 25] as const;
/** Trainings of one seed paint from it and from the one after it. */
const otherSeed = 4_000_000;

/** Radii in turn, px, and contrast of the faint discs, HU; their middles lie on a grid, where all up to so many px from the rim is soft tissue. */
const faintDiscs = { radiiPx: [3, 5, 8], hu: 8, gridPx: 24, roomPx: 4, blurPx: 0.8, tissueHu: [-200, 250] } as const;

/** Paints what a model is examined on: the same seed gives the same images. Yields each as it is ready. */
export function* replayImages(seed: number, size: number): Generator<ReplayImage> {
  const truths = kinds.map((kind, i): Truth => {
    const phantom = makePhantom({ kind, slices: 20, seed: seed + otherSeed + i, size });
    return { hu: phantom.slice(3 + ((7 * i) % 14)), size, pixelMm: phantom.pixelMm };
  });
  let i = 0;
  for (const { fields, ...truth } of withNoiseFields(truths, seed + otherSeed)) {
    const sd = noiseHu[i % noiseHu.length];
    const discs = discsIn(truth);
    yield {
      kind: kinds[i],
      truth,
      noisyHu: truth.hu.map((hu, k) => hu + sd * fields[0][k]),
      discs,
      discsHu: discImage(truth.size, discs, faintDiscs.blurPx),
    };
    i++;
  }
}

/** Faint discs where a truth has room for them. */
function discsIn({ hu, size }: Truth): readonly Disc[] {
  const { radiiPx, gridPx, roomPx, tissueHu } = faintDiscs;
  const [low, high] = tissueHu;
  const discs: Disc[] = [];
  for (let row = gridPx / 2; row < size; row += gridPx)
    for (let column = gridPx / 2; column < size; column += gridPx) {
      const radiusPx = radiiPx[discs.length % radiiPx.length];
      const reach = radiusPx + roomPx;
      const isSoft = (y: number, x: number): boolean => hu[y * size + x] > low && hu[y * size + x] < high;
      const hasRoom = (): boolean => {
        for (let y = row - reach; y <= row + reach; y++)
          for (let x = column - reach; x <= column + reach; x++)
            if (y < 0 || x < 0 || y >= size || x >= size || !isSoft(y, x)) return false;
        return true;
      };
      if (hasRoom()) discs.push({ row, column, radiusPx, hu: faintDiscs.hu });
    }
  return discs;
}

/** Takes all the noise that the model finds, as it would for a reader. `heldBack` is read slice by slice; there may be none. */
export async function examineModel(
  denoiser: Denoiser,
  replay: readonly ReplayImage[],
  heldBack: Iterable<HeldBackSlice> | AsyncIterable<HeldBackSlice>,
): Promise<Examined> {
  const errors: { readonly kind: ReplayImage['kind']; readonly rmse: number }[] = [];
  const kept: number[] = [];
  for (const { kind, truth, noisyHu: hu, discs, discsHu } of replay) {
    const slice = { rows: truth.size, columns: truth.size, hu, padding: null };
    const output = await denoised(denoiser, slice);
    errors.push({ kind, rmse: rmseHu(output, truth.hu) });
    await breath();
    if (discs.length === 0) continue;
    const withDiscs = await denoised(denoiser, { ...slice, hu: hu.map((value, i) => value + discsHu[i]) });
    const difference = withDiscs.map((value, i) => value - output[i]);
    kept.push(...discs.map((disc) => contrastKept(difference, discsHu, truth.size, disc)));
    await breath();
  }
  const [edges, shifts, left, squares]: [number[], number[], number[], number[]] = [[], [], [], []];
  for await (const slice of heldBack) {
    const output = await denoised(denoiser, slice);
    edges.push(residualStructure(slice.hu, output, slice.rows, slice.columns, bodyOf(slice)));
    shifts.push(meanShiftHu(output, slice.hu, flatTissueOf(slice)));
    left.push(noiseLeft(slice, output));
    if (slice.targetHu) squares.push(targetSquare(slice, output, slice.targetHu));
    await breath();
  }
  const largest = shifts.filter(Number.isFinite).sort((a, b) => Math.abs(b) - Math.abs(a));
  return {
    paintedRmseHu: rootMeanSquare(errors.map(({ rmse }) => rmse)),
    headRmseHu: rootMeanSquare(errors.filter(({ kind }) => kind === 'head').map(({ rmse }) => rmse)),
    faintKept: meanOf(kept),
    edgeCorrelation: meanOf(edges.filter(Number.isFinite)),
    tissueShiftHu: largest[0] ?? null,
    noiseLeft: meanOf(left.filter(Number.isFinite)),
    targetRmseHu: squares.length > 0 ? Math.sqrt(meanOf(squares.filter(Number.isFinite)) ?? NaN) : null,
  };
}

/** What an output leaves of a slice's noise, as a share: over its flattest tissue, the RMS of what is finer than a 3 px Gaussian. NaN where nothing is flat. */
export function noiseLeft(slice: SliceHu, output: Float32Array): number {
  const { flattest } = measureNoise(slice);
  const inFlattest = (grain: Float32Array): number => Math.sqrt(flattest.reduce((sum, i) => sum + grain[i] ** 2, 0));
  return inFlattest(grainOf({ ...slice, hu: output })) / inFlattest(grainOf(slice));
}

/** Mean square of the error against the target where slice and target are alike, HU². */
function targetSquare({ hu, rows, columns }: SliceHu, output: Float32Array, target: Float32Array): number {
  const alike = alikeMask(hu, target, rows, columns);
  let [count, sum] = [0, 0];
  for (let i = 0; i < alike.length; i++) {
    if (!alike[i]) continue;
    count++;
    sum += (output[i] - target[i]) ** 2;
  }
  return sum / count;
}

async function denoised(denoiser: Denoiser, slice: SliceHu): Promise<Float32Array> {
  const { noiseHu } = await denoiser.predictNoise(slice);
  return slice.hu.map((hu, i) => hu - noiseHu[i]);
}

/** Regions come from the slice itself, less most of its noise: so they are the same before and after. */
const smooth = ({ hu, rows, columns }: SliceHu): Float32Array => gaussianBlur(hu, rows, columns, 3);
const bodyOf = (slice: SliceHu) => tissueRegion(smooth(slice), -500, 4000);
const flatTissueOf = (slice: SliceHu) => interior(tissueRegion(smooth(slice), -150, 200), slice.rows, slice.columns, 2);

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
const rootMeanSquare = (values: readonly number[]): number => Math.sqrt(meanOf(values.map((value) => value * value)) ?? NaN);
