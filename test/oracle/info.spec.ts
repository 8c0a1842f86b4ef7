import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeStored, openImage } from '../../src-main/dicom';
import { readInfo } from '../../src-main/shell/cli/info';
import type { FileReport, InfoReport, SeriesReport } from '../../src-main/shell/cli/info-report';
import { createStudyReader } from '../../src-main/study';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { oracle, oracleBytes, type OracleFile, type OracleSeries } from './oracle';

const harmed = /odd-and-broken\/corrupt_/;
const pictures = oracle.files.filter((file) => file.decodes && !harmed.test(file.path));
const exact = pictures.filter(({ lossy, photometric = '' }) => !lossy && !photometric.startsWith('YBR'));
const lossy = pictures.filter((file) => file.lossy && file.hu_mean !== undefined);

const reader = createStudyReader({ workers: 0 });
const infoOf = (path: string): Promise<InfoReport> =>
  readInfo(reader, [sharedData(path)], 'decoded', new AbortController().signal);

/** A file on its own: many of the shared ones are copies of one image, of which a folder shows one. */
async function infoOfFile({ path }: OracleFile): Promise<{ readonly file: FileReport | undefined; readonly refusal: string }> {
  const { studies, refused } = await infoOf(path);
  return { file: studies[0]?.series[0]?.files[0], refusal: refused[0]?.message ?? '' };
}

/** The oracle hashes 8-bit pixels of grey images as 16-bit words, and `tacet info` hashes them as bytes. */
async function bytesSha256(file: OracleFile): Promise<string> {
  if (file.bits_allocated !== 8 || file.pixel_dtype === 'uint8') return file.pixel_sha256!;
  const image = openImage(oracleBytes(file.path));
  const [asWords, asBytes] = [createHash('sha256'), createHash('sha256')];
  for (let frame = 0; image.ok && frame < image.value.header.frames.length; frame++) {
    const stored = await decodeStored(image.value, frame);
    if (!stored.ok) return stored.error.code;
    asWords.update(Uint8Array.from([...stored.value].flatMap((value) => [value & 0xff, value < 0 ? 0xff : 0])));
    asBytes.update(new Uint8Array(stored.value.buffer));
  }
  return asWords.digest('hex') === file.pixel_sha256 ? asBytes.digest('hex') : 'not the pixels that pydicom sees';
}

/**
 * The series of the oracle, by folder and number of images, that are shown in parts, and how many images each part has: the odd folders are one
 * image in many guises, the mixed ones are what INDEX.md says of them; a scout, a second patient or orientation, a second acquisition stand apart.
 */
const inParts: Readonly<Record<string, readonly number[]>> = {
  'charset-names: 15': Array(15).fill(1) as number[],
  'ct-transfer-syntaxes: 13': Array(7).fill(1) as number[],
  'dicomdir-two-patients/98892001/CT2N: 2': [1, 1],
  'dicomdir-two-patients/98892003/MR2: 3': [1, 1, 1],
  'dicomdir-two-patients/98892003/MR700: 7': Array(7).fill(1) as number[],
  'mixed-series/duplicates: 11': [8, 1],
  'mixed-series/localizer-in-series: 11': [1, 10],
  'mixed-series/mixed-matrix-sizes: 8': [5, 3],
  'mixed-series/two-acquisitions: 12': [6, 6],
  'mixed-series/two-orientations: 12': [6, 6],
  'odd-and-broken: 30': Array(32).fill(1) as number[],
  'odd-and-broken: 7': Array(9).fill(1) as number[],
  'wg04-ct: 5': [1, 1, 1],
};

/** What was seen, printed at the end. */
const seen = new Map<string, number>();
const tell = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);

describe.skipIf(!haveSharedData)(`tacet info --pixels --json agrees with pydicom${whySkipped}`, () => {
  afterAll(() => console.table([...seen].map(([what, times]) => ({ what, times }))));

  it('on every image that is not lossy: checksum of the stored values, size, and range and mean of its HU where it has them', async () => {
    let agree = 0;
    for (const expected of exact) {
      const { file, refusal } = await infoOfFile(expected);
      const storedSha256 = await bytesSha256(expected);
      expect.soft(file, `${expected.path}: ${refusal}`).toMatchObject({
        rows: expected.rows,
        columns: expected.cols,
        storedSha256,
        sopUid: expected.sop_uid ?? '',
        ...(expected.hu_mean !== undefined && {
          huMin: expect.closeTo(expected.hu_min!, 3),
          huMax: expect.closeTo(expected.hu_max!, 3),
          huMean: expect.closeTo(expected.hu_mean, 3),
        }),
      });
      if (file?.storedSha256 !== storedSha256) continue;
      agree++;
      tell(`${expected.modality ?? 'no modality'}: files that agree bit for bit`);
    }
    expect(agree).toBe(exact.length);
    expect(agree).toBeGreaterThan(415);
  });

  it('and on every lossy one: size, and range and mean of its HU within a step of its rounding', async () => {
    for (const expected of lossy) {
      const { file, refusal } = await infoOfFile(expected);
      expect.soft(file, `${expected.path}: ${refusal}`).toMatchObject({ rows: expected.rows, columns: expected.cols });
      expect.soft(Math.abs(file!.huMean! - expected.hu_mean!), expected.path).toBeLessThan(0.1);
      expect.soft(Math.abs(file!.huMin! - expected.hu_min!), expected.path).toBeLessThan(2.1);
      expect.soft(Math.abs(file!.huMax! - expected.hu_max!), expected.path).toBeLessThan(2.1);
      tell('lossy files that agree within rounding');
    }
    expect(lossy.length).toBeGreaterThan(5);
  });

  describe('on every series', () => {
    it.each(oracle.series.map((series) => [series.folder, series] as const))('%s', async (folder, expected) => {
      const parts = partsOf(await infoOf(folder), expected);
      const whole = parts.length === 1 && parts[0]!.files.length === expected.order.length ? parts[0]! : null;
      // A series that was split, or has files that are refused, is still in this order as far as it goes.
      for (const { files } of parts) {
        const names = files.map(({ path }) => basename(path));
        if (names.every((name) => expected.order.includes(name)))
          expect(names).toEqual(expected.order.filter((name) => names.includes(name)));
      }
      tell(whole ? 'series whole' : 'series split, or with files that were refused');
      if (!whole) return expect(parts.map(({ files }) => files.length)).toEqual(inParts[`${folder}: ${expected.images}`]);
      expect(whole).toMatchObject({
        images: expected.images,
        sliceSpacingMm: expect.closeTo(expected.spacing_mm!, 3),
        regular: expected.regular,
        tiltDegrees: expect.closeTo(expected.tilt_deg, 1),
      });
    });
  });
});

/** The display sets of the oracle's series that lie in its folder itself. */
const partsOf = ({ studies }: InfoReport, { folder, series_uid: uid }: OracleSeries): SeriesReport[] =>
  studies
    .flatMap(({ series }) => series)
    .filter(({ seriesUid, files }) => seriesUid === uid && files.every(({ path }) => dirname(path) === sharedData(folder)));
