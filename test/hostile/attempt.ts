import type { Trouble } from '../../src-main/contract';
import {
  decodeHu,
  decodeStored,
  type Derivation,
  deriveInstance,
  openImage,
  openSource,
  readImageHeader,
} from '../../src-main/dicom';

/** As `study/image.ts` reads: the beginning first. */
const beginningBytes = 128 * 1024;
/** A frame more tells nothing new. */
const mostFrames = 4;

/** Opens and decodes as the study room does. Gives 'opened', or the code of the trouble; throws where a promise is broken. */
export async function attempt(file: Uint8Array): Promise<string> {
  const scanned = readImageHeader(file.slice(0, beginningBytes), file.length);
  if (!scanned.ok) checkWords(scanned.error);
  const image = openImage(file);
  if (!image.ok) return checkWords(image.error);
  const { layout, frames } = image.value.header;
  for (let frame = 0; frame < Math.min(mostFrames, frames.length); frame++) {
    const decoded = await decodeHu(image.value, frame);
    if (!decoded.ok) return checkWords(decoded.error);
    const { hu, padding } = decoded.value;
    const pixels = layout.rows * layout.columns;
    if (hu.length !== pixels || (padding !== null && padding.length !== pixels))
      throw new Error(`${hu.length} pixels and ${padding?.length} of padding for ${layout.rows} x ${layout.columns}`);
  }
  await copyOf(file);
  return 'opened';
}

const derivation: Derivation = {
  modelName: 'none',
  modelSha256: '0'.repeat(64),
  strength: 0,
  contrast: 0,
  version: '0',
  at: new Date(2026, 0, 2),
  syntax: 'explicit',
  anonymiser: null,
};

/** What opens can be written again, unless the exporter says why not; at strength 0 the copy has the source's own stored values. */
async function copyOf(file: Uint8Array): Promise<void> {
  const source = openSource(file);
  if (!source.ok) return void checkWords(source.error);
  const original = await decodeHu(source.value, 0);
  const stored = await decodeStored(source.value, 0);
  if (!original.ok || !stored.ok) throw new Error('a frame that was decoded before is not decoded again');
  const image = { frame: 0, changedHu: original.value.hu, seriesUid: '2.25.7', seriesNumber: 201, number: 1 };
  const written = await deriveInstance(source.value, image, derivation);
  if (!written.ok) return void checkWords(written.error);
  const copy = openImage(written.value);
  if (!copy.ok) throw new Error(`the copy is refused: ${copy.error.message}`);
  const copied = await decodeStored(copy.value, 0);
  if (!copied.ok) throw new Error(`the copy is not decoded: ${copied.error.message}`);
  if (copied.value.some((value, i) => value !== stored.value[i])) throw new Error('the copy has other stored values');
}

/** One plain sentence and what to do, whatever the bytes were. */
function checkWords({ code, message, remedy }: Trouble): string {
  for (const text of [message, remedy])
    // eslint-disable-next-line no-control-regex -- rubbish from the file must not reach the screen
    if (!/^[A-Z].*[.?]$/s.test(text) || text.length > 400 || /undefined|NaN|\[object|[\x00-\x08\x0e-\x1f]/.test(text))
      throw new Error(`not a plain sentence: ${JSON.stringify(text)}`);
  return code;
}
