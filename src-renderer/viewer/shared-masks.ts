/**
 * The masks of padding of one series, one byte a pixel. Outside of the scan's circle they are nearly always those of the slice before: one array then
 * stands for all of them, here and on the graphics card. Masks of their own would make every slice half as large again.
 */
export class SharedMasks {
  #last: Uint8Array | null = null;
  readonly #counted = new WeakSet<Uint8Array>();

  /** The mask itself, or the last one where they are alike. */
  shared(mask: Uint8Array): Uint8Array {
    if (this.#last && alike(this.#last, mask)) return this.#last;
    this.#last = mask;
    return mask;
  }

  /** What a slice's mask adds to memory: nothing if another slice brought it. */
  bytesFor(mask: Uint8Array): number {
    if (this.#counted.has(mask)) return 0;
    this.#counted.add(mask);
    return mask.byteLength;
  }
}

/** A plain loop: `every` takes milliseconds for a slice. */
function alike(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}
