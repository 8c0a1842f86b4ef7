import { describe, expect, it } from 'vitest';
import type { ViewMode } from '../../../src-main/contract';
import { noiseColour, noiseRangeHu, paintNoise } from '../../../src-renderer/denoise/colours';
import { badgeOf, nextMode, sidesIn, viewModes, viewsOf } from '../../../src-renderer/denoise/view';
import { de } from '../../../src-renderer/language/de';
import { en } from '../../../src-renderer/language/en';
import { zh } from '../../../src-renderer/language/zh';

const sidesOf = (mode: ViewMode, held: 'original' | 'nothing') => viewsOf(mode, held).map((view) => sidesIn([view]));

describe('the views', () => {
  it('come round, each once', () => {
    const seen: ViewMode[] = ['original'];
    while (nextMode(seen[seen.length - 1]!) !== 'original') seen.push(nextMode(seen[seen.length - 1]!));
    expect(seen).toEqual(['original', 'denoised', 'side-by-side', 'swipe', 'flicker', 'blend', 'difference']);
  });

  it('are a picture in each viewport, or two in one with the original on the left', () => {
    expect(sidesOf('side-by-side', 'nothing')).toEqual([['original'], ['denoised']]);
    expect(sidesOf('swipe', 'nothing')).toEqual([['original', 'denoised']]);
    expect(sidesOf('flicker', 'nothing')).toEqual([['denoised']]);
    expect(sidesOf('blend', 'nothing')).toEqual([['denoised']]);
    expect(sidesOf('difference', 'nothing')).toEqual([['removed']]);
  });

  it.each(viewModes)('show nothing but the original while it is held up: %s', (mode) => {
    expect(new Set(sidesIn(viewsOf(mode, 'original')))).toEqual(new Set(['original']));
    expect(viewsOf(mode, 'original')).toHaveLength(viewsOf(mode, 'nothing').length);
  });
});

describe('the badge', () => {
  const state = { noise: 'there', strength: 0.5, modelTitle: 'Tacet' } as const;

  it('names the model and the strength on denoised pixels, and what they are not for', () => {
    expect(badgeOf('denoised', state, en.comparing.badges)).toEqual({
      tone: 'denoised',
      text: 'Denoised · Tacet · 50 % — not for diagnostic use',
    });
    expect(badgeOf('denoised', { ...state, strength: 0.004 }, en.comparing.badges).tone).toBe('denoised');
    expect(badgeOf('removed', state, en.comparing.badges).text).toBe('Removed noise · Tacet · 50 % — not for diagnostic use');
  });

  it.each([en, de, zh])('names them in every language', ({ comparing: { badges } }) => {
    for (const side of ['denoised', 'removed'] as const) expect(badgeOf(side, state, badges).text).toMatch(/· Tacet · 50 % — ./);
  });

  it('never calls original pixels denoised', () => {
    expect(badgeOf('original', state, en.comparing.badges).text).toBe('Original');
    expect(badgeOf('denoised', { ...state, strength: 0 }, en.comparing.badges).tone).toBe('original');
    expect(badgeOf('denoised', { ...state, noise: 'never' }, en.comparing.badges).text).toContain('not denoised yet');
    expect(badgeOf('denoised', { ...state, noise: 'to come' }, en.comparing.badges).text).toContain('Original');
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

  it('end at a round number of HU that holds nearly all of what the usual strength takes', () => {
    expect([1, 7, 12, 20, 41, 200].map(noiseRangeHu)).toEqual([5, 10, 20, 50, 100, 500]);
  });
});
