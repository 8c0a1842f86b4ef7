import { ok, type Outcome } from '../contract';
import { decodeHu, openImage, voiTables } from '../dicom';
import type { SlicePixels } from './series';

/** One frame of a whole file as HU. Runs in a worker of the pool, or in the same thread where there is none. */
export async function decodeSlice(file: Uint8Array, frame: number): Promise<Outcome<SlicePixels>> {
  const image = openImage(file);
  if (!image.ok) return image;
  const decoded = await decodeHu(image.value, frame);
  if (!decoded.ok) return decoded;
  const { rows, columns, inverted } = image.value.header.layout;
  return ok({ rows, columns, inverted, ...decoded.value, tables: voiTables(image.value, frame) });
}
