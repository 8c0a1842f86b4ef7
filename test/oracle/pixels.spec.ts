import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeHu, decodeStored, type DicomImage, openImage, storedBytes } from '../../src-main/dicom';
import { haveSharedData, whySkipped } from '../shared-data';
import { oracle, oracleBytes, type OracleFile } from './oracle';

/** Syntaxes whose pixels are plain numbers; all others are compressed. */
const native = ['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.1.99', '1.2.840.10008.1.2.2'];
const isGrey = (file: OracleFile): boolean =>
  (file.samples ?? 1) === 1 && (file.photometric ?? 'MONOCHROME2').startsWith('MONOCHROME');
const isPicture = (file: OracleFile): boolean => file.dicom === true && file.decodes === true && isGrey(file);
const plain = oracle.files.filter((file) => isPicture(file) && (!file.transfer_syntax || native.includes(file.transfer_syntax)));
const readable = plain.filter(({ bits_allocated: bits }) => bits === 8 || bits === 16);
const compressed = oracle.files.filter(
  (file) => isPicture(file) && file.transfer_syntax && !native.includes(file.transfer_syntax),
);

function opened(file: OracleFile): DicomImage {
  const image = openImage(oracleBytes(file.path));
  if (!image.ok) throw new Error(`${file.path}: ${image.error.code}: ${image.error.message}`);
  return image.value;
}

const framesOf = ({ header }: DicomImage): number[] => header.frames.map((_, i) => i);

/** The oracle hashes 8-bit pixels as 16-bit words too; Tacet's `storedSha256` takes them as bytes. */
function oracleWords(bytes: Uint8Array, file: OracleFile): Uint8Array {
  if (file.bits_allocated !== 8) return bytes;
  const words = new Uint8Array(bytes.length * 2);
  bytes.forEach((byte, i) => (words[2 * i] = byte));
  return words;
}

describe.skipIf(!haveSharedData)(`pixels agree with pydicom${whySkipped}`, () => {
  it('in every uncompressed grey file: stored values bit for bit', () => {
    for (const file of readable) {
      const image = opened(file);
      const hash = createHash('sha256');
      for (const frame of framesOf(image)) {
        const stored = decodeStored(image, frame);
        if (!stored.ok) throw new Error(`${file.path}: ${stored.error.message}`);
        hash.update(oracleWords(storedBytes(stored.value), file));
      }
      expect.soft(hash.digest('hex'), file.path).toBe(file.pixel_sha256);
    }
    expect(readable.length).toBeGreaterThan(350);
  });

  it('in every one of them that has CT numbers: minimum, maximum and mean HU, and the number of padding pixels', () => {
    for (const file of readable.filter(({ hu_mean: mean }) => mean !== undefined)) {
      const image = opened(file);
      let [min, max, sum, count, padded] = [Infinity, -Infinity, 0, 0, 0];
      for (const frame of framesOf(image)) {
        const decoded = decodeHu(image, frame);
        if (!decoded.ok) throw new Error(`${file.path}: ${decoded.error.message}`);
        for (const value of decoded.value.hu) {
          if (value < min) min = value;
          if (value > max) max = value;
          sum += value;
          count++;
        }
        padded += decoded.value.padding?.reduce((total, flag) => total + flag, 0) ?? 0;
      }
      expect.soft(min, `${file.path} minimum`).toBeCloseTo(file.hu_min!, 3);
      expect.soft(max, `${file.path} maximum`).toBeCloseTo(file.hu_max!, 3);
      expect.soft(sum / count, `${file.path} mean`).toBeCloseTo(file.hu_mean!, 3);
      if (file.padded_pixels !== undefined) expect.soft(padded, `${file.path} padding`).toBe(file.padded_pixels);
    }
  });

  it('or are refused by the name of the syntax they are compressed with', () => {
    for (const file of compressed) {
      const image = openImage(oracleBytes(file.path));
      const outcome = image.ok ? decodeStored(image.value, 0) : image;
      expect.soft(outcome.ok, file.path).toBe(false);
      if (!outcome.ok) expect.soft(outcome.error.message, file.path).toMatch(/JPEG|RLE|HTJ2K/);
    }
    expect(compressed.length).toBeGreaterThan(30);
  });

  it('or are refused as what they are: no DICOM, colour, a report, 1 or 32 bits', () => {
    const codeOf = (file: OracleFile): string => {
      const image = openImage(oracleBytes(file.path));
      return image.ok ? 'opened' : image.error.code;
    };
    for (const file of oracle.files.filter(({ dicom, path }) => dicom === false && !path.includes('truncated_')))
      expect.soft(['not-dicom', 'empty-file', 'dicom-damaged'], file.path).toContain(codeOf(file));
    for (const file of oracle.files.filter((one) => one.decodes && !isGrey(one)))
      expect.soft(['colour', 'unsupported-bits'], file.path).toContain(codeOf(file));
    for (const file of plain.filter((one) => !readable.includes(one)))
      expect.soft(['unsupported-bits', 'not-an-image'], file.path).toContain(codeOf(file));
    for (const file of oracle.files.filter(({ dicom, pixel_data: has, dicomdir }) => dicom && has === false && !dicomdir))
      expect.soft(['no-pixels', 'not-an-image', 'dicom-damaged', 'not-dicom'], file.path).toContain(codeOf(file));
  });
});
