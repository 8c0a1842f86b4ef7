import { fail, type HeaderRemarkCode, ok, type Outcome } from '../contract';
import type { Attributes } from './attributes';
import { readLookupTable } from './lookup-table';

/** From stored values to what they mean (PS3.3 C.11.1): HU in a CT. */
export type Modality =
  | {
      readonly kind: 'linear';
      /** HU = slope * stored + intercept. */
      readonly slope: number;
      readonly intercept: number;
      /** The file gave both numbers. */
      readonly stated: boolean;
      readonly unit: string;
    }
  | { readonly kind: 'table'; readonly first: number; readonly values: Uint16Array; readonly unit: string };

/** Slope and intercept, the scaling of a dose (PS3.3 C.8.8.3), or the Modality LUT where the file has that instead. Without either the stored values stand for themselves. */
export function readModality(attributes: Attributes, warnings: HeaderRemarkCode[]): Outcome<Modality> {
  const table = attributes.items('x00283000')[0];
  if (table !== undefined) return readTable(table, attributes.uint16('x00280103') === 1 ? 'signed' : 'unsigned');
  const unit = attributes.string('x00281054');
  const dose = attributes.number('x3004000e');
  if (dose !== null && dose > 0)
    return ok({ kind: 'linear', slope: dose, intercept: 0, stated: true, unit: attributes.string('x30040002') || 'unspecified' });
  const slope = attributes.number('x00281053');
  const intercept = attributes.number('x00281052');
  if (slope !== null && slope !== 0 && intercept !== null) return ok({ kind: 'linear', slope, intercept, stated: true, unit });
  warnings.push('rescale-missing');
  return ok({ kind: 'linear', slope: slope === null || slope === 0 ? 1 : slope, intercept: intercept ?? 0, stated: false, unit });
}

/** Modality LUT Sequence (0028,3000). */
function readTable(item: Attributes, inputs: 'signed' | 'unsigned'): Outcome<Modality> {
  const table = readLookupTable(item, inputs);
  if (table === null) return fail('lut-damaged');
  return ok({ kind: 'table', first: table.first, values: table.values, unit: item.string('x00283004') });
}
