import type { Trouble } from '../../src-main/contract';
import { decodeHu, openImage, readImageHeader } from '../../src-main/dicom';

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
  return 'opened';
}

/** One plain sentence and what to do, whatever the bytes were. */
function checkWords({ code, message, remedy }: Trouble): string {
  for (const text of [message, remedy])
    // eslint-disable-next-line no-control-regex -- rubbish from the file must not reach the screen
    if (!/^[A-Z].*[.?]$/s.test(text) || text.length > 400 || /undefined|NaN|\[object|[\x00-\x08\x0e-\x1f]/.test(text))
      throw new Error(`not a plain sentence: ${JSON.stringify(text)}`);
  return code;
}
