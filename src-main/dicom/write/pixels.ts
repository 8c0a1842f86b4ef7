import { ok, type Outcome } from '../../contract';
import { encapsulated } from '../codecs/encapsulate';
import { encodeFrame, type LosslessSyntax, losslessSyntaxes } from '../codecs/encode';
import type { ImageHeader } from '../header';
import { frameBytes, type PixelLayout } from '../layout';
import { storedBytes, type StoredValues } from '../stored';
import { explicitLittleEndian } from '../transfer-syntax';
import { bytesOf, decimals, type Element, raw, text } from './element';

/** How the pixels of what is written are packed: plain, or compressed without loss. */
export type WrittenSyntax = 'explicit' | LosslessSyntax;

export interface WrittenPixels {
  readonly syntaxUid: string;
  readonly element: Element;
}

/** Pixel Data of one frame. Fails where the encoder can't do it. */
export async function pixelData(
  stored: StoredValues,
  layout: PixelLayout,
  syntax: WrittenSyntax,
): Promise<Outcome<WrittenPixels>> {
  const tag = 'x7fe00010';
  if (syntax === 'explicit') return ok({ syntaxUid: explicitLittleEndian.uid, element: raw(tag, 'OW', storedBytes(stored)) });
  const stream = await encodeFrame(stored, layout, syntax);
  if (!stream.ok) return stream;
  const element = { tag, vr: 'OB', value: encapsulated([stream.value]), length: 'undefined' } as const;
  return ok({ syntaxUid: losslessSyntaxes[syntax], element });
}

/** Defined terms of Lossy Image Compression Method (PS3.3 C.7.6.1.1.5.1), by the transfer syntax that lost something. */
const lossyMethods: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2.4.50': 'ISO_10918_1',
  '1.2.840.10008.1.2.4.51': 'ISO_10918_1',
  '1.2.840.10008.1.2.4.53': 'ISO_10918_1',
  '1.2.840.10008.1.2.4.55': 'ISO_10918_1',
  '1.2.840.10008.1.2.4.81': 'ISO_14495_1',
  '1.2.840.10008.1.2.4.91': 'ISO_15444_1',
  '1.2.840.10008.1.2.4.203': 'ISO_15444_15',
};

/**
 * What was lost once stays lost, however the copy is packed: Lossy Image Compression is "01" for ever (PS3.3 C.7.6.1.1.5), with its ratio and method. What
 * the source says of it is kept; of a source whose syntax is lossy, what it does not say is added.
 */
export function lossyHistory(
  kept: readonly Element[],
  { syntax, layout, frames, pixelData: { length } }: ImageHeader,
): readonly Element[] {
  if (!syntax.lossy) return [];
  const isSaid = (tag: string): boolean => (bytesOf(kept, tag)?.length ?? 0) > 0;
  const ratio = Number(((frames.length * frameBytes(layout)) / length).toPrecision(3));
  const method = lossyMethods[syntax.uid];
  return [
    text('x00282110', 'CS', '01'),
    ...(isSaid('x00282112') ? [] : [decimals('x00282112', ratio)]),
    ...(isSaid('x00282114') || method === undefined ? [] : [text('x00282114', 'CS', method)]),
  ];
}
