import { fail, ok, type Outcome } from '../../contract';
import { estimateNoiseHu } from '../../engine';
import type { Series, Slice } from '../../study';
import { heldBackOf, type HoldingBack, imagesOf, type OwnImages, type PixelReader, placesOf } from './own-images';
import { evenly, median, percent, probes, readSliceHu, relationOf } from './scans-read';

/** Slices whose corners lie no farther apart show the same place. */
const samePlaceMm = 0.1;
const leastPairs = 3;
/** Of the noisier series' noise, as much may be in the other too; more would be learnt as anatomy. A simulated half dose reaches it. */
const mostCommonNoise = 0.5;
const leastAlike = 0.5;

/** Two series of the same places, slice by slice: the network learns to find the second in the first. */
export interface Twins {
  readonly noisier: Series;
  readonly pairs: readonly (readonly [noisier: number, quieter: number])[];
  readonly quieter: Series;
}

/**
 * Two series as input and target, the noisier first. Refused, in one sentence, where they differ in more than their noise, or not in it. Throws a
 * TacetError for a slice that cannot be read.
 */
export async function twinSeries(series: readonly Series[], reader: PixelReader): Promise<Outcome<Twins>> {
  if (series.length !== 2) return fail('pairs-not-two', { series: series.length });
  const [a, b] = series;
  const kernels = [a, b].map(({ slices }) => slices[0].info.kernel);
  if (kernels[0] !== kernels[1]) return fail('pairs-kernels', { kernels: kernels.join(', ') });
  const places = samePlaces(a, b);
  if (places.length < leastPairs) return fail('pairs-elsewhere', { slices: places.length, least: leastPairs });
  const noise = async (slices: readonly Slice[]): Promise<number> => {
    const found: number[] = [];
    for (const slice of evenly(slices, probes)) found.push(estimateNoiseHu(await readSliceHu(reader, slice)));
    return median(found);
  };
  const [ofA, ofB] = [await noise(places.map(([i]) => a.slices[i])), await noise(places.map(([, k]) => b.slices[k]))];
  const twins: Twins =
    ofA >= ofB
      ? { noisier: a, quieter: b, pairs: places }
      : { noisier: b, quieter: a, pairs: places.map(([i, k]) => [k, i] as const) };
  const { commonNoise, alike } = await relationOf(
    reader,
    twins.pairs.map(([i, k]) => [twins.noisier.slices[i], twins.quieter.slices[k]] as const),
  );
  if (alike < leastAlike) return fail('pairs-unlike', { percent: percent(alike) });
  if (commonNoise > mostCommonNoise) return fail('pairs-common-noise', { percent: percent(commonNoise) });
  return ok(twins);
}

/** Indices of slices of one size whose first pixels lie at the same point, facing the same way. */
function samePlaces(a: Series, b: Series): readonly (readonly [number, number])[] {
  if (a.info.rows !== b.info.rows || a.info.columns !== b.info.columns) return [];
  const found: (readonly [number, number])[] = [];
  for (const [i, one] of a.slices.entries()) {
    const k = b.slices.findIndex((other) => isSamePlace(one, other));
    if (k !== -1) found.push([i, k]);
  }
  return found;
}

function isSamePlace({ info: a }: Slice, { info: b }: Slice): boolean {
  const near = (x: readonly number[] | null, y: readonly number[] | null, limit: number): boolean =>
    x !== null && y !== null && x.every((value, i) => Math.abs(value - y[i]) <= limit);
  return near(a.positionMm, b.positionMm, samePlaceMm) && near(a.orientation, b.orientation, 1e-3);
}

export function twinImages({ noisier, quieter, pairs }: Twins, reader: PixelReader, holding: HoldingBack): OwnImages {
  const [inputs, targets] = [placesOf(noisier), placesOf(quieter)];
  const entries = pairs.map(([i, k]) => ({ input: inputs[i], targets: [targets[k]] }));
  return imagesOf('pairs', reader, entries, heldBackOf(entries.length, holding));
}
