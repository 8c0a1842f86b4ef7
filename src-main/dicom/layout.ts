import { fail, type HeaderRemarkCode, ok, type Outcome, type OwnPhrase, type Phrase } from '../contract';
import type { Attributes } from './attributes';
import { pixelDataTag } from './elements';
import { type Photometric, readPhotometric } from './photometric';
import type { TransferSyntax } from './transfer-syntax';

/** How many pixels there are, what they are, and how a stored value sits in its word (PS3.5 section 8.1.1). */
export interface PixelLayout extends Photometric {
  readonly rows: number;
  readonly columns: number;
  readonly bitsAllocated: 1 | 8 | 16 | 32;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
}

/** Stored values that stand for "outside the scan", both ends included (PS3.3 C.7.5.1.1.2). */
export interface PaddingRange {
  readonly from: number;
  readonly to: number;
}

/** Where the pixel data lies in the data set's bytes. */
export interface PixelData {
  readonly offset: number;
  readonly length: number;
  /** The Extended Offset Table (7FE0,0001) of encapsulated frames; null where there is none. */
  readonly frameOffsets: readonly number[] | null;
}

/** Samples of a frame as they lie in the file: two pixels that share their chroma have four between them. */
export const samplesOf = ({ rows, columns, samples, order }: PixelLayout): number =>
  rows * columns * (order === 'shared-chroma' ? 2 : samples);

/** Bits of a frame of plain pixels. Frames of one bit a pixel follow one another without a gap (PS3.5 section 8.1.1). */
export const frameBits = (layout: PixelLayout): number => samplesOf(layout) * layout.bitsAllocated;

/** Bytes of a frame of plain pixels, the last of them perhaps in part. */
export const frameBytes = (layout: PixelLayout): number => Math.ceil(frameBits(layout) / 8);

/** A compressed frame may claim any size; the largest radiographs have some 60 MB. */
const largestFrameBytes = 2 ** 28;

/** Kinds of DICOM that are no picture, in words; by the modality, because private SOP classes exist. */
const notPictures: Readonly<Record<string, OwnPhrase>> = {
  SR: 'a structured report',
  PR: 'a presentation state',
  KO: 'a list of key images',
  RTSTRUCT: 'a set of radiotherapy structures',
  RTPLAN: 'a radiotherapy plan',
  RTRECORD: 'a radiotherapy record',
  REG: 'a spatial registration',
  DOC: 'a document',
  ECG: 'an electrocardiogram',
  AU: 'an audio recording',
};

const notAnImage = (what: OwnPhrase): Outcome<never> => fail('not-an-image', { what: [what] });

/** Rows, columns, bits and colour, or why this file is no image that can be shown. */
export function readLayout(attributes: Attributes, sopClassUid: string, warnings: HeaderRemarkCode[]): Outcome<PixelLayout> {
  if (sopClassUid === '1.2.840.10008.1.3.10') return fail('dicomdir');
  const other = notPictures[attributes.string('x00080060')];
  if (other !== undefined) return notAnImage(other);
  if (!attributes.has(pixelDataTag)) {
    if (attributes.has('x7fe00008') || attributes.has('x7fe00009')) return unsupportedBits(['floating-point pixels']);
    return fail('no-pixels');
  }
  const rows = attributes.uint16('x00280010');
  const columns = attributes.uint16('x00280011');
  if (!isSize(rows) || !isSize(columns)) return fail('no-size');
  const photometric = readPhotometric(attributes);
  if (!photometric.ok) return photometric;
  const bitsAllocated = attributes.uint16('x00280100') ?? 16;
  const isGrey = photometric.value.colour === 'grey';
  if (!isWidth(bitsAllocated) || (!isGrey && bitsAllocated !== 8 && bitsAllocated !== 16))
    return unsupportedBits([isGrey ? '{0} bits a pixel' : '{0} bits a colour', bitsAllocated]);
  const declared = attributes.uint16('x00280101');
  if (declared === null) warnings.push('bits-stored-missing');
  const bitsStored = declared ?? bitsAllocated;
  if (bitsStored < 1 || bitsStored > bitsAllocated)
    return unsupportedBits(['{0} of {1} bits a pixel', bitsStored, bitsAllocated]);
  const highBit = Math.min(bitsAllocated - 1, Math.max(bitsStored - 1, attributes.uint16('x00280102') ?? bitsStored - 1));
  const signed = attributes.uint16('x00280103') === 1;
  return ok({ rows, columns, bitsAllocated, bitsStored, highBit, signed, ...photometric.value });
}

const isWidth = (bits: number): bits is PixelLayout['bitsAllocated'] => [1, 8, 16, 32].includes(bits);
const isSize = (value: number | null): value is number =>
  value !== null && Number.isInteger(value) && value >= 1 && value <= 65535;

const unsupportedBits = (what: Phrase): Outcome<never> => fail('unsupported-bits', { what });

/**
 * Padding is a stored value. Its VR is US or SS by the pixels' sign, and some writers chose the wrong one: so the 16 bits are taken and read
 * with the pixels' sign.
 */
export function readPadding(attributes: Attributes, { signed, colour }: PixelLayout): PaddingRange | null {
  const asStored = (value: number): number => (signed ? (value << 16) >> 16 : value & 0xffff);
  const value = attributes.uint16('x00280120');
  if (colour !== 'grey' || value === null || (attributes.bytes('x00280120')?.length ?? 0) > 4) return null;
  const limit = attributes.uint16('x00280121') ?? value;
  const ends = [asStored(value), asStored(limit)] as const;
  return { from: Math.min(...ends), to: Math.max(...ends) };
}

/** Where the frames lie, once it is sure that all of them are there. `available`: bytes of the file, or of what it inflates to. */
export function locatePixels(
  attributes: Attributes,
  syntax: TransferSyntax,
  layout: PixelLayout,
  frames: number,
  available: number,
): Outcome<PixelData> {
  const { offset, length, undefinedLength } = attributes.locate(pixelDataTag)!;
  if (syntax.pixels === 'encapsulated' && frameBytes(layout) > largestFrameBytes)
    return fail('too-large', { why: ['it says that its image unpacks to {0} MB', Math.round(frameBytes(layout) / 2 ** 20)] });
  if (syntax.pixels === 'encapsulated')
    return ok({ offset, length: available - offset, frameOffsets: attributes.uint64s('x7fe00001') });
  const needed = Math.ceil((frames * frameBits(layout)) / 8);
  if (undefinedLength)
    return fail('dicom-damaged', { why: ['its pixels are packed as if compressed, and it says they are plain'] });
  if (length < needed || offset + needed > available)
    return fail('pixels-cut-off', {
      why: ['{0} of {1} bytes are there', Math.max(0, Math.min(length, available - offset)), needed],
    });
  return ok({ offset, length: needed, frameOffsets: null });
}
