/** A seeded stream of random numbers: the same seed gives the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1), 24 bits. */
  uniform(): number;
  /** Standard normal, by the polar method of Marsaglia. */
  normal(): number;
  /** Whole number in [0, n). */
  integer(n: number): number;
}

/** xoshiro128** of Blackman and Vigna, its four words filled from `seed` by splitmix32. Any number of parts may be given as the seed. */
export function seededRandom(...seed: readonly number[]): Random {
  let mix = 0x9e3779b9;
  for (const part of seed) mix = splitmix(mix ^ Math.imul(part | 0, 0x85ebca6b)) + ((part / 0x100000000) | 0);
  const word = (): number => splitmix((mix = (mix + 0x9e3779b9) | 0));
  let a = word();
  let b = word();
  let c = word();
  let d = word();
  let spare: number | null = null;

  const next = (): number => {
    const scrambled = Math.imul(rotate(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return scrambled >>> 0;
  };
  const uniform = (): number => (next() >>> 8) / 0x1000000;
  const normal = (): number => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s === 0 || s >= 1) continue;
      const factor = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * factor;
      return u * factor;
    }
  };
  return { uniform, normal, integer: (n) => Math.floor(uniform() * n) };
}

const rotate = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

function splitmix(state: number): number {
  let z = state | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) | 0;
}
