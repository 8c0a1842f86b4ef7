import { dft2, ringOf } from './spectrum';

/** A noise-power spectrum. Its integral over the plane of frequencies is the variance of the noise, HU². */
export interface NoisePower {
  readonly size: number;
  /** Between two entries, 1/mm. */
  readonly stepPerMm: number;
  /** [size, size], HU² mm², frequency 0 first, as a DFT has it. */
  readonly plane: Float64Array;
  /** Mean over rings one step wide round 0, 1/step, 2/step, … up to the Nyquist frequency, HU² mm². */
  readonly radial: Float64Array;
  /** Σ plane · step², HU². */
  readonly variance: number;
  /** Where `radial` is highest, 1/mm. */
  readonly peakPerMm: number;
  /** Σ f · radial / Σ radial, 1/mm: the mean frequency that denoisers are compared by. */
  readonly meanPerMm: number;
}

/**
 * NPS(f) = dx dy / (Nx Ny) · mean over regions of |DFT(region − quadratic fit)|² (IEC 62220-1; Samei et al. 2012). Regions are uniform parts of
 * noise images, size × size, row-major, size a power of two. Throws a RangeError for other sizes.
 */
export function noisePower(regions: readonly Float32Array[], size: number, pixelMm: number): NoisePower {
  if (regions.length === 0 || regions.some(({ length }) => length !== size * size))
    throw new RangeError(`A noise-power spectrum needs regions of ${size} × ${size} pixels.`);
  const plane = new Float64Array(size * size);
  const scale = (pixelMm * pixelMm) / (size * size * regions.length);
  const detrend = createDetrend(size);
  for (const region of regions) {
    const [re, im] = dft2(detrend(region), size);
    for (let i = 0; i < plane.length; i++) plane[i] += scale * (re[i] * re[i] + im[i] * im[i]);
  }
  const stepPerMm = 1 / (size * pixelMm);
  const radial = ringMeans(plane, size);
  const total = radial.reduce((sum, value) => sum + value, 0);
  return {
    size,
    stepPerMm,
    plane,
    radial,
    variance: plane.reduce((sum, value) => sum + value, 0) * stepPerMm ** 2,
    peakPerMm: stepPerMm * radial.indexOf(radial.reduce((most, value) => Math.max(most, value), 0)),
    meanPerMm: (stepPerMm * radial.reduce((sum, value, ring) => sum + ring * value, 0)) / total,
  };
}

function ringMeans(plane: Float64Array, size: number): Float64Array {
  const sums = new Float64Array(size / 2 + 1);
  const counts = new Float64Array(size / 2 + 1);
  for (let i = 0; i < plane.length; i++) {
    const ring = Math.round(ringOf(i, size));
    if (ring >= sums.length) continue;
    sums[ring] += plane[i];
    counts[ring]++;
  }
  return sums.map((sum, ring) => sum / counts[ring]);
}

/**
 * Takes the best quadratic a + bx + cy + dx² + exy + fy² away. On a square grid the five products of the orthogonal polynomials 1, x and
 * x² − mean(x²) are orthogonal, so each coefficient is a projection of its own.
 */
function createDetrend(size: number): (region: Float32Array) => Float32Array {
  const x = Float64Array.from({ length: size }, (_, i) => i - (size - 1) / 2);
  const meanSquare = x.reduce((sum, value) => sum + value * value, 0) / size;
  const one = x.map(() => 1);
  const square = x.map((value) => value * value - meanSquare);
  const terms = [
    [one, one],
    [one, x],
    [x, one],
    [one, square],
    [x, x],
    [square, one],
  ] as const;
  return (region) => {
    const rest = Float64Array.from(region);
    for (const [down, across] of terms) {
      let [projection, norm] = [0, 0];
      for (let i = 0; i < rest.length; i++) {
        const basis = down[Math.floor(i / size)] * across[i % size];
        projection += basis * rest[i];
        norm += basis * basis;
      }
      for (let i = 0; i < rest.length; i++) rest[i] -= (projection / norm) * down[Math.floor(i / size)] * across[i % size];
    }
    return Float32Array.from(rest);
  };
}
