import type { SliceInfo } from '../../src-main/contract';
import { inPicture, type Turn, upright } from './turn';

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

function letters(direction: readonly number[]): string {
  return direction
    .map((cosine, axis) => ({ size: Math.abs(cosine), letter: ends[axis]![cosine > 0 ? 0 : 1] }))
    .filter(({ size }) => size > leastCosine)
    .sort((a, b) => b.size - a.size)
    .map(({ letter }) => letter)
    .join('');
}

/** From Image Orientation (Patient): the row cosines point along a row, the column cosines down a column, wherever those lie on the screen. */
export function edgeLetters(orientation: SliceInfo['orientation'], turn: Turn = upright): EdgeLetters | null {
  if (!orientation) return null;
  const towards = (x: number, y: number): string => {
    const [along, down] = inPicture([x, y], turn);
    return letters([0, 1, 2].map((axis) => along * orientation[axis]! + down * orientation[axis + 3]!));
  };
  return { left: towards(-1, 0), right: towards(1, 0), top: towards(0, -1), bottom: towards(0, 1) };
}
