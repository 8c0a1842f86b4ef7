import { z } from 'zod';
import { residualCnn } from '../engine';

/** A figure of the card, with all that it takes to read it. */
const figure = z.object({
  what: z.string(),
  value: z.number(),
  unit: z.string(),
  control: z.number().nullable(),
  test: z.string(),
});

/** `model.json`: what a model is, how it was made, and which weights belong to it. */
export const modelFile = z.object({
  format: z.literal(1),
  title: z.string().min(1).max(120),
  summary: z.string().max(400),
  architecture: residualCnn,
  weights: z.object({ file: z.literal('weights.safetensors'), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** The name of the model it was fine-tuned from, or null. */
  base: z.string().nullable(),
  training: z.object({
    data: z.string(),
    steps: z.number().int().min(0),
    seed: z.number().int(),
    backend: z.string(),
    version: z.string(),
    at: z.string(),
  }),
  quality: z.array(figure),
});
export type ModelFile = Readonly<z.infer<typeof modelFile>>;
export type TrainingRecord = ModelFile['training'];
