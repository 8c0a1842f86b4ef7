/** Of an image. */
export interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** A slice, row-major, and all the noise that a model found in it: what is removed at a strength of 1. */
export interface SliceNoise extends Size {
  readonly hu: Int16Array | Float32Array;
  /** 1 where nothing was measured. */
  readonly padding: Uint8Array | null;
  readonly noise: Float32Array;
}
