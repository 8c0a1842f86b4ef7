/** An in-place complex radix-2 FFT of one length: e^{-2πi…} forward; the inverse is not scaled. */
export function createFft(length: number): (re: Float32Array, im: Float32Array, direction: 'forward' | 'inverse') => void {
  const bits = Math.log2(length);
  if (!Number.isInteger(bits)) throw new Error(`A radix-2 FFT needs a power of two, not ${length}.`);
  const cosine = Float32Array.from({ length: length / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / length));
  const sine = Float32Array.from({ length: length / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / length));
  const reversed = Uint32Array.from({ length }, (_, i) => {
    let out = 0;
    for (let bit = 0; bit < bits; bit++) out |= ((i >> bit) & 1) << (bits - 1 - bit);
    return out;
  });
  return (re, im, direction) => {
    const sign = direction === 'forward' ? -1 : 1;
    for (let i = 0; i < length; i++) {
      const j = reversed[i];
      if (j <= i) continue;
      [re[i], re[j]] = [re[j], re[i]];
      [im[i], im[j]] = [im[j], im[i]];
    }
    for (let half = 1; half < length; half *= 2) {
      const stride = length / (2 * half);
      for (let start = 0; start < length; start += 2 * half)
        for (let k = 0; k < half; k++) {
          const c = cosine[k * stride];
          const s = sign * sine[k * stride];
          const a = start + k;
          const b = a + half;
          const x = re[b] * c - im[b] * s;
          const y = re[b] * s + im[b] * c;
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
    }
  };
}
