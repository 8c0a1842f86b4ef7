/** What is written as a picture, row-major from the top left. */
export interface Picture {
  readonly rows: number;
  readonly columns: number;
  /** `grey`: one byte a pixel. `rgba`: four, of which the last is not looked at: pictures are opaque. */
  readonly kind: 'grey' | 'rgba';
  readonly pixels: Uint8Array;
}
