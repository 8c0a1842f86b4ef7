import { noiseColour } from '../denoise/colours';
import { drawLetter, type TextStyle } from './canvas-text';

/** The scale of the noise colours, ±`rangeHu`, at the right edge `x`, around `middle`, as it is on the screen. */
export function drawColourBar(
  style: TextStyle,
  rangeHu: number,
  { x, middle, heightPx }: { readonly x: number; readonly middle: number; readonly heightPx: number },
): void {
  const { context, sizePx } = style;
  const widthPx = Math.round(0.7 * sizePx);
  const [left, top] = [x - widthPx, Math.round(middle - heightPx / 2)];
  context.fillStyle = '#f0f0f0';
  context.fillRect(left - 1, top - 1, widthPx + 2, heightPx + 2);
  for (let row = 0; row < heightPx; row += 1) {
    const pixel = noiseColour(1 - (2 * row) / (heightPx - 1), 1);
    context.fillStyle = `rgb(${pixel & 0xff}, ${(pixel >> 8) & 0xff}, ${(pixel >> 16) & 0xff})`;
    context.fillRect(left, top + row, widthPx, 1);
  }
  const beside = left - sizePx / 3;
  drawLetter(style, `+${rangeHu} HU`, beside, top + sizePx / 2, 'right');
  drawLetter(style, '0', beside, top + heightPx / 2, 'right');
  drawLetter(style, `−${rangeHu} HU`, beside, top + heightPx - sizePx / 2, 'right');
}
