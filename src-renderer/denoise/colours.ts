/**
 * The map of removed noise: blue where the picture was too dark, black where nothing was taken, orange where it was too bright. Blue
 * and orange stay apart in every common colour blindness, and the dark middle lets the picture through when it is laid on top.
 */
const darker = [
  [0, 0, 0],
  [24, 84, 150],
  [128, 200, 255],
] as const;
const brighter = [
  [0, 0, 0],
  [168, 84, 12],
  [255, 206, 120],
] as const;

const between = (a: number, b: number, t: number): number => Math.round(a + (b - a) * t);

/** The colour of `noise` HU where ±`rangeHu` are the ends of the map: opaque RGBA, little-endian. */
export function noiseColour(noiseHu: number, rangeHu: number): number {
  const side = noiseHu < 0 ? darker : brighter;
  const place = Math.min(1, Math.abs(noiseHu) / rangeHu) * 2;
  const from = side[place < 1 ? 0 : 1];
  const to = side[place < 1 ? 1 : 2];
  const t = place < 1 ? place : place - 1;
  return (0xff000000 | (between(from[2], to[2], t) << 16) | (between(from[1], to[1], t) << 8) | between(from[0], to[0], t)) >>> 0;
}

/** Paints what is removed, strength · noise, one RGBA a pixel. */
export function paintNoise(noise: Float32Array, strength: number, rangeHu: number, out: Uint32Array): void {
  const steps = 256;
  const table = Uint32Array.from({ length: 2 * steps + 1 }, (_, entry) => noiseColour(entry - steps, steps));
  const scale = (strength * steps) / rangeHu;
  for (let at = 0; at < noise.length; at += 1) {
    const entry = Math.round(noise[at]! * scale);
    out[at] = table[Math.min(2 * steps, Math.max(0, entry + steps))]!;
  }
}

/** What the ends of the map can be set to, ±HU. */
export const colourRangesHu = [1, 2, 5, 10, 20, 50, 100, 200, 500] as const;

/**
 * A round number of HU for the ends of the map of noise with this standard deviation. Of what the usual strength takes, less than half, it holds 2.5 SD or
 * more, so nearly all; full strength goes beyond: it does not follow the dial, so that stronger looks stronger.
 */
export function noiseRangeHu(sigmaHu: number): number {
  const wanted = Math.max(5, 1.25 * sigmaHu);
  return colourRangesHu.find((range) => range >= wanted) ?? 500;
}
