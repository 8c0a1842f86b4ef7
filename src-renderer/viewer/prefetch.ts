/** Slices in the order a reader is likely to want them: this one, then outward on both sides, ahead first. */
export function* nearestFirst(current: number, total: number): Generator<number, void> {
  for (let distance = 0; distance < total; distance += 1) {
    if (current + distance < total) yield current + distance;
    if (distance > 0 && current - distance >= 0) yield current - distance;
  }
}

/** The first slice in that order that `wanted` says yes to, or null. */
export function nearestWhere(current: number, total: number, wanted: (index: number) => boolean): number | null {
  for (const index of nearestFirst(current, total)) if (wanted(index)) return index;
  return null;
}
