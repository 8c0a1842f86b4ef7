import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valueOf } from '../../src-main/contract';
import { decodeHu, openImage } from '../../src-main/dicom';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { haveDcmtk, whyNoDcmtk } from './dcmtk';

/** A screen in colour, written by dcmtk in every way it knows, and by how much a colour may then differ. */
const screen = 'philips-head-phantom/DICOM/S21570/S4010/I50';
const ways = [
  { name: 'RLE', command: ['dcmcrle'], most: 0, mean: 0 },
  { name: 'JPEG lossless', command: ['dcmcjpeg', '+e1'], most: 0, mean: 0 },
  { name: 'JPEG-LS, a plane after the other', command: ['dcmcjpls', '+in'], most: 0, mean: 0 },
  { name: 'JPEG-LS, line by line', command: ['dcmcjpls', '+il'], most: 0, mean: 0 },
  { name: 'JPEG-LS, pixel by pixel', command: ['dcmcjpls', '+is'], most: 0, mean: 0 },
  { name: 'JPEG in YCbCr, chroma shared', command: ['dcmcjpeg', '+eb'], most: 40, mean: 0.5 },
  { name: 'JPEG in RGB', command: ['dcmcjpeg', '+eb', '+cr'], most: 40, mean: 0.5 },
];

describe.skipIf(!haveSharedData || !haveDcmtk)(`a screen in colour that dcmtk compressed${whySkipped}${whyNoDcmtk}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const colours = async (path: string): Promise<Uint8Array> =>
    valueOf(await decodeHu(valueOf(openImage(new Uint8Array(readFileSync(path)))), 0)).rgba!;
  let original: Uint8Array;
  beforeAll(async () => {
    original = await colours(sharedData(screen));
  });

  it.each(ways)('as $name has its colours', async ({ command: [tool, ...options], most, mean }) => {
    const path = join(folder, `${options.join('')}.dcm`);
    execFileSync(tool!, [...options, sharedData(screen), path]);
    const differences = Array.from(await colours(path), (value, i) => Math.abs(value - original[i]!));
    expect(differences.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(most);
    expect(differences.reduce((a, b) => a + b) / differences.length).toBeLessThanOrEqual(mean);
  });
});
