/**
 * Which slice comes next: the one in view, then those that are wanted early, then the one nearest to where the reader is, on either side, that was not
 * taken yet.
 */
export class SliceQueue {
  private readonly left: Set<number>;
  private readonly early: Set<number>;

  constructor(
    wanted: Iterable<number>,
    private focus: number,
    early: readonly number[] = [],
  ) {
    this.left = new Set(wanted);
    this.early = new Set(early.filter((slice) => this.left.has(slice)));
  }

  /** The reader is here now. */
  lookAt(slice: number): void {
    this.focus = slice;
  }

  /** Null when none is left. */
  take(): number | null {
    let nearest: number | null = null;
    for (const slice of this.left.has(this.focus) || this.early.size === 0 ? this.left : this.early)
      if (nearest === null || Math.abs(slice - this.focus) < Math.abs(nearest - this.focus)) nearest = slice;
    if (nearest !== null) {
      this.left.delete(nearest);
      this.early.delete(nearest);
    }
    return nearest;
  }
}
