import { describe, expect, it } from 'vitest';
import { defaultStrength, seriesStrength, strengthPlaces } from '../../src-main/contract';

describe('the strength of a series', () => {
  it('is looked for in its middle and to both sides, each slice once', () => {
    expect(strengthPlaces(26)).toEqual([13, 7, 18]);
    expect(strengthPlaces(2)).toEqual([1, 0]);
    expect(strengthPlaces(1)).toEqual([0]);
  });

  it('is the median of what those slices tell, whatever their order, at the setting of the contrast dial', () => {
    const told = [[0.3, 0.5, 0.7] as const, null, [0.4, 0.6, 0.8] as const, [0.5, 0.7, 0.9] as const];
    expect([0, 0.5, 1].map((contrast) => seriesStrength(told, contrast))).toEqual([0.4, 0.6, 0.8]);
    expect(seriesStrength([...told].reverse(), 0.5)).toBe(0.6);
  });

  it('is the default where none of them tells', () => {
    expect(seriesStrength([null, null], 0.5)).toBe(defaultStrength);
    expect(seriesStrength([], 0.5)).toBe(defaultStrength);
  });
});
