import type { Model } from '../src-main/engine';
import type { NewModel } from '../src-main/models';

/** A model with the words of its file, as it is kept. */
export const newModel = (title: string, model: Model): NewModel => ({
  file: {
    title,
    summary: 'For tests.',
    base: null,
    training: { data: 'none', steps: 0, seed: 1, backend: 'onnxruntime', version: '0', at: '2026-01-01' },
    quality: [],
  },
  model,
  card: '# A card',
});
