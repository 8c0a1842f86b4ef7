import type { Model, Seo2018Definition } from '../src-main/engine';
import { seo2018Network, seoActivations, seoWeights } from '../src-main/engine/networks/seo-2018';

/** A network of 2018 with first weights of today's size, as a case keeps it: chest window, black 0.5 and white 1. */
export function seoModel(change: Partial<Seo2018Definition> = {}, seed = 1): Model<Seo2018Definition> {
  const definition: Seo2018Definition = {
    kind: 'seo-2018',
    residual: 'multiply-add',
    channels: 3,
    activations: [...seoActivations.slice(0, -1), 'identity'],
    window: { centerHu: -600, widthHu: 1500 },
    black: 0.5,
    white: 1,
    shown: 'as-it-is',
    ...change,
  };
  return { definition, weights: seoWeights(seo2018Network(definition), 'mended', seed) };
}
