import { type SeriesInfo, valueOf } from '../../contract';
import {
  type Derivation,
  type DerivedImage,
  derivedSeriesUid,
  deriveInstance,
  isDoseSimulation,
  openSource,
  type SourceImage,
} from '../../dicom';
import type { Series, Slice, SlicePixels, StudyReader } from '../../study';
import { derivedPictures } from '../pictures/derived';
import type { Destination } from './destination';
import { slicesAtOnce, underWay } from '../under-way';
import { freeSeriesNumber } from './series-number';

export interface ExportRequest {
  readonly series: Series;
  /** All series that are known, this one among them: their numbers are taken. */
  readonly known: readonly SeriesInfo[];
  readonly reader: Pick<StudyReader, 'readFile' | 'readPixels'>;
  /** The noise of a slice, HU, that is to be taken away or added; its pixels are at hand. */
  readonly noiseOf: (index: number, pixels: SlicePixels) => Promise<Float32Array>;
  readonly derivation: Derivation;
  readonly destination: Destination;
  /** Pictures of the images beside them, or none; of a simulated dose there are none. */
  readonly pictures: 'png' | 'none';
}

export interface ExportEnd {
  readonly place: string;
  readonly images: number;
}

/** Writes the derived series, slice by slice; yields the number written. Null when it was cancelled: then, and when it fails, nothing is left behind. */
export async function* exportSeries(request: ExportRequest, signal: AbortSignal): AsyncGenerator<number, ExportEnd | null> {
  const { series, known, derivation, reader, destination } = request;
  const seriesUid = newSeriesUid(series, derivation);
  const as = { seriesUid, seriesNumber: freeSeriesNumber(series.info, seriesUid, known) };
  const sourceOf = openSources(reader);
  try {
    for await (const changed of underWay(series.slices.keys(), slicesAtOnce, (index) => changedSlice(request, index, signal))) {
      if (signal.aborted || changed === null) {
        await destination.abandon();
        return null;
      }
      const { index } = changed;
      const file = await derivedImage(request, as, sourceOf, changed);
      await destination.add(`${nameOf(index)}.dcm`, file);
      if (request.pictures === 'png') await addPicture(request, nameOf(index), file);
      yield index + 1;
    }
    return { place: await destination.finish(), images: series.slices.length };
  } catch (reason) {
    await destination.abandon();
    throw reason;
  }
}

const nameOf = (index: number): string => `IM${String(index + 1).padStart(4, '0')}`;

async function addPicture({ destination, derivation }: ExportRequest, name: string, file: Uint8Array): Promise<void> {
  if (isDoseSimulation(derivation)) return;
  for await (const picture of derivedPictures(file, derivation)) await destination.add(`${name}.png`, picture);
}

type SourceOf = (slice: Slice) => Promise<SourceImage>;

/** The file of a slice, opened. The last one stays open: the frames of a multi-frame file follow one another. */
function openSources(reader: Pick<StudyReader, 'readFile'>): SourceOf {
  let last: { readonly path: string; readonly source: SourceImage } | null = null;
  return async (slice) => {
    if (last?.path !== slice.path)
      last = { path: slice.path, source: valueOf(openSource(valueOf(await reader.readFile(slice)))) };
    return last.source;
  };
}

interface ChangedSlice {
  readonly index: number;
  readonly changedHu: Float32Array;
}

/** Null when it was cancelled before it began. */
async function changedSlice(
  { series, reader, noiseOf, derivation }: ExportRequest,
  index: number,
  signal: AbortSignal,
): Promise<ChangedSlice | null> {
  if (signal.aborted) return null;
  const pixels = valueOf(await reader.readPixels(series.slices[index]!));
  const noise = await noiseOf(index, pixels);
  const { hu } = pixels;
  const changedHu = new Float32Array(hu.length);
  const share = isDoseSimulation(derivation) ? 1 : -derivation.strength;
  for (let i = 0; i < hu.length; i++) changedHu[i] = hu[i]! + share * noise[i]!;
  return { index, changedHu };
}

async function derivedImage(
  { series, derivation }: ExportRequest,
  as: Pick<DerivedImage, 'seriesUid' | 'seriesNumber'>,
  sourceOf: SourceOf,
  { index, changedHu }: ChangedSlice,
): Promise<Uint8Array> {
  const slice = series.slices[index]!;
  const image = { ...as, frame: slice.frame, changedHu, number: index + 1 };
  return valueOf(await deriveInstance(await sourceOf(slice), image, derivation));
}

/** The UID of the series that an export writes. */
export function newSeriesUid({ info, slices }: Series, derivation: Derivation): string {
  const [first] = slices;
  return derivedSeriesUid({ seriesUid: info.seriesUid, firstSopUid: first!.info.sopUid, firstFrame: first!.frame }, derivation);
}

/** A folder's name: the series in words that any file system takes, what became of it, and enough of the new series UID to tell exports apart. */
export function exportName(series: Series, derivation: Derivation): string {
  // A description may name the patient.
  const description = derivation.anonymiser ? '' : series.info.description;
  const words = description
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const made = isDoseSimulation(derivation)
    ? `dose-${Number((100 * derivation.doseFraction).toPrecision(3))}`
    : `denoised-${Math.round(100 * derivation.strength)}`;
  return `${words || 'CT'}-${made}-${newSeriesUid(series, derivation).slice(-6)}`;
}
