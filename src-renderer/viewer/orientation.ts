import type { SliceInfo } from '../../src-main/contract';

/** At the edges of the screen, which side of the patient lies there. */
export interface EdgeLetters {
  readonly left: string;
  readonly right: string;
  readonly top: string;
  readonly bottom: string;
}

/** LPS: x grows to the left, y to the back (posterior), z to the head. */
const ends = [
  ['L', 'R'],
  ['P', 'A'],
  ['H', 'F'],
] as const;
/** A direction within 17 degrees of the image's edge gets no letter of its own: reading rooms say `A`, not `AH`, for a slight tilt. */
const leastCosine = 0.3;

function letters(direction: readonly number[], sign: 1 | -1): string {
  return direction
    .map((cosine, axis) => ({ size: Math.abs(cosine), letter: ends[axis]![cosine * sign > 0 ? 0 : 1] }))
    .filter(({ size }) => size > leastCosine)
    .sort((a, b) => b.size - a.size)
    .map(({ letter }) => letter)
    .join('');
}

/** From Image Orientation (Patient): the row cosines point along a row, to the right of the screen, the column cosines down. */
export function edgeLetters(orientation: SliceInfo['orientation']): EdgeLetters | null {
  if (!orientation) return null;
  const row = orientation.slice(0, 3);
  const column = orientation.slice(3);
  return { left: letters(row, -1), right: letters(row, 1), top: letters(column, -1), bottom: letters(column, 1) };
}
