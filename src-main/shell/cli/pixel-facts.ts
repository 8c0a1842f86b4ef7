import { createHash } from 'node:crypto';
import { ok, type Outcome } from '../../contract';
import { decodeHu, decodeStored, openImage, storedBytes } from '../../dicom';

/** What `tacet info --pixels` says about the decoded pixels of a file, over all of its frames in order. */
export interface PixelFacts {
  readonly rows: number;
  readonly columns: number;
  readonly transferSyntax: string;
  /** SHA-256 of the stored values, before rescale: little-endian 16-bit words, 8-bit pixels as bytes. */
  readonly storedSha256: string;
  readonly huMin: number;
  readonly huMax: number;
  readonly huMean: number;
}

/** Decodes every frame of a whole file. Padding counts as any other pixel. */
export async function pixelFactsOf(file: Uint8Array): Promise<Outcome<PixelFacts>> {
  const image = openImage(file);
  if (!image.ok) return image;
  const { header } = image.value;
  const hash = createHash('sha256');
  let [huMin, huMax, sum, count] = [Infinity, -Infinity, 0, 0];
  for (let frame = 0; frame < header.frames.length; frame++) {
    const stored = await decodeStored(image.value, frame);
    if (!stored.ok) return stored;
    hash.update(storedBytes(stored.value));
    const decoded = await decodeHu(image.value, frame);
    if (!decoded.ok) return decoded;
    for (const value of decoded.value.hu) {
      if (value < huMin) huMin = value;
      if (value > huMax) huMax = value;
      sum += value;
    }
    count += decoded.value.hu.length;
  }
  const { rows, columns } = header.layout;
  const transferSyntax = header.syntax.uid;
  return ok({ rows, columns, transferSyntax, storedSha256: hash.digest('hex'), huMin, huMax, huMean: sum / count });
}
