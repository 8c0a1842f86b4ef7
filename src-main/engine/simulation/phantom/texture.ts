import { seededRandom } from '../../random';

/** Smooth seeded noise over space, about −1 to 1: values on a lattice of `cellMm`, blended by a smooth step. */
export function valueNoise(seed: number, cellMm: number): (x: number, y: number, z: number) => number {
  const table = new Float32Array(4096);
  const random = seededRandom(seed, 23);
  for (let i = 0; i < table.length; i++) table[i] = 2 * random.uniform() - 1;
  const at = (i: number, j: number, k: number): number =>
    table[(Math.imul(i, 73856093) ^ Math.imul(j, 19349663) ^ Math.imul(k, 83492791)) & 4095];
  const smooth = (t: number): number => t * t * (3 - 2 * t);
  return (x, y, z) => {
    const [u, v, w] = [x / cellMm, y / cellMm, z / cellMm];
    const [i, j, k] = [Math.floor(u), Math.floor(v), Math.floor(w)];
    const [a, b, c] = [smooth(u - i), smooth(v - j), smooth(w - k)];
    const row = (jj: number, kk: number): number => at(i, jj, kk) * (1 - a) + at(i + 1, jj, kk) * a;
    const plane = (kk: number): number => row(j, kk) * (1 - b) + row(j + 1, kk) * b;
    return plane(k) * (1 - c) + plane(k + 1) * c;
  };
}

/** The same noise in one plane: `at(z)` blends the lattice across z once, so that a slice reads it quickly. Good for |x|, |y| < 260 mm. */
export function slicedNoise(seed: number, cellMm: number): (z: number) => (x: number, y: number) => number {
  const noise = valueNoise(seed, cellMm);
  const reach = Math.ceil(260 / cellMm) + 2;
  const width = 2 * reach + 1;
  return (z) => {
    const plane = new Float32Array(width * width);
    for (let j = -reach; j <= reach; j++)
      for (let i = -reach; i <= reach; i++) plane[(j + reach) * width + i + reach] = noise(i * cellMm, j * cellMm, z);
    return (x, y) => {
      const u = x / cellMm + reach;
      const v = y / cellMm + reach;
      const i = u | 0;
      const j = v | 0;
      const [a, b] = [u - i, v - j];
      const [s, t] = [a * a * (3 - 2 * a), b * b * (3 - 2 * b)];
      const at = j * width + i;
      const top = plane[at] + s * (plane[at + 1] - plane[at]);
      const bottom = plane[at + width] + s * (plane[at + width + 1] - plane[at + width]);
      return top + t * (bottom - top);
    };
  };
}
