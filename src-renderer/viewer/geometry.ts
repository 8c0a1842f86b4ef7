import type { PixelSpacing, SliceInfo } from '../../src-main/contract';
import { inPicture, liesOnItsSide, onScreen, type Turn, upright } from './turn';

/** On the screen: CSS pixels from the top left corner of the viewport. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}
/** In the picture: 0,0 is the CORNER of the first pixel, so its centre, where DICOM counts from, is 0.5,0.5. */
export interface PixelPoint {
  readonly column: number;
  readonly row: number;
}
export type PatientPointMm = readonly [number, number, number];

/** Where the reader looks: the picture's point in the middle of the viewport, the magnification over "just fits", and which way up. */
export interface Look {
  readonly zoom: number;
  /** As fractions of the picture's width and height, so that slices of another size stay in place. */
  readonly centre: { readonly x: number; readonly y: number };
  readonly turn: Turn;
}
export const fitted: Look = { zoom: 1, centre: { x: 0.5, y: 0.5 }, turn: upright };

/** What a viewport shows and how large it is. */
export interface Stage {
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly columns: number;
  readonly spacing: PixelSpacing | null;
}

/** Screen pixels for one picture pixel, along a row (x) and down a column (y) of the picture: they differ where pixels are not square. */
export interface Scale {
  readonly x: number;
  readonly y: number;
}

/** The smaller of the two sides of a pixel is shown 1:1, the larger one stretched; as cornerstone-core does. */
export function pixelShape(spacing: PixelSpacing | null): Scale {
  if (!spacing) return { x: 1, y: 1 };
  const { betweenRowsMm, betweenColumnsMm } = spacing;
  const smaller = Math.min(betweenRowsMm, betweenColumnsMm);
  return { x: betweenColumnsMm / smaller, y: betweenRowsMm / smaller };
}

/** The scale of a picture that just fits, whichever way it is turned. */
function fitOf({ width, height, rows, columns }: Stage, shape: Scale, turn: Turn): number {
  const [across, down] = liesOnItsSide(turn) ? [height, width] : [width, height];
  return Math.min(across / (columns * shape.x), down / (rows * shape.y));
}

export function scaleOf(stage: Stage, look: Look): Scale {
  const shape = pixelShape(stage.spacing);
  const fit = fitOf(stage, shape, look.turn);
  return { x: fit * look.zoom * shape.x, y: fit * look.zoom * shape.y };
}

/** The zoom at which the smaller side of a picture pixel is one pixel of the device. */
export function actualSizeZoom(stage: Stage, turn: Turn, deviceRatio: number): number {
  return 1 / (fitOf(stage, pixelShape(stage.spacing), turn) * deviceRatio);
}

export function toScreen(stage: Stage, look: Look, point: PixelPoint): ScreenPoint {
  const scale = scaleOf(stage, look);
  const fromCentre = [
    (point.column - look.centre.x * stage.columns) * scale.x,
    (point.row - look.centre.y * stage.rows) * scale.y,
  ] as const;
  const [x, y] = onScreen(fromCentre, look.turn);
  return { x: stage.width / 2 + x, y: stage.height / 2 + y };
}

export function toPixel(stage: Stage, look: Look, point: ScreenPoint): PixelPoint {
  const scale = scaleOf(stage, look);
  const [across, down] = inPicture([point.x - stage.width / 2, point.y - stage.height / 2], look.turn);
  return { column: look.centre.x * stage.columns + across / scale.x, row: look.centre.y * stage.rows + down / scale.y };
}

/**
 * `toScreen` as the six numbers of a canvas transform, in order a, b, c, d, e, f: what draws the picture and what finds a pixel are one and
 * the same. In pixels of the device.
 */
export type Placement = readonly [number, number, number, number, number, number];
export function placementOf(stage: Stage, look: Look, deviceRatio: number): Placement {
  const origin = toScreen(stage, look, { column: 0, row: 0 });
  const scale = scaleOf(stage, look);
  const column = onScreen([scale.x, 0], look.turn);
  const row = onScreen([0, scale.y], look.turn);
  return [...column, ...row, origin.x, origin.y].map((number) => number * deviceRatio) as unknown as Placement;
}

/** The pixel under a point, or null beside the picture. */
export function pixelAt({ rows, columns }: Stage, point: PixelPoint): { readonly column: number; readonly row: number } | null {
  const column = Math.floor(point.column);
  const row = Math.floor(point.row);
  return column >= 0 && row >= 0 && column < columns && row < rows ? { column, row } : null;
}

/** Patient coordinates (LPS, mm) of a point in the picture: PS3.3 C.7.6.2.1.1, whose indices count pixel centres. Null where the file gives no geometry. */
export function patientPointMm(
  point: PixelPoint,
  { positionMm, orientation }: Pick<SliceInfo, 'positionMm' | 'orientation'>,
  spacing: PixelSpacing | null,
): PatientPointMm | null {
  if (!positionMm || !orientation || !spacing) return null;
  const across = (point.column - 0.5) * spacing.betweenColumnsMm;
  const down = (point.row - 0.5) * spacing.betweenRowsMm;
  const along = (axis: 0 | 1 | 2) => positionMm[axis] + across * orientation[axis]! + down * orientation[axis + 3]!;
  return [along(0), along(1), along(2)];
}

/** The longest of 1, 2, 5 · 10ⁿ mm that is no longer than `roomPx` on the screen. */
export function scaleBar(
  pxPerMm: number,
  roomPx: number,
): { readonly mm: number; readonly px: number; readonly label: string } | null {
  if (!(pxPerMm > 0) || !(roomPx > 0)) return null;
  const roomMm = roomPx / pxPerMm;
  const decade = 10 ** Math.floor(Math.log10(roomMm));
  const mm = [5, 2, 1].map((step) => step * decade).find((length) => length <= roomMm * (1 + 1e-9)) ?? decade;
  return { mm, px: mm * pxPerMm, label: mm >= 10 ? `${mm / 10} cm` : `${Number(mm.toPrecision(1))} mm` };
}
