import type { GreyTable } from '../contract';
import type { Attributes } from './attributes';
import { frameAttributes } from './functional-groups';
import { type LookupTable, readLookupTable } from './lookup-table';
import type { Modality } from './modality';

/** The tables of VOI LUT Sequence (0028,3010) for one frame; those that are damaged are left out. `modality` is the frame's own. */
export function readVoiTables(attributes: Attributes, frame: number, modality: Modality): readonly GreyTable[] {
  const inputs = modality.kind === 'linear' && modality.slope * modality.intercept < 0 ? 'signed' : 'unsigned';
  return frameAttributes(attributes, frame)
    .in('x00289132', 'x00283010')
    .items('x00283010')
    .flatMap((item) => {
      const table = readLookupTable(item, inputs);
      return table === null ? [] : [{ name: item.text('x00283003'), firstHu: table.first, levels: levelsOf(table) }];
    });
}

/**
 * Entries to grey. White is the largest number of the bits that the descriptor states; it is believed where the entries reach its upper half
 * and not beyond, since writers err in it. Otherwise the largest entry is white.
 */
function levelsOf({ values, bits }: LookupTable): Uint8Array {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  const stated = 2 ** bits - 1;
  const white = most <= stated && most > stated / 2 ? stated : Math.max(1, most);
  return Uint8Array.from(values, (value) => Math.round((255 * value) / white));
}
