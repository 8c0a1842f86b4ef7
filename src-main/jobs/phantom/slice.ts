import { uidFrom, writeSyntheticCt } from '../../dicom';
import { makePhantom, noiseOfDose, type Phantom, type PhantomKind, scanner } from '../../engine/simulation';

/** The object alone, before anybody scans it. */
export interface PhantomAnatomy {
  readonly kind: PhantomKind;
  readonly slices: number;
  readonly seed: number;
  /** Rows and columns; 512 unless given. */
  readonly size?: number;
}

/** What a phantom study is made from: the same request gives the same files, byte for byte. */
export interface PhantomRequest extends PhantomAnatomy {
  /** Above 0, up to 1. Null: the low dose of its kind, without the noise-free twin. */
  readonly doseFraction: number | null;
}

/** A series of the study. `noise-free` is the truth under the noisy one. */
export type PhantomSeriesName = 'low-dose' | 'noise-free';

export interface PhantomFile {
  readonly series: PhantomSeriesName;
  readonly bytes: Uint8Array;
}

/** Changes when a phantom looks another way, since the UIDs of other pixels must be others. */
const edition = '4';
/** Fixed, because a file's bytes may depend on nothing but the request. */
const at = new Date(2026, 0, 1, 12, 0, 0);
/** What a scanner can store; noise beyond is cut off there. */
const scannerRangeHu = [-1024, 3071] as const;
/** Enough for the noise's texture to be even over the whole field. */
const views = 360;
const fullDoseMa = 200;

interface Protocol {
  readonly body: string;
  readonly lowDoseFraction: number;
  /** Width of the water that the full dose is meant for: the scanner gives wider slices more. Null: the same for all. */
  readonly exposureForMm: number | null;
  readonly window: { readonly centerHu: number; readonly widthHu: number };
  readonly bowTie: number;
}
const protocols: Readonly<Record<PhantomKind, Protocol>> = {
  chest: { body: 'chest', lowDoseFraction: 0.2, exposureForMm: 250, window: { centerHu: 40, widthHu: 400 }, bowTie: 0.5 },
  abdomen: { body: 'abdomen', lowDoseFraction: 0.25, exposureForMm: 280, window: { centerHu: 50, widthHu: 400 }, bowTie: 0.5 },
  head: { body: 'head', lowDoseFraction: 0.25, exposureForMm: null, window: { centerHu: 40, widthHu: 80 }, bowTie: 0.5 },
  water: { body: 'water cylinder', lowDoseFraction: 0.25, exposureForMm: null, window: { centerHu: 0, widthHu: 400 }, bowTie: 0 },
  discs: {
    body: 'low-contrast discs',
    lowDoseFraction: 0.25,
    exposureForMm: null,
    window: { centerHu: 0, widthHu: 200 },
    bowTie: 0,
  },
};

export const doseOf = ({ kind, doseFraction }: PhantomRequest): number => doseFraction ?? protocols[kind].lowDoseFraction;
export const seriesOf = ({ doseFraction }: PhantomRequest): readonly PhantomSeriesName[] =>
  doseFraction === null ? ['low-dose'] : ['low-dose', 'noise-free'];

/** UIDs follow from the request: made again, the study replaces its older self instead of doubling it. */
export function phantomUid(request: PhantomRequest, ...what: readonly string[]): string {
  const { kind, slices, seed, doseFraction, size = 512 } = request;
  return uidFrom('tacet phantom', edition, kind, ...[slices, seed, doseFraction ?? 'low', size].map(String), ...what);
}

export function seriesDescription(request: PhantomRequest, series: PhantomSeriesName): string {
  if (series === 'noise-free') return 'Free of noise';
  const percent = Number((100 * doseOf(request)).toPrecision(3));
  return percent === 100 ? 'Full dose' : `Low dose, ${percent} % of full`;
}

/** Paints slices of phantoms. Index 0 lies nearest the feet. */
export interface PhantomPainter {
  /** HU without noise, row-major. */
  truth(anatomy: PhantomAnatomy, index: number): Float32Array;
  /** The files of one slice, one a series. */
  files(request: PhantomRequest, index: number): readonly PhantomFile[];
}

/** Keeps the anatomy that was asked for last: a worker is asked for many slices of one phantom. */
export function phantomPainter(): PhantomPainter {
  let last: { readonly key: string; readonly phantom: Phantom } | null = null;
  const phantomOf = (anatomy: PhantomAnatomy): Phantom => {
    const { kind, slices, seed, size } = anatomy;
    const key = [kind, slices, seed, size].join(' ');
    if (last?.key !== key) last = { key, phantom: makePhantom(anatomy) };
    return last.phantom;
  };
  return {
    truth: (anatomy, index) => phantomOf(anatomy).slice(index),
    files: (request, index) => filesOf(request, phantomOf(request), index),
  };
}

function filesOf(request: PhantomRequest, phantom: Phantom, index: number): readonly PhantomFile[] {
  const { body, window, bowTie, exposureForMm } = protocols[request.kind];
  const { size, pixelMm, sliceSpacingMm } = phantom;
  const truth = phantom.slice(index);
  const exposure = exposureForMm === null ? 1 : exposureOf(truth, pixelMm, exposureForMm);
  const doseFraction = doseOf(request) * exposure;
  const seed = request.seed * 4096 + index;
  const noise = noiseOfDose({
    hu: truth,
    size,
    pixelMm,
    doseFraction,
    from: 'noise-free',
    kernel: 'standard',
    seed,
    views,
    bowTie,
  });
  const [least, most] = scannerRangeHu;
  const noisy = truth.map((hu, i) => Math.max(least, Math.min(most, hu + noise[i])));
  const corner = -((size - 1) / 2) * pixelMm;
  return seriesOf(request).map((series, i) => ({
    series,
    bytes: writeSyntheticCt({
      hu: series === 'noise-free' ? truth : noisy,
      rows: size,
      columns: size,
      spacing: { betweenRowsMm: pixelMm, betweenColumnsMm: pixelMm },
      thicknessMm: sliceSpacingMm,
      positionMm: [corner, corner, phantom.zMm(index)],
      instanceNumber: phantom.slices - index,
      uids: {
        study: phantomUid(request, 'study'),
        series: phantomUid(request, series),
        instance: phantomUid(request, series, String(index)),
        frameOfReference: phantomUid(request, 'frame'),
      },
      seriesNumber: i + 1,
      seriesDescription: seriesDescription(request, series),
      studyDescription: `Synthetic ${body}, made by Tacet`,
      kernel: 'STANDARD',
      kvp: 120,
      tubeCurrentMa: Math.max(1, Math.round(fullDoseMa * (series === 'noise-free' ? exposure : doseFraction))),
      window,
      at,
    }),
  }));
}

/** Share of the attenuation that the tube makes up for; with all of it the noise of the shoulders would be that of the lungs. */
const exposureStrength = 0.8;

/** Automatic exposure control: how much dose a slice gets, by the width of the water cylinder that has its attenuation (AAPM report 220). */
function exposureOf(hu: Float32Array, pixelMm: number, referenceMm: number): number {
  const area = hu.reduce((sum, value) => sum + Math.max(0, 1 + value / 1000), 0) * pixelMm * pixelMm;
  const widthMm = 2 * Math.sqrt(area / Math.PI);
  return Math.exp(exposureStrength * scanner.waterPerMm * (widthMm - referenceMm));
}
