import { toPixel, toScreen, type Look, type Stage } from '../viewer/geometry';

/** A part of a slice, in whole pixels of it. */
export interface Crop {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/** What of the slice a viewport shows, pixels at its edge included. */
export function cropInView(stage: Stage, look: Look): Crop {
  // Opposite corners, whichever way the slice is turned.
  const corner = toPixel(stage, look, { x: 0, y: 0 });
  const opposite = toPixel(stage, look, { x: stage.width, y: stage.height });
  const across = within(Math.min(corner.column, opposite.column), Math.max(corner.column, opposite.column), stage.columns);
  const down = within(Math.min(corner.row, opposite.row), Math.max(corner.row, opposite.row), stage.rows);
  return { column: across.from, columns: across.size, row: down.from, rows: down.size };
}

/** A place across the viewport, as a share of its width, as a share of the width of what lies in the crop. */
export function shareAcross(stage: Stage, look: Look, crop: Crop, share: number): number {
  const corner = toScreen(stage, look, { column: crop.column, row: crop.row }).x;
  const opposite = toScreen(stage, look, { column: crop.column + crop.columns, row: crop.row + crop.rows }).x;
  const across = (share * stage.width - Math.min(corner, opposite)) / Math.abs(opposite - corner);
  return Math.min(1, Math.max(0, across));
}

export const wholeSlice = ({ rows, columns }: Pick<Crop, 'rows' | 'columns'>): Crop => ({ column: 0, row: 0, rows, columns });

export const isWhole = (crop: Crop, { rows, columns }: Pick<Crop, 'rows' | 'columns'>): boolean =>
  crop.rows === rows && crop.columns === columns;

/** The same part of a slice that may be smaller. */
export const cropWithin = (crop: Crop, { rows, columns }: Pick<Crop, 'rows' | 'columns'>): Crop => {
  const across = within(crop.column, crop.column + crop.columns, columns);
  const down = within(crop.row, crop.row + crop.rows, rows);
  return { column: across.from, columns: across.size, row: down.from, rows: down.size };
};

function within(from: number, to: number, size: number): { readonly from: number; readonly size: number } {
  const first = Math.min(size - 1, Math.max(0, Math.floor(from + rounding)));
  const end = Math.min(size, Math.max(first + 1, Math.ceil(to - rounding)));
  return { from: first, size: end - first };
}

/** An edge that lies on a pixel's own but for the last bits of a sum takes in no pixel more. */
const rounding = 1e-6;
