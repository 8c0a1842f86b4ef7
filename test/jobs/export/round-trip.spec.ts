import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valueOf } from '../../../src-main/contract';
import { decodeHu, decodeStored, type Derivation, extent, openImage, storedBytes } from '../../../src-main/dicom';
import { newAnonymiser } from '../../../src-main/jobs/export/anonymising';
import { storedValues } from '../../../src-main/dicom/stored';
import { folderDestination } from '../../../src-main/jobs/export/destination';
import { exportName, exportSeries } from '../../../src-main/jobs/export/export-series';
import type { SlicePixels } from '../../../src-main/study';
import { errorsOfFile, haveValidator, whyNotValidated } from '../../dicom/validator';
import { haveDcmtk, whyNoDcmtk, wordsByDcmtk, wordsOfJpegLs } from '../../oracle/dcmtk';
import { haveHtj2k, havePydicom, type HuFigures, huByPydicom, inPython, whyNoHtj2k, whyNoPydicom } from '../../oracle/pydicom';
import { haveSharedData, whySkipped } from '../../shared-data';
import { scan } from '../../study/scan';
import { everySeries, type FoundSeries, reader } from './every-series';

interface Exported extends FoundSeries {
  readonly folder: string;
  /** In the order of the slices. */
  readonly files: readonly string[];
}

const derivation: Derivation = {
  modelName: 'tacet',
  modelSha256: 'a'.repeat(64),
  strength: 0,
  contrast: 0,
  version: '1',
  at: new Date(2026, 0, 2, 3, 4, 5),
  syntax: 'explicit',
  anonymiser: null,
};

/** Of a series, so many slices at most, from its first to its last: more of the same tell nothing more. */
const thinned =
  (most: number) =>
  ({ place, series }: FoundSeries): FoundSeries => {
    const step = Math.max(1, (series.slices.length - 1) / Math.max(1, most - 1));
    const wanted = new Set(Array.from({ length: most }, (_, i) => Math.round(i * step)));
    return { place, series: { ...series, slices: series.slices.filter((_, i) => wanted.has(i)) } };
  };

/** Noise that no network would find: it drives some pixels of every image beyond what can be stored. */
const wildNoise = async (_: number, { hu }: SlicePixels): Promise<Float32Array> =>
  Float32Array.from(hu, (_, i) => 9.7 * ((i % 7) - 3) * (i % 1001 === 0 ? 1000 : 1));

async function exportAll(all: readonly FoundSeries[], parent: string, how: Partial<Derivation>): Promise<readonly Exported[]> {
  const exported: Exported[] = [];
  for (const [number, { place, series }] of all.entries()) {
    const as = { ...derivation, ...how };
    const destination = await folderDestination(join(parent, String(number)), exportName(series, as));
    const writing = exportSeries(
      { series, known: [series.info], reader, noiseOf: wildNoise, derivation: as, pictures: 'none', destination },
      new AbortController().signal,
    );
    for (;;) {
      const next = await writing.next();
      if (!next.done) continue;
      const folder = next.value!.place;
      const files = readdirSync(folder).sort();
      exported.push({ place, series, folder, files: files.map((file) => join(folder, file)) });
      break;
    }
  }
  return exported;
}

const storedOf = async (path: string, frame: number): Promise<Uint8Array> =>
  storedBytes(valueOf(await decodeStored(valueOf(openImage(new Uint8Array(readFileSync(path)))), frame)));

/** Its UIDs are no UIDs, and the copy has to name them. */
const isBadlyNamed = (path: string): boolean => path.endsWith('bad_sequence.dcm');

/** Whether the HU that Tacet reads have the figures that another program found; a fractional rescale is Float32 here and float64 there. */
async function isSameHu(path: string, { min, max, sum }: HuFigures): Promise<boolean> {
  const { hu } = valueOf(await decodeHu(valueOf(openImage(new Uint8Array(readFileSync(path)))), 0));
  const ends = extent(hu);
  let whole = 0;
  for (const value of hu) whole += value;
  return ends.min === Math.fround(min) && ends.max === Math.fround(max) && Math.abs(whole - sum) <= 1e-6 * Math.abs(sum);
}

describe.skipIf(!haveSharedData)(`every CT series of the shared data, exported${whySkipped}`, () => {
  const parent = mkdtempSync(join(tmpdir(), 'tacet-test-'));
  let untouched: readonly Exported[];
  let changed: readonly Exported[];
  let anonymised: readonly Exported[];
  let jpegLs: readonly Exported[];
  let htj2k: readonly Exported[];
  beforeAll(async () => {
    const all = await everySeries();
    untouched = await exportAll(all.map(thinned(6)), join(parent, 'untouched'), { strength: 0 });
    changed = await exportAll(all.map(thinned(2)), join(parent, 'changed'), { strength: 1 });
    anonymised = await exportAll(all.map(thinned(1)), join(parent, 'anonymised'), { strength: 1, anonymiser: newAnonymiser() });
    const sound = all.filter(({ place }) => !/^(odd-and-broken|charset-names|mixed-series)/.test(place)).map(thinned(1));
    jpegLs = await exportAll(sound, join(parent, 'jpeg-ls'), { strength: 0, syntax: 'jpeg-ls' });
    htj2k = await exportAll(sound, join(parent, 'htj2k'), { strength: 0, syntax: 'htj2k' });
  }, 120_000);
  afterAll(() => rmSync(parent, { recursive: true }));

  it('is many series from several makers, Enhanced CT among them', () => {
    expect(untouched.length).toBeGreaterThan(90);
    expect(untouched.some(({ series }) => series.slices.some(({ frame }) => frame > 0))).toBe(true);
  });

  it('at strength 0 has the stored values of its source, bit for bit', async () => {
    const differ: string[] = [];
    for (const { series, files } of untouched)
      for (const [i, { path, frame }] of series.slices.entries())
        if (Buffer.compare(await storedOf(path, frame), await storedOf(files[i]!, 0)) !== 0) differ.push(path);
    expect(differ).toEqual([]);
  });

  it('opens as one series, its slices in the same order at the same places', async () => {
    const broken: string[] = [];
    for (const { place, series, folder } of untouched) {
      // A classic CT of several frames gives all of them one place, and so do their copies.
      if (series.slices[0]!.path.endsWith('classic_ct_with_4_frames.dcm')) continue;
      const { series: found, refused } = await scan([folder]);
      const placesOf = (one: typeof series) =>
        one.slices.map(({ info }) => [info.positionMm, info.orientation, info.thicknessMm, info.windows]);
      const expected = { ...series.info.pixelSpacingMm, tilt: series.info.tiltDegrees, places: placesOf(series) };
      const isAlike =
        found.length === 1 &&
        Object.keys(refused).length === 0 &&
        JSON.stringify({
          ...found[0]!.info.pixelSpacingMm,
          tilt: found[0]!.info.tiltDegrees,
          places: placesOf(found[0]!),
        }) === JSON.stringify(expected);
      if (!isAlike) broken.push(place);
    }
    expect(broken).toEqual([]);
  });

  it('has UIDs of its own: no two images share one, and each series has one', () => {
    const headers = untouched.map(({ files }) =>
      files.map((file) => valueOf(openImage(new Uint8Array(readFileSync(file)))).header),
    );
    for (const one of headers) expect(new Set(one.map(({ seriesUid }) => seriesUid)).size).toBe(1);
    // Files that are one image in several guises have one copy.
    const sources = new Set(untouched.flatMap(({ series }) => series.slices.map(({ info, frame }) => `${info.sopUid} ${frame}`)));
    const images = headers.flat().filter(({ sopUid }) => sopUid !== '');
    expect(new Set(images.map(({ sopUid }) => sopUid)).size).toBeGreaterThanOrEqual(sources.size);
  });

  it.skipIf(!havePydicom)(
    `is read by pydicom: every HU, changed or not, is the one that was asked for${whyNoPydicom}`,
    async () => {
      for (const all of [untouched, changed, anonymised]) {
        const seen = huByPydicom(all.flatMap(({ files }) => files));
        const off: string[] = [];
        for (const { place, files } of all)
          for (const [i, path] of files.entries()) if (!(await isSameHu(path, seen[path]!))) off.push(`${place} ${i}`);
        expect(off).toEqual([]);
      }
    },
  );

  it.skipIf(!haveDcmtk)(`is read by dcmtk: the same words${whyNoDcmtk}`, async () => {
    const files = [...untouched, ...changed, ...anonymised].flatMap((one) => one.files);
    const words = wordsByDcmtk(files);
    const stored = await Promise.all(files.map((file) => storedOf(file, 0)));
    expect(files.filter((_, i) => Buffer.compare(words[i]!, stored[i]!) !== 0)).toEqual([]);
  });

  it.skipIf(!haveValidator)(`has no error in the eyes of dciodvfy that its source did not have${whyNotValidated}`, () => {
    // HTJ2K is younger than the validator: it does not get past the name of the syntax.
    const errors = [...changed, ...anonymised, ...jpegLs].flatMap(({ place, series, files }) => {
      const { path } = series.slices[0]!;
      if (isBadlyNamed(path)) return [];
      const found = errorsOfFile(files[0]!);
      const known = found.length > 0 ? errorsOfFile(path) : [];
      return found.filter((error) => !known.includes(error)).map((error) => `${place}: ${error}`);
    });
    expect(errors).toEqual([]);
  });

  it('as JPEG-LS and as HTJ2K has the stored values of its source too, in less room', async () => {
    for (const { place, series, files } of [...jpegLs, ...htj2k]) {
      const { path, frame } = series.slices[0]!;
      const words = await storedOf(path, frame);
      expect(Buffer.compare(words, await storedOf(files[0]!, 0)), place).toBe(0);
      if (series.info.rows >= 256) expect(statSync(files[0]!).size, place).toBeLessThan(0.9 * words.length);
    }
  });

  it.skipIf(!haveDcmtk)(`as JPEG-LS is decoded by dcmtk to the same words${whyNoDcmtk}`, async () => {
    for (const { place, files } of jpegLs) {
      const { layout } = valueOf(openImage(new Uint8Array(readFileSync(files[0]!)))).header;
      // dcmtk leaves the bits above those that count as they come.
      const seen = storedBytes(storedValues(wordsOfJpegLs(files[0]!), layout, 'little'));
      expect(Buffer.compare(seen, await storedOf(files[0]!, 0)), place).toBe(0);
    }
  });

  it.skipIf(!haveHtj2k)(`as HTJ2K is decoded by pydicom to the same HU${whyNoHtj2k}`, async () => {
    const seen = huByPydicom(htj2k.map(({ files }) => files[0]!));
    for (const { place, files } of htj2k) expect(await isSameHu(files[0]!, seen[files[0]!]!), place).toBe(true);
  });

  it.skipIf(!haveValidator)(
    `as JPEG-LS has no error in the eyes of dciodvfy, which does not know HTJ2K${whyNotValidated}`,
    () => {
      for (const { place, series, files } of jpegLs) {
        if (isBadlyNamed(series.slices[0]!.path)) continue;
        const found = errorsOfFile(files[0]!);
        const known = found.length > 0 ? errorsOfFile(series.slices[0]!.path) : [];
        expect(
          found.filter((error) => !known.includes(error)),
          place,
        ).toEqual([]);
      }
    },
  );

  it.skipIf(!havePydicom)(
    `says nothing in an anonymised copy, nor in its name, that its source said of people, places and times${whyNoPydicom}`,
    () => {
      const pairs = anonymised.map(({ series, files }) => [series.slices[0]!.path, files[0]!]);
      expect(secretsLeft(pairs)).toEqual([]);
      for (const { folder } of anonymised) expect(basename(folder)).toMatch(/^CT-denoised-100-\d{6}$/);
    },
  );
});

/** What of a source's words, moments and UIDs is to be found somewhere in the bytes of its copy: by pydicom's eyes, whatever the tag. */
const secretsLeft = (pairs: readonly (readonly string[])[]): unknown =>
  inPython(
    pairs,
    `
import pydicom
STAYS = {'Manufacturer', 'ManufacturerModelName', 'CodeValue', 'CodingSchemeDesignator', 'CodingSchemeVersion', 'CodeMeaning', 'SoftwareVersions', 'ConvolutionKernel',
         'FilterType', 'RescaleType', 'WindowCenterWidthExplanation', 'PositionReferenceIndicator', 'ContrastBolusRoute'}
OURS = {b'REMOVED', b'000000'}
WORDS = {'PN', 'LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'AE', 'DA', 'DT', 'TM', 'UI', 'UN'}
def values(e):
    many = e.value if isinstance(e.value, (list, tuple, pydicom.multival.MultiValue)) else [e.value]
    return [v if isinstance(v, bytes) else str(v).encode('latin-1', 'replace') for v in many]
made = []
for source, copy in given:
    ds, data = pydicom.dcmread(source, force=True), open(copy, 'rb').read()
    known = b' '.join(v for e in ds.iterall() if e.keyword in STAYS or e.VR == 'CS' for v in values(e))
    for e in ds.iterall():
        if e.VR not in WORDS or e.keyword in STAYS or e.tag.group == 0x7fe0: continue
        for v in values(e):
            v = v.strip(b' \\0')
            if len(v) >= 5 and v not in OURS and not v.startswith(b'1.2.840.10008.') and v not in known and v in data: made.append([source, str(e.tag), repr(v)])`,
  );
