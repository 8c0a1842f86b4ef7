import { type HeaderRemarkCode, ok, type Outcome, type SliceInfo } from '../contract';
import { type Palette, readPalette } from './colour';
import { readDenoising } from './denoised-before';
import { type FrameHeader, readFrames } from './frames';
import { alongNormal } from './geometry';
import { locatePixels, type PaddingRange, type PixelData, type PixelLayout, readLayout, readPadding } from './layout';
import { type OpenedFile, openFile } from './open';
import type { TransferSyntax } from './transfer-syntax';

/** What a grey image says of itself: identity, geometry, layout of its pixels. One `FrameHeader` a frame, one in all for a classic CT. */
export interface ImageHeader {
  readonly syntax: TransferSyntax;
  readonly sopClassUid: string;
  readonly sopUid: string;
  readonly seriesUid: string;
  readonly studyUid: string;
  readonly frameOfReferenceUid: string;
  readonly patientName: string;
  readonly patientId: string;
  readonly studyDate: string;
  readonly studyDescription: string;
  readonly modality: string;
  readonly seriesNumber: number | null;
  readonly seriesDescription: string;
  /** Values of Image Type (0008,0008), trimmed. */
  readonly imageType: readonly string[];
  readonly instanceNumber: number | null;
  readonly bodyPart: string;
  readonly layout: PixelLayout;
  /** Of a picture in palette colour; null otherwise. */
  readonly palette: Palette | null;
  readonly padding: PaddingRange | null;
  readonly frames: readonly FrameHeader[];
  readonly pixelData: PixelData;
  /** What the file says of an earlier denoising; null when nothing. */
  readonly denoisedBefore: string | null;
  readonly warnings: readonly HeaderRemarkCode[];
}

/**
 * Reads the header of a grey image. `file` may be the beginning of a file of `totalBytes`: then an outcome of code
 * `needs-more-bytes` asks for the whole. Fails on what is not an image of grey numbers, with the reason.
 */
export function readImageHeader(file: Uint8Array, totalBytes: number = file.length): Outcome<ImageHeader> {
  const opened = openFile(file, totalBytes);
  return opened.ok ? imageHeaderOf(opened.value, totalBytes) : opened;
}

/** The header of a file whose elements were found. `totalBytes` bounds the pixel data of a file that was not inflated. */
export function imageHeaderOf({ attributes, syntax, data, meta }: OpenedFile, totalBytes: number): Outcome<ImageHeader> {
  const sopClassUid = attributes.string('x00080016') || meta.mediaStorageSopClassUid;
  const warnings: HeaderRemarkCode[] = [];
  const layout = readLayout(attributes, sopClassUid, warnings);
  if (!layout.ok) return layout;
  const palette = layout.value.colour === 'palette' ? readPalette(attributes) : ok(null);
  if (!palette.ok) return palette;
  const frames = readFrames(attributes, warnings);
  if (!frames.ok) return frames;
  const available = syntax.deflated ? data.length : totalBytes;
  const pixelData = locatePixels(attributes, syntax, layout.value, frames.value.length, available);
  if (!pixelData.ok) return pixelData;
  if (attributes.string('x0020000e') === '') warnings.push('no-series-uid');
  return ok({
    syntax,
    sopClassUid,
    sopUid: attributes.string('x00080018'),
    seriesUid: attributes.string('x0020000e'),
    studyUid: attributes.string('x0020000d'),
    frameOfReferenceUid: attributes.string('x00200052'),
    patientName: attributes.personName('x00100010'),
    patientId: attributes.text('x00100020'),
    studyDate: attributes.string('x00080020'),
    studyDescription: attributes.text('x00081030'),
    modality: attributes.string('x00080060'),
    seriesNumber: attributes.number('x00200011'),
    seriesDescription: attributes.text('x0008103e'),
    imageType: attributes.strings('x00080008'),
    instanceNumber: attributes.number('x00200013'),
    bodyPart: attributes.string('x00180015'),
    layout: layout.value,
    palette: palette.value,
    padding: readPadding(attributes, layout.value),
    frames: frames.value,
    pixelData: pixelData.value,
    denoisedBefore: readDenoising(attributes),
    warnings,
  });
}

/** The contract's view of one frame. */
export function sliceInfoOf(header: ImageHeader, frame: number): SliceInfo {
  const { geometry, windows, acquisition } = header.frames[frame]!;
  const { positionMm, orientation } = geometry;
  return {
    sopUid: header.sopUid,
    frame,
    instanceNumber: header.instanceNumber,
    positionMm,
    orientation,
    slicePositionMm: positionMm && orientation ? alongNormal(positionMm, orientation) : null,
    thicknessMm: geometry.thicknessMm,
    windows: [...windows],
    kvp: acquisition.kvp,
    tubeCurrentMa: acquisition.tubeCurrentMa,
    kernel: acquisition.kernel,
  };
}
