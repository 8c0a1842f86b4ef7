import { dirname } from 'node:path';
import { createStudyReader, type Series } from '../../../src-main/study';
import { oracle } from '../../oracle/oracle';
import { sharedData } from '../../shared-data';
import { scan } from '../../study/scan';

export const reader = createStudyReader({ workers: 0 });

/** A series of the shared data that can be denoised, and the place it was found in. */
export interface FoundSeries {
  readonly place: string;
  readonly series: Series;
}

/** Streams that were harmed on purpose: they decode to rubbish, or not at all. */
const harmed = /odd-and-broken\/corrupt_/;

/** Every CT series of the shared data that Tacet denoises. Files of a folder that are one image in several guises are opened one at a time. */
export async function everySeries(): Promise<readonly FoundSeries[]> {
  const places = new Map<string, string[]>();
  for (const { path, dicom, sop_uid: sopUid } of oracle.files) {
    if (!dicom || path.endsWith('DICOMDIR') || harmed.test(path)) continue;
    const alone = oracle.files.filter((other) => dirname(other.path) === dirname(path) && other.sop_uid === sopUid).length > 1;
    const place = alone ? path : dirname(path);
    places.set(place, [...(places.get(place) ?? []), sharedData(path)]);
  }
  const found: FoundSeries[] = [];
  for (const [place, paths] of places)
    for (const series of (await scan(paths)).series) if (series.info.notDenoisable === null) found.push({ place, series });
  return found;
}
