import { describe, expect, it } from 'vitest';
import { convolutionsOf, parameterCountOf, stagesOf } from '../../../src-main/engine/networks/network';
import { seo2018Network, seoActivations, seoChannels, seoWeights } from '../../../src-main/engine/networks/seo-2018';

const article = seo2018Network({ residual: 'multiply-add', channels: seoChannels, activations: seoActivations });

describe("the article's network", () => {
  it('has 1,338 weights, and 0.35 GMAC at 512 × 512', () => {
    expect(parameterCountOf(article)).toBe(1338);
    expect((parameterCountOf(article) * 512 * 512) / 1e9).toBeCloseTo(0.35, 2);
  });
  it('is what the article says, layer by layer, without biases', () => {
    expect(convolutionsOf(article).map(({ kernel, from, to, activation }) => [kernel, from, to, activation])).toEqual([
      [13, 1, 3, 'sigmoid'],
      [7, 3, 3, 'tanh'],
      [3, 3, 3, 'arctan'],
      [5, 3, 3, 'relu'],
      [3, 3, 3, 'tanh'],
      [1, 3, 1, 'relu'],
    ]);
    expect(convolutionsOf(article).some(({ bias }) => bias)).toBe(false);
    expect(article.blocks.every((block) => block.kind === 'convolutions' && block.x0 === 'network-input')).toBe(true);
  });
  it('fits together with any number of channels, and any activations', () => {
    for (const channels of [1, 8, 64]) {
      const varied = seo2018Network({ residual: 'add', channels, activations: Array<'leaky-relu'>(6).fill('leaky-relu') });
      expect(stagesOf(varied).at(-1)).toEqual({ channels: 1, shrink: 1 });
    }
  });
});

describe('its first weights', () => {
  const wide = seo2018Network({ residual: 'multiply', channels: 32, activations: seoActivations });
  const sd = (spread: 'as-written' | 'mended', name: string): number => {
    const { data } = seoWeights(wide, spread, 3).get(name)!;
    return Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length);
  };
  it('are N(0, 1) as written, and N(0, 1/(K²·fan-in)) where that is mended', () => {
    expect(Math.abs(sd('as-written', 'layer2.w') - 1)).toBeLessThan(0.02);
    expect(Math.abs(sd('mended', 'layer2.w') * Math.sqrt(49 * 32) - 1)).toBeLessThan(0.02);
  });
  it('are the same for the same seed', () => {
    expect(seoWeights(article, 'mended', 1)).toEqual(seoWeights(article, 'mended', 1));
    expect(seoWeights(article, 'mended', 1)).not.toEqual(seoWeights(article, 'mended', 2));
  });
});
