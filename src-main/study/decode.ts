import { ok, type Outcome } from '../contract';
import { decodeHu, type OpenedImage, openImage, voiTables } from '../dicom';
import type { SlicePixels } from './series';

/** One frame of a whole file as HU. Runs in a worker of the pool, or in the same thread where there is none. */
export async function decodeSlice(file: Uint8Array, frame: number): Promise<Outcome<SlicePixels>> {
  const image = openImage(file);
  return image.ok ? decodeFrame(image.value, frame) : image;
}

/** One frame of a file that is open. */
export async function decodeFrame(image: OpenedImage, frame: number): Promise<Outcome<SlicePixels>> {
  const decoded = await decodeHu(image, frame);
  if (!decoded.ok) return decoded;
  const { rows, columns, inverted } = image.header.layout;
  return ok({ rows, columns, inverted, ...decoded.value, tables: voiTables(image, frame) });
}
