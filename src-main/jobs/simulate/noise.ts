import { cutBack, fitScan, noiseOfDose, type KernelName, type ScanFit, type ScanSlice, scanSlice } from '../../engine/simulation';

/** A slice as it is in its file; padding holds no noise. */
export interface ScannedSlice {
  readonly rows: number;
  readonly columns: number;
  readonly hu: Int16Array | Float32Array;
  readonly padding: Uint8Array | null;
  readonly pixelMm: number;
}

/** How the low dose is made; the same for all slices of a series. */
export interface LowDose {
  readonly doseFraction: number;
  readonly kernel: KernelName;
  readonly photons: number;
  readonly seed: number;
}

/** Body scans are made with a filter that spares the rim; how much of it, no file says. */
const bowTie = 0.5;

export const fitOf = (slices: readonly ScannedSlice[]): ScanFit | null => fitScan(slices.map(squared), bowTie);

/** The noise that slice `index` lacks at the lower dose, HU, row-major: independent of every other slice's. */
export function addedNoise(slice: ScannedSlice, index: number, { seed, ...how }: LowDose): Float32Array {
  const square = squared(slice);
  const noise = noiseOfDose({ ...square, ...how, from: 'full-dose', seed: seed * 65536 + index, bowTie });
  const own = cutBack(noise, square.size, slice.rows, slice.columns);
  return slice.padding ? own.map((value, i) => (slice.padding![i] ? 0 : value)) : own;
}

function squared({ rows, columns, hu, padding, pixelMm }: ScannedSlice): ScanSlice {
  const measured = padding ? Float32Array.from(hu, (value, i) => (padding[i] ? -1000 : value)) : hu;
  return scanSlice(measured, rows, columns, pixelMm);
}
