/** Gaussian numbers from a fixed seed (Box-Muller over mulberry32). */
export function gaussian(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** White noise of a standard deviation. */
export function white(pixels: number, sd: number, seed: number): Float32Array {
  const normal = gaussian(seed);
  return Float32Array.from({ length: pixels }, () => sd * normal());
}
