/** Text on a picture: greys alone, so that a grey picture stays one, and outlined, so that it is legible on lung and on bone. */
export const ink = '#f0f0f0';
export const shade = '#000';

export interface TextStyle {
  readonly context: CanvasRenderingContext2D;
  readonly sizePx: number;
}

export const lineHeightPx = ({ sizePx }: TextStyle): number => Math.round(1.3 * sizePx);

function begin({ context, sizePx }: TextStyle, align: CanvasTextAlign, baseline: CanvasTextBaseline): void {
  context.font = `${sizePx}px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif`;
  context.textAlign = align;
  context.textBaseline = baseline;
  context.lineJoin = 'round';
  context.lineWidth = Math.max(2, sizePx / 5);
  context.strokeStyle = shade;
  context.fillStyle = ink;
}

/** Lines one below the other from `y` down, those without words left out; too long ones end in an ellipsis. */
export function drawLines(
  style: TextStyle,
  lines: readonly string[],
  {
    x,
    y,
    align,
    widthPx,
  }: { readonly x: number; readonly y: number; readonly align: 'left' | 'right'; readonly widthPx: number },
): void {
  begin(style, align, 'top');
  for (const [at, line] of lines.filter(Boolean).entries())
    outlined(style, shortened(style.context, line, widthPx), x, y + at * lineHeightPx(style));
}

export function drawLetter(style: TextStyle, letter: string, x: number, y: number, align: CanvasTextAlign): void {
  begin(style, align, 'middle');
  outlined(style, letter, x, y);
}

function outlined({ context }: TextStyle, text: string, x: number, y: number): void {
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

function shortened(context: CanvasRenderingContext2D, text: string, widthPx: number): string {
  if (context.measureText(text).width <= widthPx) return text;
  let kept = text.length - 1;
  while (kept > 0 && context.measureText(`${text.slice(0, kept)}…`).width > widthPx) kept--;
  return `${text.slice(0, kept).trimEnd()}…`;
}

/** Lines in a dark box at the lower left; returns how high it is. */
export function drawBoxed(
  style: TextStyle,
  texts: readonly string[],
  { x, bottom, widthPx }: { readonly x: number; readonly bottom: number; readonly widthPx: number },
): number {
  if (texts.length === 0) return 0;
  const { context, sizePx } = style;
  begin(style, 'left', 'top');
  const pad = Math.round(sizePx / 3);
  const lines = texts.flatMap((text) => wrapped(context, text, widthPx - 2 * pad));
  const height = lines.length * lineHeightPx(style) + 2 * pad;
  const width = Math.max(...lines.map((line) => context.measureText(line).width)) + 2 * pad;
  context.fillStyle = shade;
  context.fillRect(x, bottom - height, Math.ceil(width), height);
  context.fillStyle = ink;
  for (const [at, line] of lines.entries()) context.fillText(line, x + pad, bottom - height + pad + at * lineHeightPx(style));
  return height;
}

/** What stays on one line: a word with its space, or a Chinese character with the punctuation that follows it. */
const unbroken = /[\u4e00-\u9fff][\u3000-\u303f\uff00-\uffef]* ?|[^ \u4e00-\u9fff]+ ?| /g;

function wrapped(context: CanvasRenderingContext2D, text: string, widthPx: number): readonly string[] {
  const lines: string[] = [];
  for (const piece of text.match(unbroken) ?? []) {
    const longer = `${lines[lines.length - 1] ?? ''}${piece}`;
    if (lines.length > 0 && context.measureText(longer.trimEnd()).width <= widthPx) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}
