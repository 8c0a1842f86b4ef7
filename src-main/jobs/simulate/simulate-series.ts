import { type SeriesInfo, TacetError, valueOf } from '../../contract';
import { type DoseSimulation, openSource } from '../../dicom';
import { type KernelName, kernelOfName, referencePhotons } from '../../engine/simulation';
import type { Series, StudyReader } from '../../study';
import { unlessAborted } from '../unless-aborted';
import type { Destination } from '../export/destination';
import { exportName, exportSeries, newSeriesUid } from '../export/export-series';
import type { LowDose, ScannedSlice } from './noise';
import { createNoisePool, type NoisePool, type NoiseThreads } from './pool';

export interface SimulationPlan extends NoiseThreads {
  readonly series: Series;
  /** All series that are known, this one among them. */
  readonly known: readonly SeriesInfo[];
  readonly reader: Pick<StudyReader, 'readFile' | 'readPixels'>;
  /** Of the scan's own dose, between 0 and 1. */
  readonly doseFraction: number;
  readonly seed: number;
  /** Tacet's own. */
  readonly version: string;
  readonly at: Date;
  /** Opens where the series goes, by the name of its folder. */
  readonly open: (name: string) => Promise<Destination>;
}

export interface SimulatedSeries {
  readonly place: string;
  readonly images: number;
  readonly newSeriesUid: string;
  readonly kernel: KernelName;
  /** How the kernel was found: by the noise in flat tissue, or by the kernel's name where too little is flat. */
  readonly kernelBy: 'spectrum' | 'name';
  /** RMS difference of the scan's and the kernel's noise spectra, over their mean; null where none was measured. */
  readonly misfit: number | null;
}

/**
 * Writes a series as a lower dose would have given it: the noise that is missing is added, and nothing else is changed. Yields the number of slices
 * written. Null when `signal` aborted: then, and when it fails, nothing is left behind. Throws a TacetError on pixels that are not square.
 */
export async function* simulateSeries(plan: SimulationPlan, signal: AbortSignal): AsyncGenerator<number, SimulatedSeries | null> {
  const { series, known, reader, doseFraction, seed, version, at } = plan;
  const pixelMm = pixelOf(series.info);
  const read = async (index: number): Promise<ScannedSlice> => {
    const { rows, columns, hu, padding } = valueOf(await reader.readPixels(series.slices[index]!));
    return { rows, columns, hu, padding, pixelMm };
  };
  const pool = createNoisePool(plan);
  try {
    const looked = await Promise.all(spread(series.slices.length).map(read));
    const fit = await unlessAborted(pool.fit(looked), signal);
    if (signal.aborted) return null;
    const kernel = fit?.kernel ?? kernelOfName(await kernelName(plan));
    const how: LowDose = { doseFraction, kernel, photons: fit?.photons ?? referencePhotons, seed };
    const derivation: DoseSimulation = {
      doseFraction,
      seed,
      noiseKernel: kernel,
      version,
      at,
      syntax: 'explicit',
      anonymiser: null,
    };
    const destination = await plan.open(exportName(series, derivation));
    const noiseOf = noiseAhead(pool, series.slices.length, read, how);
    const end = yield* exportSeries({ series, known, reader, noiseOf, derivation, destination, pictures: 'none' }, signal);
    if (end === null) return null;
    const found = { kernel, kernelBy: fit ? 'spectrum' : 'name', misfit: fit?.misfit ?? null } as const;
    return { ...end, newSeriesUid: newSeriesUid(series, derivation), ...found };
  } finally {
    await pool.dispose();
  }
}

function pixelOf({ pixelSpacingMm }: SeriesInfo): number {
  const { betweenRowsMm = 0, betweenColumnsMm = 0 } = pixelSpacingMm ?? {};
  if (betweenRowsMm > 0 && Math.abs(betweenColumnsMm / betweenRowsMm - 1) < 0.01) return betweenRowsMm;
  throw new TacetError({
    code: 'simulate-no-square-pixels',
    message: 'A dose can only be simulated where the file says how large its pixels are, and they are square',
    remedy: 'Choose an original axial CT series.',
  });
}

/** Convolution Kernel of the first slice; '' where it names none. */
async function kernelName({ reader, series }: SimulationPlan): Promise<string> {
  const source = valueOf(openSource(valueOf(await reader.readFile(series.slices[0]!))));
  return source.attributes.string('x00181210');
}

/** Slices that stand for the series: not its ends, which may show little. */
const spread = (count: number): readonly number[] => [
  ...new Set([0.3, 0.5, 0.7].map((share) => Math.min(count - 1, Math.floor(share * count)))),
];

/** Slices are asked for one after the other; those that come next are made meanwhile, as many as there are threads. */
function noiseAhead(
  pool: NoisePool,
  count: number,
  read: (index: number) => Promise<ScannedSlice>,
  how: LowDose,
): (index: number) => Promise<Float32Array> {
  const running = new Map<number, Promise<Float32Array>>();
  const begin = (index: number): void => {
    const making = read(index).then((slice) => pool.noise(slice, index, how));
    // The first that fails is told; those dropped with it fail unheard.
    making.catch(() => undefined);
    running.set(index, making);
  };
  return (index) => {
    for (let next = index; next < Math.min(count, index + pool.workers + 1); next++) if (!running.has(next)) begin(next);
    const asked = running.get(index)!;
    running.delete(index);
    return asked;
  };
}
