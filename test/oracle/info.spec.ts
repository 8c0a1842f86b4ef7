import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeStored, openImage } from '../../src-main/dicom';
import { readInfo } from '../../src-main/shell/cli/info';
import type { FileReport, InfoReport, SeriesReport } from '../../src-main/shell/cli/info-report';
import { createStudyReader } from '../../src-main/study';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { oracle, oracleBytes, type OracleFile, type OracleSeries } from './oracle';

const native = ['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.1.99', '1.2.840.10008.1.2.2'];
const isNative = ({ transfer_syntax: syntax }: OracleFile): boolean => !syntax || native.includes(syntax);
const isGrey = ({ samples = 1, photometric = 'MONOCHROME2', bits_allocated: bits }: OracleFile): boolean =>
  samples === 1 && photometric.startsWith('MONOCHROME') && (bits === 8 || bits === 16);
const ct = oracle.files.filter((file) => file.decodes && file.modality === 'CT' && isGrey(file));
const plain = ct.filter(isNative);
const compressed = ct.filter((file) => !isNative(file));

const reader = createStudyReader({ workers: 0 });
const infoOf = (path: string): Promise<InfoReport> =>
  readInfo(reader, [sharedData(path)], 'decoded', new AbortController().signal);

/** A file on its own: many of the shared ones are copies of one image, of which a folder shows one. */
async function infoOfFile({ path }: OracleFile): Promise<{ readonly file: FileReport | undefined; readonly refusal: string }> {
  const { studies, refused } = await infoOf(path);
  return { file: studies[0]?.series[0]?.files[0], refusal: refused[0]?.message ?? '' };
}

/** The oracle hashes 8-bit pixels as 16-bit words, and `tacet info` hashes them as bytes. */
function bytesSha256(file: OracleFile): string {
  if (file.bits_allocated !== 8) return file.pixel_sha256!;
  const image = openImage(oracleBytes(file.path));
  const [asWords, asBytes] = [createHash('sha256'), createHash('sha256')];
  for (let frame = 0; image.ok && frame < image.value.header.frames.length; frame++) {
    const stored = decodeStored(image.value, frame);
    if (!stored.ok) return stored.error.code;
    asWords.update(Uint8Array.from([...stored.value].flatMap((value) => [value & 0xff, value < 0 ? 0xff : 0])));
    asBytes.update(new Uint8Array(stored.value.buffer));
  }
  return asWords.digest('hex') === file.pixel_sha256 ? asBytes.digest('hex') : 'not the pixels that pydicom sees';
}

/** What was seen, printed at the end. */
const seen = new Map<string, number>();
const tell = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);

describe.skipIf(!haveSharedData)(`tacet info --pixels --json agrees with pydicom${whySkipped}`, () => {
  afterAll(() => console.table([...seen].map(([what, times]) => ({ what, times }))));

  it('on every uncompressed CT file: checksum of the stored values, size, range and mean of its HU', async () => {
    let agree = 0;
    for (const expected of plain) {
      const { file, refusal } = await infoOfFile(expected);
      expect.soft(file, `${expected.path}: ${refusal}`).toMatchObject({
        rows: expected.rows,
        columns: expected.cols,
        storedSha256: bytesSha256(expected),
        huMin: expect.closeTo(expected.hu_min!, 3),
        huMax: expect.closeTo(expected.hu_max!, 3),
        huMean: expect.closeTo(expected.hu_mean!, 3),
        sopUid: expected.sop_uid ?? '',
      });
      if (file?.storedSha256 !== bytesSha256(expected)) continue;
      agree++;
      tell('uncompressed CT files that agree');
    }
    expect(agree).toBe(plain.length);
    expect(agree).toBeGreaterThan(300);
  });

  it('and refuses every compressed one by the name of its syntax', async () => {
    for (const expected of compressed) {
      const { file, refusal } = await infoOfFile(expected);
      expect.soft(file, expected.path).toBeUndefined();
      expect.soft(refusal, expected.path).toMatch(/compressed as (JPEG|RLE|HTJ2K)/);
      tell(`refused: ${/compressed as (.+?), which/.exec(refusal)?.[1]}`);
    }
    expect(compressed.length).toBeGreaterThan(30);
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
      if (!whole) return;
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
