import { valueOf } from '../../contract';
import { type Derivation, derivedSeriesUid, deriveInstance } from '../../dicom';
import type { Series, SlicePixels, StudyReader } from '../../study';
import { derivedPictures } from '../pictures/derived';
import type { Destination } from './destination';

export interface ExportRequest {
  readonly series: Series;
  readonly reader: Pick<StudyReader, 'readFile' | 'readPixels'>;
  /** The predicted noise of a slice, HU; its pixels are at hand. */
  readonly noiseOf: (index: number, pixels: SlicePixels) => Promise<Float32Array>;
  readonly derivation: Derivation;
  readonly destination: Destination;
  /** Pictures of the images beside them, or none. */
  readonly pictures: 'png' | 'none';
}

export interface ExportEnd {
  readonly place: string;
  readonly images: number;
}

/** Writes the denoised series, slice by slice; yields the number written. Null when it was cancelled: then, and when it fails, nothing is left behind. */
export async function* exportSeries(request: ExportRequest, signal: AbortSignal): AsyncGenerator<number, ExportEnd | null> {
  const { series, destination } = request;
  try {
    for (const index of series.slices.keys()) {
      if (signal.aborted) {
        await destination.abandon();
        return null;
      }
      const file = await derivedImage(request, index);
      await destination.add(`${nameOf(index)}.dcm`, file);
      if (request.pictures === 'png') await addPictures(request, nameOf(index), file);
      yield index + 1;
    }
    return { place: await destination.finish(), images: series.slices.length };
  } catch (reason) {
    await destination.abandon();
    throw reason;
  }
}

const nameOf = (index: number): string => `IM${String(index + 1).padStart(4, '0')}`;

/** One picture an image; those of a file with several images are numbered. */
async function addPictures({ destination, derivation }: ExportRequest, name: string, file: Uint8Array): Promise<void> {
  const pictures = [];
  for await (const picture of derivedPictures(file, derivation)) pictures.push(picture);
  for (const [frame, picture] of pictures.entries())
    await destination.add(`${name}${pictures.length > 1 ? `-${String(frame + 1).padStart(4, '0')}` : ''}.png`, picture);
}

async function derivedImage({ series, reader, noiseOf, derivation }: ExportRequest, index: number): Promise<Uint8Array> {
  const slice = series.slices[index]!;
  const [bytes, read] = await Promise.all([reader.readFile(slice), reader.readPixels(slice)]);
  const pixels = valueOf(read);
  const noise = await noiseOf(index, pixels);
  const { hu } = pixels;
  const denoisedHu = new Float32Array(hu.length);
  for (let i = 0; i < hu.length; i++) denoisedHu[i] = hu[i]! - derivation.strength * noise[i]!;
  return valueOf(deriveInstance(valueOf(bytes), { ...derivation, denoisedHu }));
}

/** A folder's name: the series in words that any file system takes, the strength, and enough of the new series UID to tell exports apart. */
export function exportName({ info }: Series, derivation: Derivation): string {
  const words = info.description
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const percent = Math.round(100 * derivation.strength);
  return `${words || 'CT'}-denoised-${percent}-${derivedSeriesUid(info.seriesUid, derivation).slice(-6)}`;
}
