/** What is known of one slice. The arrays are the page's own slices, never copies of them. */
export interface VoxelSlice {
  readonly hu: Int16Array | Float32Array;
  /** 1 where nothing was measured. */
  readonly padding: Uint8Array | null;
  /** What to take away, times the strength; null for the original. */
  readonly noise: Float32Array | null;
}

/** The slices of a volume in the order of its places, null where one has not come yet. */
export interface Voxels {
  readonly slices: readonly (VoxelSlice | null)[];
  readonly strength: number;
}

/** One plane of samples, row-major. `missing`: 1 beside the volume, in padding, and where a slice has not come yet. */
export interface Sheet {
  readonly hu: Float32Array;
  readonly missing: Uint8Array;
}

export const emptySheet = (samples: number): Sheet => ({
  hu: new Float32Array(samples),
  missing: new Uint8Array(samples).fill(1),
});

/** Between two slices: `fraction` of the way from `slice` to the next one. */
export interface Between {
  readonly slice: number;
  readonly fraction: number;
}

/** Closer to a slice than this fraction of a step is on it, so that rounding never blurs a slice. */
const onSlice = 1e-4;

/** Where a distance along the normal lies among growing places; null before the first and after the last of them. */
export function betweenPlaces(places: readonly number[], along: number): Between | null {
  const last = places.length - 1;
  const tolerance = (onSlice * (places[last]! - places[0]!)) / last;
  if (along < places[0]! - tolerance || along > places[last]! + tolerance) return null;
  let low = 0;
  let high = last - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (places[middle]! <= along) low = middle;
    else high = middle - 1;
  }
  const fraction = (along - places[low]!) / (places[low + 1]! - places[low]!);
  if (fraction < onSlice) return { slice: low, fraction: 0 };
  return fraction > 1 - onSlice ? { slice: low + 1, fraction: 0 } : { slice: low, fraction };
}
