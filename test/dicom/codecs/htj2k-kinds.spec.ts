import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { valueOf } from '../../../src-main/contract';
import { decodeStored, openImage, type StoredValues } from '../../../src-main/dicom';
import { openJph } from '../../../src-main/dicom/codecs/jpeg-2000';
import { inPython, whyNoHtj2k } from '../../oracle/pydicom';
import { sharedData, whySkipped } from '../../shared-data';
import { temporaryFolder } from '../../temporary-folder';

/** The two kinds of HTJ2K that no file of the shared data has, made of a real slice by OpenJPH. */
const kinds = {
  'lossless, by resolution': { uid: '1.2.840.10008.1.2.4.202', step: null, mayDiffer: 0 },
  // The wavelet of lossy JPEG 2000 computes in fractions: two decoders may round them apart.
  lossy: { uid: '1.2.840.10008.1.2.4.203', step: 1 / 2048, mayDiffer: 1 },
} as const;
const byResolution = 2;

interface Encoder {
  getDecodedBuffer(frame: object): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  setQuality(lossless: boolean, step: number): void;
  setProgressionOrder(order: number): void;
  encode(): void;
  delete(): void;
}

const why = whySkipped || whyNoHtj2k;
describe.skipIf(why !== '')(`a CT slice as HTJ2K${why}`, () => {
  let original: StoredValues;
  beforeAll(async () => {
    original = await storedOf(source());
  });
  const source = (): string => sharedData('siemens-chest/1-037.dcm');

  async function storedOf(path: string): Promise<StoredValues> {
    return valueOf(await decodeStored(valueOf(openImage(new Uint8Array(readFileSync(path)))), 0));
  }

  async function encoded(step: number | null): Promise<string> {
    const { HTJ2KEncoder } = await openJph.ready();
    const encoder = new HTJ2KEncoder() as unknown as Encoder;
    const { layout } = valueOf(openImage(new Uint8Array(readFileSync(source())))).header;
    const frame = { width: layout.columns, height: layout.rows, bitsPerSample: layout.bitsStored, componentCount: 1 };
    const buffer = encoder.getDecodedBuffer({ ...frame, isSigned: layout.signed, isUsingColorTransform: false });
    buffer.set(new Uint8Array(original.buffer, original.byteOffset, original.byteLength));
    encoder.setQuality(step === null, step ?? 0);
    encoder.setProgressionOrder(byResolution);
    encoder.encode();
    const stream = Buffer.from(encoder.getEncodedBuffer()).toString('base64');
    encoder.delete();
    return stream;
  }

  it.each(Object.entries(kinds))('%s gives the values that pydicom with pylibjpeg sees', async (_, { uid, step, mayDiffer }) => {
    const path = join(temporaryFolder(), 'slice.dcm');
    const stream = await encoded(step);
    const seen = inPython<readonly number[]>(
      { source: source(), path, uid, stream },
      `
import base64, pydicom
from pydicom.encaps import encapsulate
ds = pydicom.dcmread(given['source'])
ds.file_meta.TransferSyntaxUID = given['uid']
ds.PixelData = encapsulate([base64.b64decode(given['stream'])])
ds['PixelData'].VR, ds['PixelData'].is_undefined_length = 'OB', True
ds.save_as(given['path'])
made = pydicom.dcmread(given['path']).pixel_array.ravel().tolist()`,
    );
    const stored = await storedOf(path);
    expect(stored).toHaveLength(seen.length);
    expect(largestDifference(stored, seen)).toBeLessThanOrEqual(mayDiffer);
    const lost = largestDifference(stored, original);
    expect(lost > 0).toBe(step !== null);
    expect(lost).toBeLessThan(30);
  });
});

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
};
