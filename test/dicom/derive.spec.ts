import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeHu,
  decodeStored,
  type Derivation,
  derivedSeriesUid,
  deriveInstance,
  type HuImage,
  openImage,
  openSource,
  type StoredValues,
  uidFrom,
} from '../../src-main/dicom';
import { valueOf } from '../../src-main/contract';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { syntheticSlice } from '../study/synthetic-series';
import { errorsOf, havePydicom, haveValidator, whyNoPydicom, whyNotValidated, withPydicom } from './validator';

const derivation: Derivation = {
  modelName: 'tacet',
  modelSha256: 'ab'.repeat(32),
  strength: 0.5,
  contrast: 0,
  version: '0.1.0',
  at: new Date(2026, 0, 2, 3, 4, 5),
  syntax: 'explicit',
  anonymiser: null,
};
const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(sharedData(path)));
const firstOf = (folder: string): string => (haveSharedData ? `${folder}/${readdirSync(sharedData(folder)).sort()[0]!}` : folder);

interface Read extends HuImage {
  readonly stored: StoredValues;
  readonly slope: number;
  readonly lowestHu: number;
  readonly highestHu: number;
}
async function read(bytes: Uint8Array, frame = 0): Promise<Read> {
  const image = openImage(bytes);
  const stored = image.ok ? await decodeStored(image.value, frame) : image;
  const hu = image.ok ? await decodeHu(image.value, frame) : image;
  if (!image.ok || !stored.ok || !hu.ok) throw new Error('the image does not open');
  const { layout, frames } = image.value.header;
  const { modality } = frames[frame]!;
  if (modality.kind !== 'linear') throw new Error('not a CT');
  const lowest = layout.signed ? -(2 ** (layout.bitsStored - 1)) : 0;
  const ends = [lowest, lowest + 2 ** layout.bitsStored - 1].map((value) => modality.slope * value + modality.intercept);
  return { stored: stored.value, ...hu.value, slope: modality.slope, lowestHu: ends[0]!, highestHu: ends[1]! };
}
async function derived(bytes: Uint8Array, changedHu: ArrayLike<number>, frame = 0, as = derivation): Promise<Uint8Array> {
  const source = valueOf(openSource(bytes));
  const { seriesUid, sopUid } = source.header;
  const newUid = derivedSeriesUid({ seriesUid, firstSopUid: sopUid, firstFrame: frame }, as);
  return valueOf(await deriveInstance(source, { frame, changedHu, seriesUid: newUid, seriesNumber: 201, number: frame + 1 }, as));
}
const smoothed = (hu: Int16Array | Float32Array): Float32Array =>
  Float32Array.from(hu, (value, i) => 0.5 * value + 0.5 * hu[Math.max(0, i - 1)]!);

const explicit = [
  firstOf('siemens-chest'),
  firstOf('ge-head-variable-spacing'),
  firstOf('philips-head-phantom/DICOM/S21570/S2010'),
];
const sources = [
  ...explicit,
  firstOf('catphan-cbct/uniform'),
  'ct-transfer-syntaxes/1.2.840.10008.1.2.2_BigEndianExplicit.dcm',
  'ct-transfer-syntaxes/1.2.840.10008.1.2.1.99_DeflatedExplicitVRLittleEndian.dcm',
];

describe.skipIf(!haveSharedData)(`a derived image${whySkipped}`, () => {
  it.each(sources)(
    'of %s holds the HU it was given, clamped and rounded to a stored step; what did not change is bit for bit the source',
    async (path) => {
      const source = await read(bytesOf(path));
      const change = fc.tuple(fc.nat(source.hu.length - 1), fc.double({ min: -5000, max: 5000, noNaN: true }));
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 200 }), async (changes) => {
          const wanted = Float32Array.from(source.hu);
          for (const [at, by] of changes) wanted[at]! += by;
          const copy = await read(await derived(bytesOf(path), wanted));
          let worst = 0;
          let touched = 0;
          for (let i = 0; i < wanted.length; i++) {
            if (wanted[i] === source.hu[i] || source.padding?.[i]) touched += Number(copy.stored[i] !== source.stored[i]);
            else
              worst = Math.max(worst, Math.abs(copy.hu[i]! - Math.min(source.highestHu, Math.max(source.lowestHu, wanted[i]!))));
          }
          expect(touched).toBe(0);
          expect(worst).toBeLessThanOrEqual(source.slope / 2 + 1e-3);
        }),
        { numRuns: 8, seed: 7 },
      );
    },
  );

  it.each(sources)('of %s keeps patient and place, and says what was done to it', async (path) => {
    const before = openImage(bytesOf(path));
    const source = await read(bytesOf(path));
    const after = openImage(await derived(bytesOf(path), smoothed(source.hu)));
    if (!before.ok || !after.ok) throw new Error('the image does not open');
    const [old, now] = [before.value.header, after.value.header];
    for (const key of [
      'patientName',
      'patientId',
      'studyUid',
      'studyDate',
      'frameOfReferenceUid',
      'instanceNumber',
      'padding',
    ] as const)
      expect(now[key], key).toEqual(old[key]);
    expect(now.frames[0]!.geometry).toEqual(old.frames[0]!.geometry);
    for (const key of ['kernel', 'kvp', 'tubeCurrentMa'] as const)
      expect(now.frames[0]!.acquisition[key], key).toEqual(old.frames[0]!.acquisition[key]);
    expect(now.frames[0]!.windows).toEqual(old.frames[0]!.windows);
    expect(now.imageType).toEqual(['DERIVED', 'SECONDARY', old.imageType[2] ?? 'AXIAL', 'DENOISED']);
    expect(now.sopUid).toMatch(/^2\.25\.[1-9]\d{0,38}$/);
    expect([now.seriesUid, now.sopUid]).not.toContain(old.seriesUid);
    expect(now.denoisedBefore).toMatch(/^Tacet 0\.1\.0.*model tacet.*strength 50 %/);
  });

  it('has the same UIDs when it is derived again, and others with other settings', async () => {
    const bytes = bytesOf(explicit[0]!);
    const { hu } = await read(bytes);
    const uidsOf = async (change: Partial<Derivation>): Promise<string> => {
      const { header } = valueOf(openImage(await derived(bytes, hu, 0, { ...derivation, ...change })));
      return `${header.seriesUid} ${header.sopUid}`;
    };
    const own = await uidsOf({});
    expect(await uidsOf({ at: new Date(2027, 1, 1) })).toBe(own);
    const changes = [{ strength: 0.75 }, { contrast: 1 }, { modelSha256: 'cd'.repeat(32) }, { version: '0.2.0' }];
    const others = await Promise.all(changes.map(uidsOf));
    expect(new Set([own, ...others]).size).toBe(5);
  });

  it.each(['ct_gb18030', 'ct_iso2022_japanese', 'ct_iso2022_korean', 'ct_thai'])(
    'keeps the name of %s in its own character set',
    async (name) => {
      const bytes = bytesOf(`charset-names/${name}.dcm`);
      const before = openImage(bytes);
      const after = openImage(await derived(bytes, (await read(bytes)).hu));
      expect(after.ok && after.value.header.patientName).toBe(before.ok && before.value.header.patientName);
    },
  );

  it.each(['enhanced-ct/enhanced_14_frames_shuffled.dcm', 'enhanced-ct/eCT_Supplemental.dcm'])(
    'of a frame of %s is a classic CT image: what its functional groups say has moved up',
    async (path) => {
      const bytes = bytesOf(path);
      const source = valueOf(openImage(bytes)).header;
      for (const frame of [0, source.frames.length - 1]) {
        const copy = await derived(bytes, smoothed((await read(bytes, frame)).hu), frame);
        const { header } = valueOf(openImage(copy));
        expect(header.sopClassUid).toBe('1.2.840.10008.5.1.4.1.1.2');
        expect(header.imageType).toEqual(['DERIVED', 'SECONDARY', 'AXIAL', 'DENOISED']);
        expect(header.instanceNumber).toBe(frame + 1);
        expect(header.frameOfReferenceUid).toBe(source.frameOfReferenceUid);
        expect(header.frames.map(({ geometry, windows, modality }) => ({ geometry, windows, modality }))).toEqual(
          [source.frames[frame]!].map(({ geometry, windows, modality }) => ({ geometry, windows, modality })),
        );
      }
    },
  );

  it.each([
    ['ct-transfer-syntaxes/1.2.840.10008.1.2.4.81_JPEGLSLossy.dcm', 'ISO_14495_1'],
    ['ct-transfer-syntaxes/1.2.840.10008.1.2.4.91_JPEG2000.dcm', 'ISO_15444_1'],
    ['ct-transfer-syntaxes/1.2.840.10008.1.2.4.51_JPEGProcess2_4.dcm', 'ISO_10918_1'],
  ])('of %s stays one that lost something, however it is packed', async (path, method) => {
    const bytes = bytesOf(path);
    const { hu } = await read(bytes);
    for (const syntax of ['explicit', 'jpeg-ls'] as const) {
      const copy = valueOf(openSource(await derived(bytes, hu, 0, { ...derivation, syntax })));
      const said = ['x00282110', 'x00282112', 'x00282114'].map((tag) => copy.attributes.string(tag));
      expect(said).toEqual(['01', expect.stringMatching(/^\d+(\.\d+)?$/), method]);
      expect(copy.header.syntax.lossy).toBe(false);
    }
  });
});

it('is refused of an image without a UID, which no copy could name', () => {
  const uid = uidFrom('series 0');
  const nameless = Buffer.from(syntheticSlice(0)).toString('latin1').replaceAll(uid, '\0'.repeat(uid.length));
  const outcome = openSource(new Uint8Array(Buffer.from(nameless, 'latin1')));
  expect(outcome.ok ? 'opened' : outcome.error.code).toBe('export-no-identity');
});

describe.skipIf(!haveSharedData || !haveValidator)(
  `dciodvfy finds no error in a derived image${whySkipped}${whyNotValidated}`,
  () => {
    it.each(sources)('that %s did not have', async (path) => {
      const source = bytesOf(path);
      const known = errorsOf(source);
      const copy = await derived(source, smoothed((await read(source)).hu));
      expect(errorsOf(copy).filter((error) => !known.includes(error))).toEqual([]);
    });
  },
);

describe.skipIf(!haveSharedData || !havePydicom)(`pydicom reads a derived image${whySkipped}${whyNoPydicom}`, () => {
  it.each(explicit)('of %s: its pixels and its provenance', async (path) => {
    const source = bytesOf(path);
    const bytes = await derived(source, smoothed((await read(source)).hu));
    const { hu } = await read(bytes);
    const seen = withPydicom(
      bytes,
      `{'sum': float(hu.sum()), 'code': ds.DerivationCodeSequence[-1].CodeValue, 'source': ds.SourceImageSequence[0].ReferencedSOPInstanceUID,
        'purpose': ds.SourceImageSequence[0].PurposeOfReferenceCodeSequence[0].CodeValue, 'by': ds.ContributingEquipmentSequence[-1].Manufacturer,
        'preamble': sum(ds.preamble), 'private': sum(e.tag.is_private for e in ds), 'burned': ds.BurnedInAnnotation}`,
    );
    const before = openImage(source);
    expect(seen).toEqual({
      sum: Array.from(hu).reduce((sum, value) => sum + value, 0),
      code: '113087',
      source: before.ok && before.value.header.sopUid,
      purpose: '121322',
      by: 'Tacet',
      preamble: 0,
      private: 0,
      burned: 'NO',
    });
  });
});
