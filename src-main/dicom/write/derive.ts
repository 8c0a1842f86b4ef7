import { fail, ok, type Outcome } from '../../contract';
import type { Attributes } from '../attributes';
import { decodeStored } from '../decode';
import { type ImageHeader, imageHeaderOf } from '../header';
import { hounsfield } from '../hounsfield';
import { openFile, type OpenedFile } from '../open';
import { ascii, code, concatenated, type Element, empty, integer, raw, sequence, text, words } from './element';
import { ctImageStorage, dateAndTime, writeFile } from './file';
import { keptElements } from './kept';
import { restoreStored } from './restore';
import { uidFrom } from './uid';

/** How a derived series came about; the same for each of its images. */
export interface Derivation {
  readonly modelName: string;
  /** SHA-256 of the model's weights, hexadecimal. */
  readonly modelSha256: string;
  /** The share of the predicted noise that was taken, 0 to 1. */
  readonly strength: number;
  /** Tacet's own version. */
  readonly version: string;
  /** One moment for the whole series. */
  readonly at: Date;
  /** Number of the new series; by default a free one after the source's: source * 100 + 1. */
  readonly seriesNumber?: number;
}

/**
 * The denoised copy of a CT image, as a DICOM file: new UIDs, its provenance in the header, everything that identifies patient, study and
 * place kept (facts of PS3.3 C.7.6.1.1.2 and C.12.4). `denoisedHu` has one value a pixel; the pixels that did not change keep their
 * stored values bit for bit. UIDs follow from the source, the model and the strength, so that an export repeated replaces its
 * images. Fails on what cannot be derived from, with the reason.
 */
export function deriveInstance(
  source: Uint8Array,
  derivation: Derivation & { readonly denoisedHu: ArrayLike<number> },
): Outcome<Uint8Array> {
  const opened = openFile(source);
  if (!opened.ok) return opened;
  const header = imageHeaderOf(opened.value, source.length);
  if (!header.ok) return header;
  const pixels = derivedPixels(opened.value, header.value, derivation.denoisedHu);
  if (!pixels.ok) return pixels;
  const { attributes, syntax } = opened.value;
  const { sopClassUid, layout } = header.value;
  const elements = [
    ...missingType2(attributes),
    ...keptElements(attributes, syntax, layout.signed),
    ...identity(header.value, derivation),
    ...provenance(attributes, header.value, derivation),
    words('x00280100', 'US', 16),
    words('x00280101', 'US', layout.bitsStored),
    words('x00280102', 'US', layout.bitsStored - 1),
    words('x00280103', 'US', Number(layout.signed)),
    text('x00280301', 'CS', attributes.string('x00280301') === 'YES' ? 'YES' : 'NO'),
    raw('x7fe00010', 'OW', pixels.value),
  ];
  return ok(writeFile(sopClassUid || ctImageStorage, derivedSopUid(header.value, derivation), elements));
}

/** The UID of the series that `derivation` makes of a source series. */
export const derivedSeriesUid = (sourceSeriesUid: string, derivation: Derivation): string =>
  uidFrom('series', sourceSeriesUid, derivation.modelName, derivation.modelSha256, String(derivation.strength));

const derivedSopUid = ({ seriesUid, sopUid }: ImageHeader, { modelName, modelSha256, strength }: Derivation): string =>
  uidFrom('instance', seriesUid, sopUid, modelName, modelSha256, String(strength));

function derivedPixels({ data }: OpenedFile, header: ImageHeader, denoisedHu: ArrayLike<number>): Outcome<Uint8Array> {
  const { layout, frames } = header;
  if (frames.length !== 1)
    return fail(
      'export-multi-frame',
      'This file holds several images; Tacet cannot write such files yet.',
      'Send the series as one file an image.',
    );
  const { modality } = frames[0]!;
  if (layout.bitsAllocated !== 16 || modality.kind !== 'linear' || !modality.stated)
    return fail(
      'export-no-hu',
      'This image carries no CT numbers that a denoised copy could keep.',
      'Choose an original CT series.',
    );
  const stored = decodeStored({ header, data }, 0);
  if (!stored.ok) return stored;
  if (denoisedHu.length !== stored.value.length)
    throw new RangeError(`${denoisedHu.length} pixels given for ${stored.value.length}`);
  const { padding } = hounsfield(stored.value, modality, header.padding, layout.columns);
  return ok(restoreStored(stored.value, denoisedHu, modality, layout, header.padding, padding));
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

function missingType2(attributes: Attributes): readonly Element[] {
  const missing = type2.filter(([tag]) => !attributes.has(tag)).map(([tag, vr]) => empty(tag, vr));
  // Laterality is empty where no body part is given; with one, its absence says that the part is unpaired.
  const noBodyPart = attributes.string('x00180015') === '' && !attributes.has('x00200060');
  return noBodyPart ? [...missing, empty('x00200060', 'CS')] : missing;
}

function identity(header: ImageHeader, derivation: Derivation): readonly Element[] {
  const { date, time } = dateAndTime(derivation.at);
  const [, , kind = ''] = header.imageType;
  return [
    text('x00080008', 'CS', 'DERIVED', 'SECONDARY', /^[A-Z0-9_ ]{1,16}$/.test(kind) ? kind : 'AXIAL', 'DENOISED'),
    text('x00080012', 'DA', date),
    text('x00080013', 'TM', time),
    text('x00080021', 'DA', date),
    text('x00080031', 'TM', time),
    text('x00080023', 'DA', date),
    text('x00080033', 'TM', time),
    text('x0020000e', 'UI', derivedSeriesUid(header.seriesUid, derivation)),
    integer('x00200011', Math.min(2 ** 31 - 1, derivation.seriesNumber ?? Math.max(0, header.seriesNumber ?? 0) * 100 + 1)),
  ];
}

function provenance(attributes: Attributes, header: ImageHeader, derivation: Derivation): readonly Element[] {
  const { date, time } = dateAndTime(derivation.at);
  const percent = `${Math.round(derivation.strength * 100)} %`;
  const how = `Tacet ${derivation.version}: noise reduced by a neural network, model ${derivation.modelName} (SHA-256 ${derivation.modelSha256.slice(0, 16)}), strength ${percent}. Not for diagnostic use.`;
  return [
    raw('x0008103e', 'LO', described(attributes.bytes('x0008103e'), ` (denoised ${percent})`)),
    raw('x00082111', 'ST', joined(attributes.bytes('x00082111'), how, 1024)),
    raw('x00204000', 'LT', joined(attributes.bytes('x00204000'), 'Denoised by Tacet. Not for diagnostic use.', 10240)),
    sequence('x00089215', ...itemsOf(attributes, 'x00089215', header), code('113087', 'DCM', 'Smoothing')),
    sequence('x00082112', [
      text('x00081150', 'UI', header.sopClassUid || ctImageStorage),
      text('x00081155', 'UI', header.sopUid),
      text('x0028135a', 'CS', 'YES'),
      sequence('x0040a170', code('121322', 'DCM', 'Source image for image processing operation')),
    ]),
    // The scanner stays in General Equipment, where tools look for it; Tacet adds itself to those who contributed.
    sequence('x0018a001', ...itemsOf(attributes, 'x0018a001', header), [
      sequence('x0040a170', code('109103', 'DCM', 'Modifying Equipment')),
      text('x00080070', 'LO', 'Tacet'),
      text('x00081090', 'LO', 'Tacet'),
      text('x00181020', 'LO', derivation.version),
      text('x0018a002', 'DT', date + time),
      raw('x0018a003', 'ST', ascii(how)),
    ]),
  ];
}

const itemsOf = (attributes: Attributes, tag: string, { syntax, layout }: ImageHeader): readonly (readonly Element[])[] =>
  attributes.items(tag).map((item) => keptElements(item, syntax, layout.signed));

const trimmed = (bytes: Uint8Array | null): Uint8Array => {
  let end = bytes?.length ?? 0;
  while (end > 0 && (bytes![end - 1] === 0x20 || bytes![end - 1] === 0)) end--;
  return bytes?.subarray(0, end) ?? new Uint8Array();
};

/** The source's own description, in its own character set, with a suffix; cut to the 64 characters of LO where it is plain ASCII. */
function described(source: Uint8Array | null, suffix: string): Uint8Array {
  const own = trimmed(source);
  const room = 64 - suffix.length;
  const isAscii = own.every((byte) => byte >= 0x20 && byte < 0x7f);
  if (own.length > room && !isAscii) return ascii(`CT${suffix}`);
  return concatenated([own.length === 0 ? ascii('CT') : own.subarray(0, room), ascii(suffix)]);
}

/** Tacet's text before the source's own, which is left out where both would not fit. */
function joined(source: Uint8Array | null, added: string, mostBytes: number): Uint8Array {
  const own = trimmed(source);
  const both = concatenated([ascii(added), ascii('\r\n'), own]);
  return own.length === 0 || both.length > mostBytes ? ascii(added).subarray(0, mostBytes) : both;
}
