import type { PictureMessage, PixelSpacing, Voi } from '../../src-main/contract';
import { fitted, pixelShape, placementOf, scaleBar, scaleOf, type Look, type PixelPoint, type Stage } from '../viewer/geometry';
import { paint } from '../viewer/grey';
import { liesOnItsSide, type Turn } from '../viewer/turn';
import { drawBoxed, drawLetter, drawLines, lineHeightPx, type TextStyle } from './canvas-text';
import { drawColourBar } from './colour-bar';
import type { Crop } from './crop';
import { drawMeasured, type MeasuredShape } from './measured';
import type { Layers, Panel } from './shown';
import type { Corners } from './words';

/** What is drawn: one picture, or several of one place beside each other, with what is written over them. */
export interface Page {
  readonly rows: number;
  readonly columns: number;
  readonly spacing: PixelSpacing | null;
  readonly crop: Crop;
  readonly turn: Turn;
  readonly voi: Voi;
  /** Of a swipe, as a share of a panel's width. */
  readonly edge: number;
  readonly panels: readonly { readonly panel: Panel; readonly corners: Corners | null }[];
  readonly shapes: readonly MeasuredShape[];
}

/** The longer side of a panel has at least so many pixels: smaller slices are enlarged by a whole number. */
export interface Size {
  readonly leastPx: number;
}
const gapPx = 4;

/** A panel of the picture, in pixels of the picture. */
interface Box {
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

/** The size of a panel. Where pixels are square, each of the slice's takes a whole number of the picture's across and down. */
export function panelSize(
  crop: Crop,
  turn: Turn,
  spacing: PixelSpacing | null,
  { leastPx }: Size,
): { readonly width: number; readonly height: number } {
  const shape = pixelShape(spacing);
  const [along, down] = [crop.columns * shape.x, crop.rows * shape.y];
  const times = Math.max(1, Math.ceil(leastPx / Math.max(along, down)));
  const [width, height] = [Math.round(along * times), Math.round(down * times)];
  return liesOnItsSide(turn) ? { width: height, height: width } : { width, height };
}

/** Draws a page on a canvas of its own: its pixels as they are, and what is written over them. */
export function drawPage(page: Page, size: Size): HTMLCanvasElement {
  const { spacing, crop, turn, panels, shapes } = page;
  const { width, height } = panelSize(crop, turn, spacing, size);
  const canvas = newCanvas(panels.length * (width + gapPx) - gapPx, height);
  const context = contextOf(canvas);
  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, canvas.height);
  // The crop fills its panel as a whole slice that fits fills a viewport.
  const stage: Stage = { width, height, rows: crop.rows, columns: crop.columns, spacing };
  const look: Look = { ...fitted, turn };
  const pxPerMm = spacing && scaleOf(stage, look).x / spacing.betweenColumnsMm;
  for (const [at, { panel, corners }] of panels.entries()) {
    const box = { x: at * (width + gapPx), width, height };
    const [a, b, c, d, e, f] = placementOf(stage, look, 1);
    context.setTransform(a, b, c, d, e + box.x, f);
    drawPixels(context, panel, panel.polarity, page);
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (panel.beyondEdge) {
      const edge = box.x + Math.round(page.edge * width);
      context.save();
      context.beginPath();
      context.rect(edge, 0, box.x + width - edge, height);
      context.clip();
      context.setTransform(a, b, c, d, e + box.x, f);
      drawPixels(context, panel.beyondEdge, panel.polarity, page);
      context.restore();
      context.fillStyle = '#f0f0f0';
      context.fillRect(edge - 1, 0, 1, height);
    }
    const style = { context, sizePx: Math.max(11, Math.round(width / 64)) };
    const inPicture = ({ column, row }: PixelPoint) => {
      const [across, down] = [column - crop.column, row - crop.row];
      return { x: a * across + c * down + e + box.x, y: b * across + d * down + f };
    };
    context.save();
    context.beginPath();
    context.rect(box.x, 0, width, height);
    context.clip();
    drawMeasured(style, shapes, inPicture, box);
    context.restore();
    writeOn(style, panel, corners, box, pxPerMm);
  }
  return canvas;
}

/** In pixels of the picture shown, from the corner of the crop. */
function drawPixels(
  context: CanvasRenderingContext2D,
  layers: Layers,
  polarity: Panel['polarity'],
  { rows, columns, spacing, crop, voi }: Page,
): void {
  const shape = pixelShape(spacing);
  // Square pixels become squares of pixels; only others have to be blended.
  context.imageSmoothingEnabled = shape.x !== shape.y;
  const lay = (layer: HTMLCanvasElement): void =>
    context.drawImage(layer, crop.column, crop.row, crop.columns, crop.rows, 0, 0, crop.columns, crop.rows);
  lay(layerOf(rows, columns, (out) => paint(layers, voi, polarity, out)));
  const { tint, tintOpacity } = layers;
  if (!tint) return;
  context.globalAlpha = tintOpacity;
  lay(layerOf(rows, columns, (out) => tint.paint(out)));
  context.globalAlpha = 1;
}

/** What the marks need of the lower edge is taken from the words above it. */
function writeOn(style: TextStyle, { marks, rangeHu }: Panel, corners: Corners | null, box: Box, pxPerMm: number | null): void {
  const margin = Math.round(0.7 * style.sizePx);
  const left = box.x + margin;
  const right = box.x + box.width - margin;
  const boxed = drawBoxed(style, marks, { x: box.x, bottom: box.height, widthPx: box.width });
  // Without its scale a colour says nothing. Left of the letter at the edge.
  const bar = { x: right - 2 * style.sizePx, middle: box.height / 2, heightPx: Math.round(0.3 * box.height) };
  if (rangeHu !== null) drawColourBar(style, rangeHu, bar);
  if (!corners) return;
  const bottom = box.height - boxed - margin;
  const widthPx = 0.46 * box.width;
  const above = (lines: readonly string[]): number => bottom - lineHeightPx(style) * lines.filter(Boolean).length;
  const { topLeft, topRight, bottomLeft, bottomRight, letters } = corners;
  drawLines(style, topLeft, { x: left, y: margin, align: 'left', widthPx });
  drawLines(style, topRight, { x: right, y: margin, align: 'right', widthPx });
  drawLines(style, bottomLeft, { x: left, y: above(bottomLeft), align: 'left', widthPx: box.width / 3 });
  drawLines(style, bottomRight, { x: right, y: above(bottomRight), align: 'right', widthPx: box.width / 3 });
  const middle = { x: box.x + box.width / 2, y: box.height / 2 };
  if (letters) {
    drawLetter(style, letters.left, left, middle.y, 'left');
    drawLetter(style, letters.right, right, middle.y, 'right');
    drawLetter(style, letters.top, middle.x, margin + style.sizePx / 2, 'center');
    drawLetter(style, letters.bottom, middle.x, bottom - 2.6 * style.sizePx, 'center');
  }
  const scale = pxPerMm === null ? null : scaleBar(pxPerMm, box.width / 4);
  if (!scale) return;
  drawLetter(style, scale.label, middle.x, bottom - 1.1 * style.sizePx, 'center');
  drawBar(style, middle.x - scale.px / 2, bottom, scale.px);
}

/** A line with its ends turned up, black around white. */
function drawBar({ context, sizePx }: TextStyle, x: number, y: number, width: number): void {
  const end = sizePx / 3;
  context.lineJoin = 'miter';
  for (const [colour, thickness] of [
    ['#000', 4],
    ['#f0f0f0', 2],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = (thickness * sizePx) / 16;
    context.beginPath();
    context.moveTo(x, y - end);
    context.lineTo(x, y);
    context.lineTo(x + width, y);
    context.lineTo(x + width, y - end);
    context.stroke();
  }
}

function newCanvas(width: number, height: number): HTMLCanvasElement {
  return Object.assign(document.createElement('canvas'), { width, height });
}

/** In plain memory: its pixels are read back, and the graphics card would gain nothing. */
const contextOf = (canvas: HTMLCanvasElement): CanvasRenderingContext2D => canvas.getContext('2d', { willReadFrequently: true })!;

function layerOf(rows: number, columns: number, write: (out: Uint32Array) => void): HTMLCanvasElement {
  const layer = newCanvas(columns, rows);
  const data = new ImageData(columns, rows);
  write(new Uint32Array(data.data.buffer));
  contextOf(layer).putImageData(data, 0, 0);
  return layer;
}

/** The pixels of a canvas for main: a byte each where all of them are grey. */
export function messageOf(canvas: HTMLCanvasElement): PictureMessage {
  const { width: columns, height: rows } = canvas;
  const { data } = contextOf(canvas).getImageData(0, 0, columns, rows);
  const grey = new Uint8Array(rows * columns);
  for (let at = 0; at < grey.length; at += 1) {
    const level = data[4 * at]!;
    if (level !== data[4 * at + 1] || level !== data[4 * at + 2]) return { rows, columns, kind: 'rgba', pixels: data.buffer };
    grey[at] = level;
  }
  return { rows, columns, kind: 'grey', pixels: grey.buffer };
}
