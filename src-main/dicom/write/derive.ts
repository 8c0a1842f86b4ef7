import { ok, type Outcome } from '../../contract';
import type { ImageHeader } from '../header';
import { type Derivation, derivedSopUid, isDoseSimulation } from './derivation';
import { bytesOf, type Element, empty, integer, text, words } from './element';
import { ctImageStorage, dateAndTime, writeFile } from './file';
import { frameElements, isMultiFrame } from './frame';
import { lossyHistory, pixelData } from './pixels';
import { provenance } from './provenance';
import { changedPixels, type SourceImage } from './source';

/** One image of a derived series. */
export interface DerivedImage {
  /** The frame of the source file, from 0; 0 of a classic CT. */
  readonly frame: number;
  /** HU, one value a pixel, row-major. */
  readonly changedHu: ArrayLike<number>;
  /** UID of the new series: `derivedSeriesUid`. */
  readonly seriesUid: string;
  /** Series Number of the new series. */
  readonly seriesNumber: number;
  /** Its place in the new series, from 1: Instance Number of what was a frame. A classic image keeps its own. */
  readonly number: number;
}

/**
 * The changed copy of a CT image, as a DICOM file of one frame: new UIDs, its provenance in the header, everything that identifies
 * patient, study and place kept (PS3.3 C.7.6.1.1.2 and C.12.4), unless there is an anonymiser. Pixels that did not change keep their stored values bit for bit. Fails on
 * what cannot be derived from, with the reason.
 */
export async function deriveInstance(
  source: SourceImage,
  image: DerivedImage,
  derivation: Derivation,
): Promise<Outcome<Uint8Array>> {
  const { header } = source;
  const stored = await changedPixels(source, image.frame, image.changedHu);
  if (!stored.ok) return stored;
  const pixels = await pixelData(stored.value, header.layout, derivation.syntax);
  if (!pixels.ok) return pixels;
  const { bitsStored, signed } = header.layout;
  const all = frameElements(source, image.frame);
  const kept = derivation.anonymiser?.clean(all) ?? all;
  const isFrame = isMultiFrame(source);
  // A frame has no number where the class knows no frames: some writers put several into a classic CT all the same.
  const namesFrames = isFrame && header.sopClassUid !== ctImageStorage;
  const elements = [
    ...missingType2(kept),
    ...kept,
    ...identity(header, image, derivation),
    ...(isFrame ? [integer('x00200013', image.number), imageType('AXIAL', derivation)] : []),
    ...provenance(kept, { header, frameNumber: namesFrames ? image.frame + 1 : null }, derivation),
    words('x00280100', 'US', 16),
    words('x00280101', 'US', bitsStored),
    words('x00280102', 'US', bitsStored - 1),
    words('x00280103', 'US', Number(signed)),
    text('x00280301', 'CS', source.attributes.string('x00280301') === 'YES' ? 'YES' : 'NO'),
    ...lossyHistory(kept, header),
    pixels.value.element,
  ];
  const sopClassUid = isFrame || header.sopClassUid === '' ? ctImageStorage : header.sopClassUid;
  const sopUid = derivedSopUid(image.seriesUid, header.sopUid, image.frame, derivation);
  return ok(writeFile({ sopClassUid, sopUid, syntaxUid: pixels.value.syntaxUid }, elements));
}

/** Type 2 attributes of the CT image: present, if only empty. De-identified sources lack several. */
const type2: readonly (readonly [tag: string, vr: string])[] = [
  ['x00080020', 'DA'],
  ['x00080030', 'TM'],
  ['x00080050', 'SH'],
  ['x00080070', 'LO'],
  ['x00080090', 'PN'],
  ['x00100010', 'PN'],
  ['x00100020', 'LO'],
  ['x00100030', 'DA'],
  ['x00100040', 'CS'],
  ['x00180050', 'DS'],
  ['x00180060', 'DS'],
  ['x00185100', 'CS'],
  ['x00200010', 'SH'],
  ['x00200012', 'IS'],
  ['x00200013', 'IS'],
  ['x00201040', 'LO'],
];

function missingType2(kept: readonly Element[]): readonly Element[] {
  const tags = new Set(kept.map(({ tag }) => tag));
  const missing = type2.filter(([tag]) => !tags.has(tag)).map(([tag, vr]) => empty(tag, vr));
  // Laterality is empty where no body part is given; with one, its absence says that the part is unpaired.
  const noBodyPart = !bytesOf(kept, 'x00180015')?.length && !tags.has('x00200060');
  return noBodyPart ? [...missing, empty('x00200060', 'CS')] : missing;
}

const imageType = (kind: string, derivation: Derivation): Element =>
  text('x00080008', 'CS', 'DERIVED', 'SECONDARY', kind, isDoseSimulation(derivation) ? 'SIMULATED' : 'DENOISED');

function identity(header: ImageHeader, { seriesUid, seriesNumber }: DerivedImage, derivation: Derivation): readonly Element[] {
  const [, , kind = ''] = header.imageType;
  return [
    imageType(/^[A-Z0-9_ ]{1,16}$/.test(kind) ? kind : 'AXIAL', derivation),
    ...(derivation.anonymiser ? undated : moments(derivation.at)),
    text('x0020000e', 'UI', seriesUid),
    integer('x00200011', seriesNumber),
  ];
}

/** When the series and its images came about. */
function moments(at: Date): readonly Element[] {
  const { date, time } = dateAndTime(at);
  return [
    text('x00080012', 'DA', date),
    text('x00080013', 'TM', time),
    text('x00080021', 'DA', date),
    text('x00080031', 'TM', time),
    text('x00080023', 'DA', date),
    text('x00080033', 'TM', time),
  ];
}

/** Of the dates above, the profile leaves the image's own, empty. */
const undated: readonly Element[] = [empty('x00080023', 'DA'), empty('x00080033', 'TM')];
