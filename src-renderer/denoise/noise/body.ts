import type { Size } from './slice-noise';

/** Between air and everything else of a patient; lungs are reached only through tissue. */
const airHu = -500;

/**
 * 1 for each pixel of the body: the largest piece that is no air connected to the edge of the picture, and no padding. Lungs and
 * bowel gas lie inside of it, table and blanket outside. All 0 where there is no body.
 */
export function bodyOf(hu: Int16Array | Float32Array, padding: Uint8Array | null, { rows, columns }: Size): Uint8Array {
  const isAir = (at: number): boolean => hu[at]! <= airHu || padding?.[at] === 1;
  const outside = new Uint8Array(hu.length);
  const fill = createFill({ rows, columns });
  const atEdge = (at: number): boolean => {
    const column = at % columns;
    return at < columns || at >= hu.length - columns || column === 0 || column === columns - 1;
  };
  for (let at = 0; at < hu.length; at += 1) if (atEdge(at) && isAir(at) && !outside[at]) fill(outside, at, 1, isAir);

  const pieces = new Uint8Array(hu.length);
  let [largest, first] = [0, -1];
  const isInside = (at: number): boolean => !outside[at];
  for (let at = 0; at < hu.length; at += 1) {
    if (outside[at] || pieces[at]) continue;
    const size = fill(pieces, at, 1, isInside);
    if (size > largest) [largest, first] = [size, at];
  }
  const body = new Uint8Array(hu.length);
  if (first >= 0) fill(body, first, 1, (at) => isInside(at) && !padding?.[at]);
  return body;
}

/** Marks all that is reached from a pixel over its four neighbours; returns how many that are. */
function createFill({ rows, columns }: Size) {
  const waiting = new Int32Array(rows * columns);
  return (marks: Uint8Array, from: number, mark: number, belongs: (at: number) => boolean): number => {
    let [count, size] = [1, 0];
    waiting[0] = from;
    marks[from] = mark;
    while (count > 0) {
      const at = waiting[(count -= 1)]!;
      size += 1;
      const column = at % columns;
      const reach = (next: number): void => {
        if (marks[next] || !belongs(next)) return;
        marks[next] = mark;
        waiting[count] = next;
        count += 1;
      };
      if (column > 0) reach(at - 1);
      if (column < columns - 1) reach(at + 1);
      if (at >= columns) reach(at - columns);
      if (at < marks.length - columns) reach(at + columns);
    }
    return size;
  };
}
