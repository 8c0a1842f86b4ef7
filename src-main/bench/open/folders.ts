import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { uidFrom, writeSyntheticCt } from '../../dicom';
import { seededRandom } from '../../engine/random';

const side = 512;
/** Bytes of the decoded pixels of one slice. */
export const sliceBytes = side * side * 2;

/** Writes a series of so many slices, 512 x 512, 1 mm apart, each of other noise; the folder is made. */
export function writeSeries(folder: string, slices: number): void {
  mkdirSync(folder);
  for (let index = 0; index < slices; index++)
    writeFileSync(join(folder, `IM${String(index).padStart(5, '0')}`), slice(index, slices));
}

function slice(index: number, slices: number): Uint8Array {
  const hu = new Int16Array(side * side);
  const random = seededRandom(index);
  for (let i = 0; i < hu.length; i++) hu[i] = random.integer(256) - 128;
  const series = `bench ${slices}`;
  return writeSyntheticCt({
    hu,
    rows: side,
    columns: side,
    spacing: { betweenRowsMm: 0.7, betweenColumnsMm: 0.7 },
    thicknessMm: 1,
    positionMm: [-180, -180, index],
    instanceNumber: index + 1,
    uids: {
      study: uidFrom(series),
      series: uidFrom(series, 'series'),
      instance: uidFrom(series, String(index)),
      frameOfReference: uidFrom(series, 'frame'),
    },
    seriesNumber: 1,
    seriesDescription: series,
    studyDescription: 'Benchmark',
    kernel: 'NONE',
    kvp: 120,
    tubeCurrentMa: 100,
    window: { centerHu: 0, widthHu: 400 },
    at: new Date(2026, 0, 1),
  });
}
