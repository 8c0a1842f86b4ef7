import { gaussianBlur } from '../inference/gaussian';
import { type NoisePower, noisePower } from '../quality/noise-power';
import { noiseOfDose, referencePhotons } from './noise';
import { type KernelName, kernelWindows } from './scanner';

/** A slice as the simulator takes it: square, HU, air where nothing was measured. */
export interface ScanSlice {
  readonly hu: Float32Array;
  readonly size: number;
  readonly pixelMm: number;
}

const airBelowHu = -930;

/**
 * A slice of any shape as the simulator takes it, in the middle of a square. Air is levelled: noise that was cut off at the bottom of the scale would
 * stand for matter, and dim every ray that passes through it.
 */
export function scanSlice(hu: ArrayLike<number>, rows: number, columns: number, pixelMm: number): ScanSlice {
  const size = Math.max(rows, columns);
  const square = new Float32Array(size * size).fill(-1000);
  const [top, left] = [(size - rows) >> 1, (size - columns) >> 1];
  for (let i = 0; i < rows * columns; i++)
    square[(top + Math.floor(i / columns)) * size + left + (i % columns)] = Math.max(-1000, hu[i]);
  const low = gaussianBlur(square, size, size, lowPassPx);
  return { hu: square.map((value, i) => (low[i] < airBelowHu ? -1000 : value)), size, pixelMm };
}

/** A square of `scanSlice` cut back to the slice. */
export function cutBack(square: Float32Array, size: number, rows: number, columns: number): Float32Array {
  const [top, left] = [(size - rows) >> 1, (size - columns) >> 1];
  const out = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const start = (top + row) * size + left;
    out.set(square.subarray(start, start + columns), row * columns);
  }
  return out;
}

/** What a scan's own noise tells of how it was made. */
export interface ScanFit {
  /** The kernel whose noise spectrum is the nearest. */
  readonly kernel: KernelName;
  /** RMS difference of the two spectra, each over its mean. */
  readonly misfit: number;
  /** Photons a channel with which the simulator makes as much noise as the scan has. */
  readonly photons: number;
}

const sidePx = 32;
const lowPassPx = 3;
/** Regions a slice at most, and the most that their low-pass may swing, HU; noise leaves a few. */
const mostRegions = 24;
const flatHu = 12;
const fewestRegions = 4;
/** No scan has more than this times the photons that the simulator was made for, nor fewer than one in so many. */
const mostTimes = 40;
/** Anatomy and the quadratic fit own what is below, in rings of a region's spectrum. */
const firstRing = 4;

/**
 * Finds flat soft tissue in slices of a scan and measures the spectrum of its noise. Each kernel's noise is simulated in the slice where most is
 * flat and measured at the same places: the nearest spectrum picks the kernel, and how strong both are gives the photons. Null where too little is flat or
 * there is no noise.
 */
export function fitScan(slices: readonly ScanSlice[], bowTie: number): ScanFit | null {
  const found = slices.map((slice) => ({ slice, places: flatPlaces(slice) }));
  const { slice, places } = found.reduce((best, one) => (one.places.length > best.places.length ? one : best));
  if (places.length < fewestRegions) return null;
  const own = spectrumAt(slice.hu, slice, places);
  if (own.variance < 1) return null;
  const fits = (Object.keys(kernelWindows) as KernelName[]).map((kernel) => {
    const noise = noiseOfDose({ ...slice, doseFraction: 1, from: 'noise-free', kernel, seed: 1, bowTie });
    const simulated = spectrumAt(noise, slice, places);
    const times = Math.max(1 / mostTimes, Math.min(mostTimes, powerOf(simulated) / powerOf(own)));
    return { kernel, misfit: differenceOf(own, simulated), photons: referencePhotons * times };
  });
  return fits.reduce((best, fit) => (fit.misfit < best.misfit ? fit : best));
}

const spectrumAt = (image: Float32Array, { size, pixelMm }: ScanSlice, places: readonly Place[]): NoisePower =>
  noisePower(
    places.map((place) => regionAt(image, size, place)),
    sidePx,
    pixelMm,
  );

/** Up to a factor; a ring has pixels as its radius. */
const powerOf = ({ radial }: NoisePower): number =>
  radial.reduce((sum, power, ring) => sum + (ring < firstRing ? 0 : ring * power), 0);

/** RMS difference of the shapes: of both, each over its mean. */
function differenceOf(a: NoisePower, b: NoisePower): number {
  const shape = ({ radial }: NoisePower): Float64Array => {
    const told = radial.slice(firstRing);
    const mean = told.reduce((sum, value) => sum + value, 0) / told.length;
    return told.map((value) => value / mean);
  };
  const [one, other] = [shape(a), shape(b)];
  return Math.sqrt(one.reduce((sum, value, i) => sum + (value - other[i]) ** 2, 0) / one.length);
}

/** Kernels by what makers call theirs: for series in which too little is flat. */
export function kernelOfName(name: string): KernelName {
  if (/bone|edge|lung|detail|sharp|^[bhuiq]r?[67]\d|^y[b-d]|^[dl]$/i.test(name)) return 'bone';
  if (/soft|smooth|^[bhuiq]r?[123]\d|^a$/i.test(name)) return 'soft';
  return 'standard';
}

interface Place {
  readonly top: number;
  readonly left: number;
}

/** The flattest squares of soft tissue, half overlapping at the most. */
function flatPlaces({ hu, size }: ScanSlice): readonly Place[] {
  const low = gaussianBlur(hu, size, size, lowPassPx);
  const places: (Place & { readonly swingHu: number })[] = [];
  for (let top = 0; top + sidePx <= size; top += sidePx / 2)
    for (let left = 0; left + sidePx <= size; left += sidePx / 2) {
      const part = regionAt(low, size, { top, left });
      if (part.some((value) => value < -200 || value > 250)) continue;
      const own = noisePower([part], sidePx, 1).variance;
      places.push({ top, left, swingHu: Math.sqrt(own) });
    }
  const flat = places.sort((a, b) => a.swingHu - b.swingHu).slice(0, mostRegions);
  // What the noise itself leaves in the low-pass is the same everywhere: only what swings far more is structure.
  const allowed = Math.max(flatHu, 1.5 * (flat[0]?.swingHu ?? 0));
  return flat.filter(({ swingHu }) => swingHu <= allowed);
}

function regionAt(image: Float32Array, size: number, { top, left }: Place): Float32Array {
  const region = new Float32Array(sidePx * sidePx);
  for (let row = 0; row < sidePx; row++) {
    const start = (top + row) * size + left;
    region.set(image.subarray(start, start + sidePx), row * sidePx);
  }
  return region;
}
