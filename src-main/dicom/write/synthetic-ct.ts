import type { PixelSpacing } from '../../contract';
import type { Orientation, Vector } from '../geometry';
import { explicitLittleEndian } from '../transfer-syntax';
import { decimals, type Element, empty, integer, raw, text, words } from './element';
import { ctImageStorage, dateAndTime, writeFile } from './file';

/** One slice of a made-up CT study. */
export interface SyntheticCt {
  /** HU, row-major, rows * columns values; rounded to whole numbers and kept within 16 bits. */
  readonly hu: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
  readonly spacing: PixelSpacing;
  readonly thicknessMm: number;
  /** Centre of the first pixel, mm, LPS. */
  readonly positionMm: Vector;
  /** Axial where left out. */
  readonly orientation?: Orientation;
  readonly instanceNumber: number;
  readonly uids: {
    readonly study: string;
    readonly series: string;
    readonly instance: string;
    readonly frameOfReference: string;
  };
  readonly seriesNumber: number;
  readonly seriesDescription: string;
  readonly studyDescription: string;
  readonly kernel: string;
  readonly kvp: number;
  readonly tubeCurrentMa: number;
  readonly window: { readonly centerHu: number; readonly widthHu: number };
  readonly at: Date;
}

/** A CT image file of what no scanner has seen: the patient is named Tacet^Phantom, and every text says that it is synthetic. */
export function writeSyntheticCt(ct: SyntheticCt): Uint8Array {
  const { uids } = ct;
  const { date, time } = dateAndTime(ct.at);
  const elements: Element[] = [
    text('x00080008', 'CS', 'ORIGINAL', 'PRIMARY', 'AXIAL'),
    text('x00080020', 'DA', date),
    text('x00080021', 'DA', date),
    text('x00080023', 'DA', date),
    text('x00080030', 'TM', time),
    text('x00080031', 'TM', time),
    text('x00080033', 'TM', time),
    empty('x00080050', 'SH'),
    text('x00080060', 'CS', 'CT'),
    text('x00080070', 'LO', 'Tacet'),
    empty('x00080090', 'PN'),
    text('x00081030', 'LO', ct.studyDescription.slice(0, 64)),
    text('x0008103e', 'LO', ct.seriesDescription.slice(0, 64)),
    text('x00081090', 'LO', 'Tacet phantom'),
    text('x00100010', 'PN', 'Tacet^Phantom'),
    text('x00100020', 'LO', 'TACET-PHANTOM'),
    empty('x00100030', 'DA'),
    text('x00100040', 'CS', 'O'),
    text('x00180015', 'CS', 'PHANTOM'),
    decimals('x00180050', ct.thicknessMm),
    decimals('x00180060', ct.kvp),
    integer('x00181151', ct.tubeCurrentMa),
    text('x00181210', 'SH', ct.kernel.slice(0, 16)),
    text('x00185100', 'CS', 'HFS'),
    text('x0020000d', 'UI', uids.study),
    text('x0020000e', 'UI', uids.series),
    text('x00200010', 'SH', '1'),
    integer('x00200011', ct.seriesNumber),
    integer('x00200012', 1),
    integer('x00200013', ct.instanceNumber),
    decimals('x00200032', ...ct.positionMm),
    decimals('x00200037', ...(ct.orientation ?? [1, 0, 0, 0, 1, 0])),
    text('x00200052', 'UI', uids.frameOfReference),
    empty('x00200060', 'CS'),
    empty('x00201040', 'LO'),
    text('x00204000', 'LT', 'Synthetic image made by Tacet. No patient. Not for diagnostic use.'),
    words('x00280002', 'US', 1),
    text('x00280004', 'CS', 'MONOCHROME2'),
    words('x00280010', 'US', ct.rows),
    words('x00280011', 'US', ct.columns),
    decimals('x00280030', ct.spacing.betweenRowsMm, ct.spacing.betweenColumnsMm),
    words('x00280100', 'US', 16),
    words('x00280101', 'US', 16),
    words('x00280102', 'US', 15),
    words('x00280103', 'US', 1),
    text('x00280301', 'CS', 'NO'),
    decimals('x00281050', ct.window.centerHu),
    decimals('x00281051', ct.window.widthHu),
    decimals('x00281052', 0),
    decimals('x00281053', 1),
    text('x00281054', 'LO', 'HU'),
    raw('x7fe00010', 'OW', littleEndianWords(ct.hu, ct.rows * ct.columns)),
  ];
  return writeFile({ sopClassUid: ctImageStorage, sopUid: uids.instance, syntaxUid: explicitLittleEndian.uid }, elements);
}

function littleEndianWords(hu: ArrayLike<number>, count: number): Uint8Array {
  if (hu.length !== count) throw new RangeError(`${hu.length} pixels given for ${count}`);
  const bytes = new Uint8Array(count * 2);
  for (let i = 0; i < count; i++) {
    const stored = Math.max(-32768, Math.min(32767, Math.round(hu[i]!)));
    bytes[2 * i] = stored & 0xff;
    bytes[2 * i + 1] = (stored >> 8) & 0xff;
  }
  return bytes;
}
