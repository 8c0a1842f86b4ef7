/**
 * |DFT|² of square tiles of one side, row-major, frequency 0 first, unscaled: Σ |DFT|² = side² · Σ tile² (Parseval). Radix-2 (Cooley and Tukey
 * 1965), in float64, over rows and then columns. Throws a RangeError for a side that is no power of two.
 */
export function createPower(side: number): (tile: Float64Array) => Float64Array {
  const transform = createTransform(side);
  return (tile) => {
    const re = tile.slice();
    const im = new Float64Array(tile.length);
    for (let line = 0; line < side; line += 1) transform(re, im, line * side, 1);
    for (let line = 0; line < side; line += 1) transform(re, im, line, side);
    return re.map((value, at) => value * value + im[at]! * im[at]!);
  };
}

/** In place: the entries `from`, `from + stride`, … of a complex array. */
function createTransform(length: number): (re: Float64Array, im: Float64Array, from: number, stride: number) => void {
  const bits = Math.log2(length);
  if (!Number.isInteger(bits)) throw new RangeError(`A side of ${length} is no power of two.`);
  const cosine = Float64Array.from({ length: length / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / length));
  const sine = Float64Array.from({ length: length / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / length));
  const mirrored = Uint32Array.from({ length }, (_, at) => {
    let out = 0;
    for (let bit = 0; bit < bits; bit += 1) out |= ((at >> bit) & 1) << (bits - 1 - bit);
    return out;
  });
  return (re, im, from, stride) => {
    const swap = (values: Float64Array, a: number, b: number): void => {
      [values[a], values[b]] = [values[b]!, values[a]!];
    };
    for (let at = 0; at < length; at += 1) {
      const other = mirrored[at]!;
      if (other <= at) continue;
      swap(re, from + at * stride, from + other * stride);
      swap(im, from + at * stride, from + other * stride);
    }
    for (let half = 1; half < length; half *= 2) {
      const turn = length / (2 * half);
      for (let start = 0; start < length; start += 2 * half)
        for (let k = 0; k < half; k += 1) {
          const a = from + (start + k) * stride;
          const b = a + half * stride;
          const [c, s] = [cosine[k * turn]!, sine[k * turn]!];
          const x = re[b]! * c - im[b]! * s;
          const y = re[b]! * s + im[b]! * c;
          re[b] = re[a]! - x;
          im[b] = im[a]! - y;
          re[a]! += x;
          im[a]! += y;
        }
    }
  };
}
