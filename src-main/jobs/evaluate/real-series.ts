import { fail, ok, type Outcome } from '../../contract';
import { estimateNoiseHu, type SliceHu } from '../../engine';
import { gaussianBlur } from '../../engine/inference/gaussian';
import {
  type DisplayWindow,
  displayWindows,
  meanShiftHu,
  type NoisePower,
  noisePower,
  residualStructure,
  tissueRegion,
} from '../../engine/quality';
import type { Series, StudyReader } from '../../study';
import { square } from '../training/square';
import type { Method } from './method';
import { middleOf, type Sample, samplePx } from './sample';
import type { TruePicture, TruthSet } from './truth-set';

/** Of a real series, whose truth nobody knows. */
export interface RealFigures {
  /** Blind estimate of the noise's SD in flat tissue, mean over slices, HU. */
  readonly noiseBeforeHu: number;
  readonly noiseAfterHu: number;
  /** Of the SD in the flattest regions. */
  readonly noiseReduction: number;
  /** Of the mean frequency of the NPS in them. */
  readonly npsMeanShift: number;
  readonly nps: NoisePower;
  /** Mean of (output − input) over all pixels, HU. */
  readonly meanShiftHu: number;
  /** Correlation of what was taken with the output's edges, inside the body. */
  readonly residualStructure: number;
  readonly msPerImage: number;
}

/** Some slices of a series, as squares, with those of its twin where there is one. */
export interface RealSlices {
  readonly name: string;
  readonly slices: readonly SliceHu[];
  /** As many; null without a reference. */
  readonly references: readonly Float32Array[] | null;
  readonly pixelMm: number;
  readonly window: DisplayWindow;
}

const mostSlices = 8;
/** Positions that differ by less are one, mm. */
const samePlaceMm = 0.05;

/**
 * Eight slices evenly over a series, and those of its twin: at the same position where both say one, else in the same order. Fails on a slice that
 * cannot be read, and on a twin with other positions, another number of images or another size.
 */
export async function gatherReal(
  series: Series,
  reference: Series | null,
  reader: Pick<StudyReader, 'readPixels'>,
): Promise<Outcome<RealSlices>> {
  const available = series.slices.length;
  const total = Math.min(mostSlices, available);
  const slices: SliceHu[] = [];
  const references: Float32Array[] = [];
  for (let i = 0; i < total; i++) {
    const index = Math.floor(((i + 0.5) * available) / total);
    const read = await reader.readPixels(series.slices[index]!);
    if (!read.ok) return read;
    const { hu, size } = square(read.value);
    slices.push({ rows: size, columns: size, hu, padding: null });
    if (reference === null) continue;
    const twin = twinOf(series, index, reference);
    if (!twin.ok) return twin;
    const other = await reader.readPixels(twin.value);
    if (!other.ok) return other;
    if (other.value.rows !== read.value.rows || other.value.columns !== read.value.columns)
      return fail(
        'reference-size',
        `The images of the reference have ${other.value.columns} × ${other.value.rows} pixels, those of the series ${read.value.columns} × ${read.value.rows}`,
        'Choose a reference that was reconstructed the same way.',
      );
    references.push(square(other.value).hu);
  }
  return ok({
    name: `${series.info.seriesNumber ?? ''} ${series.info.description}`.replace(/\s+/g, ' ').trim() || 'the series',
    slices,
    references: reference === null ? null : references,
    pixelMm: series.info.pixelSpacingMm?.betweenRowsMm ?? 1,
    window: windowFor(slices),
  });
}

function twinOf(series: Series, index: number, reference: Series): Outcome<Series['slices'][number]> {
  const place = series.slices[index]!.info.positionMm;
  const twin = reference.slices.find(({ info }) => isSamePlace(info.positionMm, place));
  if (twin) return ok(twin);
  if (place !== null && reference.slices.every(({ info }) => info.positionMm !== null))
    return fail(
      'reference-position',
      'The reference has no image at the position of one of the series',
      'Choose a reference of the same scan with the same slices.',
    );
  if (reference.slices.length === series.slices.length) return ok(reference.slices[index]!);
  return fail(
    'reference-count',
    `The reference has ${reference.slices.length} images without positions, the series ${series.slices.length}`,
    'Choose a reference with as many images.',
  );
}

const isSamePlace = (a: Place, b: Place): boolean =>
  a !== null && b !== null && Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) < samePlaceMm;
type Place = Series['slices'][number]['info']['positionMm'];

/** Share of pixels like lung from which on a series is shown as a chest. */
const lungShare = 0.1;
function windowFor(slices: readonly SliceHu[]): DisplayWindow {
  const shares = slices.map(({ hu }) => hu.reduce((count, value) => count + Number(value > -950 && value < -500), 0) / hu.length);
  return shares.some((share) => share > lungShare) ? displayWindows.chest : displayWindows.abdomen;
}

/** A series with its twin, as a set with its truth. Null without one. */
export function truthSetOf({ name, slices, references, pixelMm, window }: RealSlices): TruthSet | null {
  if (references === null) return null;
  const pictures = slices.map((slice, i): TruePicture => ({ slice, truth: references[i]!, pixelMm }));
  return { name: `${name}, against its reference`, window, count: slices.length, pictures: () => pictures };
}

const regionPx = 32;
const regionsASlice = 4;

/** The corners of the flattest soft tissue of a slice: least slope of its 3 px low-pass, no two overlapping. */
function flattestRegions({ hu, rows, columns }: SliceHu): readonly number[] {
  const low = gaussianBlur(hu, rows, columns, 3);
  const found: { readonly row: number; readonly column: number; readonly spread: number }[] = [];
  for (let row = 0; row + regionPx <= rows; row += regionPx / 4)
    for (let column = 0; column + regionPx <= columns; column += regionPx / 4) {
      let [least, most] = [Infinity, -Infinity];
      for (let y = 0; y < regionPx; y += 4)
        for (let x = 0; x < regionPx; x += 4) {
          const value = low[(row + y) * columns + column + x]!;
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      if (least > -200 && most < 250) found.push({ row, column, spread: most - least });
    }
  found.sort((a, b) => a.spread - b.spread);
  const chosen: typeof found = [];
  for (const one of found)
    if (
      chosen.length < regionsASlice &&
      chosen.every(({ row, column }) => Math.abs(row - one.row) >= regionPx || Math.abs(column - one.column) >= regionPx)
    )
      chosen.push(one);
  return chosen.map(({ row, column }) => row * columns + column);
}

const cut = (image: Float32Array, corner: number, columns: number): Float32Array =>
  Float32Array.from({ length: regionPx ** 2 }, (_, i) => image[corner + Math.floor(i / regionPx) * columns + (i % regionPx)]!);

class Gathered {
  private slices = 0;
  private readonly sums = { before: 0, after: 0, shift: 0, structure: 0, milliseconds: 0 };
  readonly regions: Float32Array[] = [];

  add(slice: SliceHu, hu: Float32Array, corners: readonly number[], milliseconds: number): void {
    const { rows, columns } = slice;
    this.slices++;
    this.sums.before += estimateNoiseHu(slice);
    this.sums.after += estimateNoiseHu({ ...slice, hu });
    this.sums.shift += meanShiftHu(hu, slice.hu, new Uint8Array(hu.length).fill(1));
    this.sums.structure += residualStructure(slice.hu, hu, rows, columns, tissueRegion(slice.hu, -500, 3071));
    this.sums.milliseconds += milliseconds;
    this.regions.push(...corners.map((corner) => cut(hu, corner, columns)));
  }

  figures(before: NoisePower, pixelMm: number): RealFigures {
    const nps = noisePower(this.regions, regionPx, pixelMm);
    const { sums, slices } = this;
    return {
      noiseBeforeHu: sums.before / slices,
      noiseAfterHu: sums.after / slices,
      noiseReduction: 1 - Math.sqrt(nps.variance / before.variance),
      npsMeanShift: nps.meanPerMm / before.meanPerMm - 1,
      nps,
      meanShiftHu: sums.shift / slices,
      residualStructure: sums.structure / slices,
      msPerImage: sums.milliseconds / slices,
    };
  }
}

/** What was measured of a real series. */
export interface RealMeasured {
  readonly real: RealSlices;
  /** In the order of the methods. */
  readonly figures: readonly RealFigures[];
  readonly sample: Sample;
}

/** Yields a number from 0 to 1. Null when `signal` aborts; fails where no tissue is flat enough to measure noise in. */
export async function* measureReal(
  real: RealSlices,
  methods: readonly Method[],
  signal: AbortSignal,
): AsyncGenerator<number, Outcome<RealMeasured> | null> {
  const corners = real.slices.map(flattestRegions);
  if (corners.every((found) => found.length === 0))
    return fail(
      'no-flat-tissue',
      'No soft tissue of the series is flat enough to measure its noise in',
      'Choose another series; a head or an abdomen serves well.',
    );
  const gathered = methods.map(() => new Gathered());
  const before: Float32Array[] = [];
  const outputs: Float32Array[] = [];
  const shown = real.slices.length >> 1;
  for (const [i, slice] of real.slices.entries()) {
    before.push(...corners[i]!.map((corner) => cut(slice.hu, corner, slice.columns)));
    for (const [m, method] of methods.entries()) {
      const { hu, milliseconds } = await method.denoise(slice);
      if (signal.aborted) return null;
      gathered[m]!.add(slice, hu, corners[i]!, milliseconds);
      if (i === shown) outputs.push(hu);
      yield (i + (m + 1) / methods.length) / real.slices.length;
    }
  }
  const nps = noisePower(before, regionPx, real.pixelMm);
  return ok({
    real,
    figures: gathered.map((one) => one.figures(nps, real.pixelMm)),
    sample: sampleOf(real, shown, outputs),
  });
}

function sampleOf({ slices, references, window }: RealSlices, at: number, outputs: readonly Float32Array[]): Sample {
  const { hu, rows } = slices[at]!;
  const size = Math.min(samplePx, rows);
  const middle = (image: Float32Array): Float32Array => middleOf(image, rows, size);
  const truth = references === null ? null : middle(references[at]!);
  return { size, window, truth, input: middle(hu), outputs: outputs.map(middle) };
}
