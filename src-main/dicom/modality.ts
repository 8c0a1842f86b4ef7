import { fail, ok, type Outcome } from '../contract';
import type { Attributes } from './attributes';
import { type HeaderWarning, warn } from './warning';

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

/** Slope and intercept, or the Modality LUT where the file has that instead. Without either the stored values stand for themselves. */
export function readModality(attributes: Attributes, warnings: HeaderWarning[]): Outcome<Modality> {
  const table = attributes.items('x00283000')[0];
  if (table !== undefined) return readTable(table);
  const unit = attributes.string('x00281054');
  const slope = attributes.number('x00281053');
  const intercept = attributes.number('x00281052');
  if (slope !== null && slope !== 0 && intercept !== null) return ok({ kind: 'linear', slope, intercept, stated: true, unit });
  warnings.push(
    warn('rescale-missing', 'The file does not say how its numbers become Hounsfield units; they are shown as stored.'),
  );
  return ok({ kind: 'linear', slope: slope === null || slope === 0 ? 1 : slope, intercept: intercept ?? 0, stated: false, unit });
}

/** Modality LUT Sequence (0028,3000). The first descriptor counts entries (0 means 65536), the second is the stored value of the first. */
function readTable(table: Attributes): Outcome<Modality> {
  const unit = table.string('x00283004');
  const entries = table.uint16('x00283002', 0);
  const first = table.uint16('x00283002', 1);
  const bits = table.uint16('x00283002', 2);
  const bytes = table.bytes('x00283006');
  const count = entries === 0 ? 65536 : entries;
  if (
    count === null ||
    first === null ||
    bytes === null ||
    bytes.length < count * (bits === 8 && bytes.length < count * 2 ? 1 : 2)
  )
    return fail('lut-damaged', 'The table that turns stored values into meaning is damaged.', 'Send the original images again.');
  const wide = bytes.length >= count * 2;
  const values = new Uint16Array(count);
  for (let i = 0; i < count; i++) values[i] = wide ? table.uint16('x00283006', i)! : bytes[i]!;
  const signedFirst = first > 0x7fff && table.raw('x00283002')?.vr === 'SS' ? first - 0x10000 : first;
  return ok({ kind: 'table', first: signedFirst, values, unit });
}
