type Hu = Int16Array | Float32Array;

/**
 * shown = original - strength · noise, HU. At strength 0 it is the very original, bit for bit: the same array, never a copy that went
 * through a sum. Noise is 0 in padding, so padding stays what it was.
 */
export function compose(original: Hu, noise: Float32Array, strength: number): Hu {
  if (strength === 0) return original;
  const shown = new Float32Array(original.length);
  for (let at = 0; at < shown.length; at += 1) shown[at] = original[at]! - strength * noise[at]!;
  return shown;
}
