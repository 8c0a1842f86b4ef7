import type { SliceInfo } from '../../src-main/contract';

/** Two series of one patient seldom have their slices at the very same millimetre. */
type Place = Pick<SliceInfo, 'slicePositionMm' | 'orientation'>;

/** Their slices are cut the same way, so that a position along one's normal means something in the other. */
function cutAlike(a: Place, b: Place): boolean {
  return (
    a.orientation !== null &&
    b.orientation !== null &&
    a.orientation.every((cosine, at) => Math.abs(cosine - b.orientation![at]!) < 0.01)
  );
}

/** The slice of another series at the place of this one: by position where both series tell and are cut alike, else by its number. */
export function samePlace(slice: Place, index: number, others: readonly Place[]): number {
  const byNumber = Math.min(index, others.length - 1);
  if (slice.slicePositionMm === null || !others.every((other) => other.slicePositionMm !== null && cutAlike(slice, other)))
    return byNumber;
  const distance = (other: Place): number => Math.abs(other.slicePositionMm! - slice.slicePositionMm!);
  return others.reduce((nearest, other, at) => (distance(other) < distance(others[nearest]!) ? at : nearest), 0);
}
