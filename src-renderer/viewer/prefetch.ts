/** Slices in the order readers are likely to want them: where they are, then outward on both sides of each, ahead first. Some come twice. */
export function* nearestFirst(places: readonly number[], total: number): Generator<number, void> {
  for (let distance = 0; distance < total; distance += 1) {
    for (const place of places) {
      if (place + distance < total) yield place + distance;
      if (distance > 0 && place - distance >= 0 && place - distance < total) yield place - distance;
    }
  }
}

/** The first slice in that order that `wanted` says yes to, or null. */
export function nearestWhere(places: readonly number[], total: number, wanted: (index: number) => boolean): number | null {
  for (const index of nearestFirst(places, total)) if (wanted(index)) return index;
  return null;
}
