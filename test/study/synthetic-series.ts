import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { uidFrom, writeSyntheticCt } from '../../src-main/dicom';

/** A small CT image: slice `index` of the series called `series`, 2 mm apart, its HU all `index`. */
export const syntheticSlice = (index: number, series = 'series', size = 16): Uint8Array =>
  writeSyntheticCt({
    hu: new Int16Array(size * size).fill(index),
    rows: size,
    columns: size,
    spacing: { betweenRowsMm: 1, betweenColumnsMm: 1 },
    thicknessMm: 2,
    positionMm: [0, 0, 2 * index],
    instanceNumber: index + 1,
    uids: {
      study: uidFrom('study'),
      series: uidFrom(series),
      instance: uidFrom(`${series} ${index}`),
      frameOfReference: uidFrom('frame'),
    },
    seriesNumber: 1,
    seriesDescription: series,
    studyDescription: 'Synthetic',
    kernel: 'TEST',
    kvp: 120,
    tubeCurrentMa: 100,
    window: { centerHu: 40, widthHu: 400 },
    at: new Date(2026, 0, 2),
  });

export const syntheticName = (index: number): string => `${String(index).padStart(4, '0')}.dcm`;

/** Writes slices 0 to `images` - 1 into a folder that exists. */
export function writeSyntheticSeries(folder: string, images: number, series = 'series'): void {
  for (let index = 0; index < images; index++) writeFileSync(join(folder, syntheticName(index)), syntheticSlice(index, series));
}
