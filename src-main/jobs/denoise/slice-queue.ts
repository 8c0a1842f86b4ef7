/** Which slice comes next: the one nearest to where the reader is, on either side, that was not taken yet. */
export class SliceQueue {
  private readonly left: Set<number>;

  constructor(
    wanted: Iterable<number>,
    private focus: number,
  ) {
    this.left = new Set(wanted);
  }

  /** The reader is here now. */
  lookAt(slice: number): void {
    this.focus = slice;
  }

  /** Null when none is left. */
  take(): number | null {
    let nearest: number | null = null;
    for (const slice of this.left)
      if (nearest === null || Math.abs(slice - this.focus) < Math.abs(nearest - this.focus)) nearest = slice;
    if (nearest !== null) this.left.delete(nearest);
    return nearest;
  }
}
