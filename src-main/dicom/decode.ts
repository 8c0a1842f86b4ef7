import { fail, type GreyTable, ok, type Outcome } from '../contract';
import type { Attributes } from './attributes';
import { colourPicture } from './colour';
import { loadCodec } from './codecs/table';
import { frameStream } from './encapsulated';
import { type ImageHeader, imageHeaderOf } from './header';
import { hounsfield, type HuImage } from './hounsfield';
import { frameBits, frameBytes } from './layout';
import { openFile } from './open';
import { storedValues, type StoredValues } from './stored';
import { readVoiTables } from './voi-table';

/** An image whose header is read; its frames are decoded on demand. */
export interface DicomImage {
  readonly header: ImageHeader;
  /** What `header.pixelData.offset` counts from. */
  readonly data: Uint8Array;
}

/** With everything else that the file says. */
export interface OpenedImage extends DicomImage {
  readonly attributes: Attributes;
}

/** Opens a whole file for decoding. The result holds views on `file`. */
export function openImage(file: Uint8Array): Outcome<OpenedImage> {
  const opened = openFile(file);
  if (!opened.ok) return opened;
  const header = imageHeaderOf(opened.value, file.length);
  const { data, attributes } = opened.value;
  return header.ok ? ok({ header: header.value, data, attributes }) : header;
}

/** The stored values of a frame, before any rescale. The codec of a compressed one is loaded when it is first needed. */
export async function decodeStored({ header, data }: DicomImage, frame: number): Promise<Outcome<StoredValues>> {
  const { layout, syntax, frames, pixelData } = header;
  if (!Number.isInteger(frame) || frame < 0 || frame >= frames.length)
    return fail('no-such-frame', { image: frame + 1, count: frames.length });
  if (syntax.pixels === 'encapsulated') {
    const codec = await loadCodec(syntax);
    if (!codec.ok) return codec;
    const stream = frameStream(data, pixelData.offset, frame, frames.length, pixelData.frameOffsets);
    return stream.ok ? codec.value(stream.value, layout) : stream;
  }
  const firstBit = frame * frameBits(layout);
  const start = pixelData.offset + (firstBit >> 3);
  return ok(storedValues(data.subarray(start, start + frameBytes(layout) + 1), layout, syntax.byteOrder, firstBit & 7));
}

/** HU of a frame, with the padding mask beside it; of a colour picture its colours, and its brightness for HU. */
export async function decodeHu(image: DicomImage, frame: number): Promise<Outcome<HuImage>> {
  const stored = await decodeStored(image, frame);
  if (!stored.ok) return stored;
  const { header } = image;
  if (header.layout.colour !== 'grey') {
    const { rgba, brightness } = colourPicture(stored.value, header.layout, header.syntax, header.palette);
    return ok({ hu: brightness, padding: null, rgba });
  }
  return ok(hounsfield(stored.value, header.frames[frame]!.modality, header.padding, header.layout.columns));
}

/** Tables from HU to grey that the file proposes for a frame. */
export const voiTables = ({ attributes, header }: OpenedImage, frame: number): readonly GreyTable[] =>
  readVoiTables(attributes, frame, header.frames[frame]!.modality);
