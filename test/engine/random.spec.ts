import { describe, expect, it } from 'vitest';
import { initialWeights, seededRandom } from '../../src-main/engine';
import { tinyModel } from '../tiny-model';

const draws = 100_000;
const moments = (next: () => number) => {
  const values = Array.from({ length: draws }, next);
  const mean = values.reduce((sum, value) => sum + value, 0) / draws;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws;
  const kurtosis = values.reduce((sum, value) => sum + (value - mean) ** 4, 0) / draws / variance ** 2;
  return { mean, variance, kurtosis, least: Math.min(...values.slice(0, 50_000)), most: Math.max(...values.slice(0, 50_000)) };
};

describe('random numbers from a seed', () => {
  it('are the same for the same seed, and others for any other part of it', () => {
    const first = (...seed: readonly number[]): readonly number[] => {
      const random = seededRandom(...seed);
      return Array.from({ length: 4 }, () => random.uniform());
    };
    expect(first(1, 2)).toEqual(first(1, 2));
    const others = [first(1, 2), first(2, 1), first(1), first(1, 2, 0), first(1 + 2 ** 40, 2), first(0), first(-1)];
    expect(new Set(others.map((values) => values.join())).size).toBe(others.length);
  });
  it('are even over [0, 1): mean 1/2, variance 1/12', () => {
    const { mean, variance, least, most } = moments(seededRandom(3).uniform);
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.004);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.001);
    expect(least).toBeGreaterThanOrEqual(0);
    expect(most).toBeLessThan(1);
  });
  it('are normal: mean 0, variance 1, kurtosis 3', () => {
    const { mean, variance, kurtosis } = moments(seededRandom(4).normal);
    expect(Math.abs(mean)).toBeLessThan(0.015);
    expect(Math.abs(variance - 1)).toBeLessThan(0.02);
    expect(Math.abs(kurtosis - 3)).toBeLessThan(0.1);
  });
  it('are whole and even below a bound', () => {
    const { integer } = seededRandom(5);
    const counts = [0, 0, 0, 0, 0];
    for (let i = 0; i < draws; i++) counts[integer(5)]!++;
    for (const count of counts) expect(Math.abs(count / draws - 0.2)).toBeLessThan(0.006);
  });
});

describe('initial weights', () => {
  it('are normal with variance 2/(K² · fan-in), a third of that SD in a block, and 0 in the tail and the biases', () => {
    const definition = { ...tinyModel().definition, channels: 48, blocks: 2 };
    const weights = initialWeights(definition, 1);
    const sd = (name: string): number => {
      const { data } = weights.get(name)!;
      return Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length);
    };
    expect(sd('head.w')).toBeCloseTo(Math.sqrt(2 / (9 * 5)), 1);
    expect(Math.abs(sd('block1.first.w') / Math.sqrt(2 / (9 * 48)) - 1)).toBeLessThan(0.03);
    expect(Math.abs(sd('block2.second.w') / (0.3 * Math.sqrt(2 / (9 * 48))) - 1)).toBeLessThan(0.03);
    expect([sd('tail.w'), sd('tail.b'), sd('head.b'), sd('block1.first.b')]).toEqual([0, 0, 0, 0]);
    expect(initialWeights(definition, 1)).toEqual(weights);
    expect(initialWeights(definition, 2)).not.toEqual(weights);
  });
});
