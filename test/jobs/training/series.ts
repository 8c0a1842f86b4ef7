import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { uidFrom, writeSyntheticCt } from '../../../src-main/dicom';
import { seededRandom } from '../../../src-main/engine/random';
import { createStudyReader, type Series } from '../../../src-main/study';
import { temporaryFolder } from '../../temporary-folder';

export const reader = createStudyReader({ workers: 0 });
export const size = 96;

export interface Scan {
  readonly name: string;
  /** HU of each slice. */
  readonly slices: readonly Float32Array[];
  readonly thicknessMm: number;
  readonly spacingMm: number;
  readonly fromMm?: number;
  readonly kernel?: string;
}

/** A series as a scanner would have written it, read from its files. */
export async function seriesOf({ name, slices, thicknessMm, spacingMm, fromMm = 0, kernel = 'B30' }: Scan): Promise<Series> {
  const folder = join(temporaryFolder(), name);
  mkdirSync(folder);
  for (const [index, hu] of slices.entries())
    writeFileSync(
      join(folder, `${index}.dcm`),
      writeSyntheticCt({
        hu,
        rows: size,
        columns: size,
        spacing: { betweenRowsMm: 1, betweenColumnsMm: 1 },
        thicknessMm,
        positionMm: [0, 0, fromMm + spacingMm * index],
        instanceNumber: index + 1,
        uids: {
          study: uidFrom('study'),
          series: uidFrom(name),
          instance: uidFrom(`${name} ${index}`),
          frameOfReference: uidFrom('frame'),
        },
        seriesNumber: 1,
        seriesDescription: name,
        studyDescription: 'test',
        kernel,
        kvp: 120,
        tubeCurrentMa: 100,
        window: { centerHu: 40, widthHu: 400 },
        at: new Date(2026, 0, 1),
      }),
    );
  let found: Series | null = null;
  for await (const event of reader.scan([folder], new AbortController().signal))
    if (event.kind === 'series') found = event.series;
  return found!;
}

/** White noise of SD 1. */
export function whiteNoise(seed: number): Float32Array {
  const random = seededRandom(seed, 5);
  return Float32Array.from({ length: size * size }, () => random.normal());
}

/** A disc of water in air, its middle moved to the right by so many pixels, under noise. */
export const body = (noise: Float32Array, sdHu: number, movedPx = 0): Float32Array =>
  noise.map((value, i) => {
    const inside = Math.hypot(Math.floor(i / size) - size / 2, (i % size) - size / 2 - movedPx) < 40;
    // No -0, which a file does not know.
    return Math.round((inside ? 0 : -1000) + sdHu * value) + 0;
  });
