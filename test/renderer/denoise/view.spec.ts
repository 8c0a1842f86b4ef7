import { describe, expect, it } from 'vitest';
import { noiseColour, noiseRangeHu, paintNoise } from '../../../src-renderer/denoise/colours';
import { badgeOf, nextMode, sidesOf } from '../../../src-renderer/denoise/view';

describe('the views', () => {
  it('come round: original, denoised, side by side', () => {
    expect(nextMode('original')).toBe('denoised');
    expect(nextMode('denoised')).toBe('side-by-side');
    expect(nextMode('side-by-side')).toBe('original');
  });

  it('show nothing but the original while it is held up', () => {
    expect(sidesOf('denoised', 'nothing')).toEqual(['denoised']);
    expect(sidesOf('denoised', 'original')).toEqual(['original']);
    expect(sidesOf('side-by-side', 'nothing')).toEqual(['original', 'denoised']);
    expect(sidesOf('side-by-side', 'original')).toEqual(['original', 'original']);
  });
});

describe('the badge', () => {
  const state = { noise: 'there', strength: 0.5, modelTitle: 'Tacet' } as const;

  it('names the model and the strength on denoised pixels, and what they are not for', () => {
    expect(badgeOf('denoised', state)).toEqual({ tone: 'denoised', text: 'Denoised · Tacet · 50 % — not for diagnostic use' });
    expect(badgeOf('denoised', { ...state, strength: 0.004 }).tone).toBe('denoised');
  });

  it('never calls original pixels denoised', () => {
    expect(badgeOf('original', state).text).toBe('Original');
    expect(badgeOf('denoised', { ...state, strength: 0 }).tone).toBe('original');
    expect(badgeOf('denoised', { ...state, noise: 'never' }).text).toContain('not denoised yet');
    expect(badgeOf('denoised', { ...state, noise: 'to come' }).text).toContain('Original');
  });
});

describe('the colours of the removed noise', () => {
  const rgb = (pixel: number) => [pixel & 0xff, (pixel >> 8) & 0xff, (pixel >> 16) & 0xff];

  it('are black for nothing, bluish below, orange above, brightest at the ends and beyond', () => {
    expect(rgb(noiseColour(0, 20))).toEqual([0, 0, 0]);
    const [redBelow, , blueBelow] = rgb(noiseColour(-10, 20));
    expect(blueBelow).toBeGreaterThan(redBelow!);
    const [redAbove, , blueAbove] = rgb(noiseColour(10, 20));
    expect(redAbove).toBeGreaterThan(blueAbove!);
    expect(noiseColour(500, 20)).toBe(noiseColour(20, 20));
    expect(noiseColour(-500, 20)).toBe(noiseColour(-20, 20));
  });

  it('paint strength · noise', () => {
    const out = new Uint32Array(3);
    paintNoise(Float32Array.from([-20, 0, 20]), 0.5, 20, out);
    expect([...out]).toEqual([noiseColour(-10, 20), noiseColour(0, 20), noiseColour(10, 20)]);
  });

  it('end at a round number of HU that holds nearly all of the noise', () => {
    expect([1, 7, 12, 20, 41, 200].map(noiseRangeHu)).toEqual([5, 20, 50, 50, 200, 500]);
  });
});
