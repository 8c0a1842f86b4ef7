import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeHu, decodeStored, type DicomImage, openImage, storedBytes } from '../../src-main/dicom';
import { haveSharedData, whySkipped } from '../shared-data';
import { oracle, oracleBytes, type OracleFile } from './oracle';

/** Files whose compressed stream was harmed on purpose: pydicom makes garbage of it, and a refusal is as good. */
const harmed = /odd-and-broken\/corrupt_/;
const pictures = oracle.files.filter((file) => file.decodes && !harmed.test(file.path));
/** pydicom turns brightness and differences of colour into RGB before anything is hashed. */
const isYbr = ({ photometric = '' }: OracleFile): boolean => photometric.startsWith('YBR');

/** A retired syntax that pydicom refuses: GDCM reads these values (shared data, INDEX.md). */
const retired = ['1.2.840.10008.1.2.4.53', '1.2.840.10008.1.2.4.55'];

function opened(file: OracleFile): DicomImage {
  const image = openImage(oracleBytes(file.path));
  if (!image.ok) throw new Error(`${file.path}: ${image.error.code}: ${image.error.message}`);
  return image.value;
}

const framesOf = ({ header }: DicomImage): number[] => header.frames.map((_, i) => i);

/** The oracle hashes 8-bit pixels of grey images as 16-bit words too; Tacet's `storedSha256` takes them as bytes. */
function oracleWords(bytes: Uint8Array, file: OracleFile): Uint8Array {
  if (file.bits_allocated !== 8 || file.pixel_dtype === 'uint8') return bytes;
  const words = new Uint8Array(bytes.length * 2);
  bytes.forEach((byte, i) => (words[2 * i] = byte));
  return words;
}

async function storedSha256(file: OracleFile): Promise<string> {
  const image = opened(file);
  const hash = createHash('sha256');
  for (const frame of framesOf(image)) {
    const stored = await decodeStored(image, frame);
    if (!stored.ok) throw new Error(`${file.path}: ${stored.error.message}`);
    hash.update(oracleWords(storedBytes(stored.value), file));
  }
  return hash.digest('hex');
}

interface HuFacts {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly padded: number;
}
async function huFacts(file: OracleFile): Promise<HuFacts> {
  const image = opened(file);
  let [min, max, sum, count, padded] = [Infinity, -Infinity, 0, 0, 0];
  for (const frame of framesOf(image)) {
    const decoded = await decodeHu(image, frame);
    if (!decoded.ok) throw new Error(`${file.path}: ${decoded.error.message}`);
    for (const value of decoded.value.hu) {
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
      count++;
    }
    padded += decoded.value.padding?.reduce((total, flag) => total + flag, 0) ?? 0;
  }
  return { min, max, mean: sum / count, padded };
}

/** What was seen of each syntax, printed at the end. */
const seen = new Map<string, { same: number; near: number; refused: number }>();
function tell({ transfer_syntax: syntax }: OracleFile, what: 'same' | 'near' | 'refused'): void {
  const row = seen.get(syntax ?? 'not stated') ?? { same: 0, near: 0, refused: 0 };
  row[what]++;
  seen.set(syntax ?? 'not stated', row);
}

describe.skipIf(!haveSharedData)(`pixels agree with pydicom${whySkipped}`, () => {
  afterAll(() => console.table(Object.fromEntries(seen)));

  it('in every file that is not lossy: stored values bit for bit, in any transfer syntax, grey or in colour, of 1 to 32 bits', async () => {
    for (const file of pictures.filter((one) => !one.lossy && !isYbr(one))) {
      const same = (await storedSha256(file)) === file.pixel_sha256;
      expect.soft(same, file.path).toBe(true);
      if (same) tell(file, 'same');
    }
    expect(pictures.length).toBeGreaterThan(425);
  });

  it('in every one of them that has CT numbers: minimum, maximum and mean HU, and the number of padding pixels', async () => {
    for (const file of pictures.filter(({ hu_mean: mean, lossy }) => mean !== undefined && !lossy)) {
      const { min, max, mean, padded } = await huFacts(file);
      expect.soft(min, `${file.path} minimum`).toBeCloseTo(file.hu_min!, 3);
      expect.soft(max, `${file.path} maximum`).toBeCloseTo(file.hu_max!, 3);
      expect.soft(mean, `${file.path} mean`).toBeCloseTo(file.hu_mean!, 3);
      if (file.padded_pixels !== undefined) expect.soft(padded, `${file.path} padding`).toBe(file.padded_pixels);
    }
  });

  it('in every lossy file: the same values, or HU within what two decoders may differ by', async () => {
    const lossy = pictures.filter((file) => file.lossy && file.hu_mean !== undefined);
    for (const file of lossy) {
      const { min, max, mean } = await huFacts(file);
      const step = stepOf(file);
      const same = (await storedSha256(file)) === file.pixel_sha256;
      expect.soft(Math.abs(min - file.hu_min!), `${file.path} minimum`).toBeLessThanOrEqual(step + 1e-3);
      expect.soft(Math.abs(max - file.hu_max!), `${file.path} maximum`).toBeLessThanOrEqual(step + 1e-3);
      expect.soft(Math.abs(mean - file.hu_mean!), `${file.path} mean`).toBeLessThanOrEqual(0.05 * step + 1e-3);
      tell(file, same ? 'same' : 'near');
    }
    expect(lossy.length).toBeGreaterThan(5);
  });

  it('in the retired progressive syntaxes, as GDCM reads them', async () => {
    for (const file of oracle.files.filter(({ transfer_syntax: syntax }) => retired.includes(syntax ?? ''))) {
      const { min, max, mean } = await huFacts(file);
      expect([Math.round(min), Math.round(max), Math.round(100 * mean) / 100]).toEqual([-3053, 1370, -950.11]);
      tell(file, 'near');
    }
  });

  it('or are refused in a sentence, where the stream is harmed and no end of it can be trusted', async () => {
    for (const file of oracle.files.filter(({ path }) => harmed.test(path) || /truncated_(j2k|jls|sv1)/.test(path))) {
      const image = openImage(oracleBytes(file.path));
      const stored = image.ok ? await decodeStored(image.value, 0) : image;
      if (stored.ok) {
        expect.soft(await storedSha256(file), file.path).toBe(file.pixel_sha256);
        tell(file, 'same');
        continue;
      }
      expect.soft(['stream-damaged', 'pixels-cut-off'], file.path).toContain(stored.error.code);
      tell(file, 'refused');
    }
  });

  it('in colour, whose brightness and differences pydicom turns into the same red, green and blue', async () => {
    for (const file of pictures.filter(isYbr)) {
      const decoded = await decodeHu(opened(file), 0);
      const rgb = decoded.ok ? decoded.value.rgba!.filter((_, i) => i % 4 !== 3) : new Uint8Array();
      expect.soft(createHash('sha256').update(rgb).digest('hex'), file.path).toBe(file.pixel_sha256);
      tell(file, 'same');
    }
  });
});

/** HU from one stored value to the next. */
function stepOf(file: OracleFile): number {
  const { modality } = opened(file).header.frames[0]!;
  return modality.kind === 'linear' ? Math.abs(modality.slope) : 1;
}
