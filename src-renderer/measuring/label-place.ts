import type { ScreenPoint } from '../viewer/geometry';

/** Rough, but sure to hold the words: what is over stays empty. */
const characterPx = 6.6;
const linePx = 17;
const paddingPx = 12;
const gapPx = 10;

/** Chinese characters are as wide as two others. */
const charactersWide = (line: string): number => line.length + (line.match(/[\u3000-\u9fff\uff00-\uffef]/g)?.length ?? 0);

/**
 * Where the words of a shape go: to its right, at the height of its middle; to its left where there is no room; at the room's edge where there
 * is none on either side. `side` says which way they run from x. Null for a shape that is out of sight: its words would speak of something else.
 */
export function labelPlace(
  shape: readonly ScreenPoint[],
  lines: readonly string[],
  room: { readonly width: number; readonly height: number },
): (ScreenPoint & { readonly side: 'right' | 'left' }) | null {
  const width = Math.max(0, ...lines.map(charactersWide)) * characterPx + paddingPx;
  const height = lines.length * linePx;
  const xs = shape.map(({ x }) => x);
  const ys = shape.map(({ y }) => y);
  if (Math.max(...xs) < 0 || Math.min(...xs) > room.width || Math.max(...ys) < 0 || Math.min(...ys) > room.height) return null;
  const [left, right] = [Math.min(...xs) - gapPx, Math.max(...xs) + gapPx];
  const middle = (Math.min(...ys) + Math.max(...ys) - height) / 2;
  const y = Math.max(2, Math.min(room.height - height - 2, middle));
  if (right + width <= room.width) return { x: Math.max(2, right), y, side: 'right' };
  if (left - width >= 0) return { x: Math.min(left, room.width - 2), y, side: 'left' };
  return { x: Math.max(2, room.width - width - 2), y, side: 'right' };
}
