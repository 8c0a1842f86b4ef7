import { fail, ok, type Outcome } from '../contract';
import { type ImageHeader, imageHeaderOf } from './header';
import { hounsfield, type HuImage } from './hounsfield';
import { frameBytes, type PixelLayout } from './layout';
import { openFile } from './open';
import { storedValues, type StoredValues } from './stored';
import type { TransferSyntax } from './transfer-syntax';

/** An image whose header is read; its frames are decoded on demand. */
export interface DicomImage {
  readonly header: ImageHeader;
  /** What `header.pixelData.offset` counts from. */
  readonly data: Uint8Array;
}

/**
 * Unpacks one compressed frame into plain little-endian words. `stream` is the frame's own stream, its fragments joined.
 * A codec checks what it made: its length, and the size the stream names.
 */
export type Codec = (stream: Uint8Array, layout: PixelLayout) => Outcome<Uint8Array>;

/** Codecs by transfer syntax UID. None yet: compressed images are refused by the name of their syntax. */
const codecs: ReadonlyMap<string, Codec> = new Map();

/** Whether the frames of this syntax can be decoded, or why not. */
export function decodable(syntax: TransferSyntax): Outcome<TransferSyntax> {
  if (syntax.pixels === 'native' || codecs.has(syntax.uid)) return ok(syntax);
  return fail(
    'compressed',
    `The images are compressed as ${syntax.name}, which this version of Tacet does not read yet.`,
    `Send them again uncompressed (Explicit VR Little Endian), or convert them, e.g. with "gdcmconv --raw IN OUT".`,
  );
}

/** Opens a whole file for decoding. The result holds views on `file`. */
export function openImage(file: Uint8Array): Outcome<DicomImage> {
  const opened = openFile(file);
  if (!opened.ok) return opened;
  const header = imageHeaderOf(opened.value, file.length);
  return header.ok ? ok({ header: header.value, data: opened.value.data }) : header;
}

/** The stored values of a frame, before any rescale. */
export function decodeStored({ header, data }: DicomImage, frame: number): Outcome<StoredValues> {
  const able = decodable(header.syntax);
  if (!able.ok) return able;
  if (!Number.isInteger(frame) || frame < 0 || frame >= header.frames.length)
    return fail(
      'no-such-frame',
      `The file has no image ${frame + 1}: it holds ${header.frames.length}.`,
      'Open the study again.',
    );
  const bytes = frameBytes(header.layout);
  const start = header.pixelData.offset + frame * bytes;
  return ok(storedValues(data.subarray(start, start + bytes), header.layout, header.syntax.byteOrder));
}

/** HU of a frame, with the padding mask beside it. */
export function decodeHu(image: DicomImage, frame: number): Outcome<HuImage> {
  const stored = decodeStored(image, frame);
  if (!stored.ok) return stored;
  const { header } = image;
  return ok(hounsfield(stored.value, header.frames[frame]!.modality, header.padding, header.layout.columns));
}
