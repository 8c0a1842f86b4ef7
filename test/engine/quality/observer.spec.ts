import { describe, expect, it } from 'vitest';
import { areaUnderRoc, channelOutputs, hotelling, laguerreGauss } from '../../../src-main/engine/quality';
import { seededRandom } from '../../../src-main/engine/random';

const size = 33;
const middle = 16;
const radiusPx = 5;

/** Φ(x) by the trapezium rule. */
const standardNormal = (x: number): number => {
  const steps = 4000;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const t = -8 + ((x + 8) * i) / steps;
    sum += (i === 0 || i === steps ? 0.5 : 1) * Math.exp(-0.5 * t * t);
  }
  return (sum * (x + 8)) / steps / Math.sqrt(2 * Math.PI);
};

describe('Laguerre-Gauss channels', () => {
  it('are orthonormal over the plane', () => {
    const channels = laguerreGauss(101, 8);
    channels.forEach((a, i) =>
      channels.forEach((b, j) => {
        const product = a.reduce((sum, value, k) => sum + value * b[k]!, 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 2);
      }),
    );
  });
});

describe('the channelised Hotelling observer', () => {
  // A Gaussian as wide as the first channel is seen by it alone: the ideal observer of white noise then has d' = |signal| / sd.
  const width = Math.sqrt(Math.PI) * radiusPx;
  const signal = Float32Array.from({ length: size * size }, (_, i) => {
    const square = (Math.floor(i / size) - middle) ** 2 + ((i % size) - middle) ** 2;
    return Math.exp((-Math.PI * square) / width ** 2);
  });
  const norm = Math.hypot(...signal);
  const channels = laguerreGauss(size, radiusPx);
  const drawn = (seed: number, sd: number, has: 0 | 1): Float64Array => {
    const random = seededRandom(seed, has);
    return channelOutputs(
      signal.map((value) => has * value + sd * random.normal()),
      channels,
    );
  };

  it.each([0.7, 1.2, 2])("finds a known signal in white noise as often as theory says, Φ(d'/√2), at d' = %f", (dPrime) => {
    const images = Array.from({ length: 1200 }, (_, n) => n);
    const sd = norm / dPrime;
    const { auc, standardError } = hotelling(
      images.map((n) => drawn(n, sd, 0)),
      images.map((n) => drawn(n, sd, 1)),
    );
    expect(Math.abs(auc - standardNormal(dPrime / Math.SQRT2))).toBeLessThan(3 * standardError);
    expect(standardError).toBeLessThan(0.016);
  });

  it('guesses where there is nothing', () => {
    const images = Array.from({ length: 600 }, (_, n) => n);
    const { auc, standardError } = hotelling(
      images.map((n) => drawn(n, 1, 0)),
      images.map((n) => drawn(10_000 + n, 1, 0)),
    );
    expect(Math.abs(auc - 0.5)).toBeLessThan(3 * standardError);
  });

  it('stands channels that all see nothing', () => {
    const blank = Array.from({ length: 40 }, () => new Float64Array(5));
    expect(hotelling(blank, blank).auc).toBe(0.5);
  });
});

describe('the area under the ROC curve', () => {
  it('is the share of pairs in the right order, ties half', () => {
    expect(areaUnderRoc([1, 2, 3], [4, 5]).auc).toBe(1);
    expect(areaUnderRoc([1, 2, 3], [2, 0]).auc).toBeCloseTo((1.5 + 0) / 6, 9);
  });

  it('has the standard error that repeated draws show', () => {
    const random = seededRandom(5);
    const draws = Array.from({ length: 400 }, () => {
      const scores = (shift: number): number[] => Array.from({ length: 50 }, () => shift + random.normal());
      return areaUnderRoc(scores(0), scores(1));
    });
    const mean = draws.reduce((sum, { auc }) => sum + auc, 0) / draws.length;
    const sd = Math.sqrt(draws.reduce((sum, { auc }) => sum + (auc - mean) ** 2, 0) / draws.length);
    const told = draws.reduce((sum, { standardError }) => sum + standardError, 0) / draws.length;
    expect(told / sd).toBeGreaterThan(0.9);
    expect(told / sd).toBeLessThan(1.1);
  });
});
