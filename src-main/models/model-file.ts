import { z } from 'zod';
import type { Saying } from '../contract';
import { modelDefinition } from '../engine';

/** A figure of the card, with all that it takes to read it. */
const figure = z.object({
  what: z.string(),
  value: z.number(),
  unit: z.string(),
  control: z.number().nullable(),
  test: z.string(),
});

/**
 * The code of the summary's sentence and its values, by which a page says it in its own language. Of a sentence that is not known here, of a later
 * version or made by others, the English stands.
 */
const summarySentence = z
  .discriminatedUnion('code', [
    z.object({ code: z.enum(['model-tacet', 'model-tacet-fast']), values: z.object({}) }),
    z.object({ code: z.literal('model-fine-tuned'), values: z.object({ base: z.string() }) }),
    z.object({ code: z.enum(['model-trained', 'model-trained-adversarially']), values: z.object({ preset: z.string() }) }),
    z.object({
      code: z.literal('model-history'),
      values: z.object({
        case: z.number(),
        recipe: z.tuple([z.enum(['as written', 'mended'])]),
        source: z.tuple([z.enum(["Tacet's chest phantom", 'a CT series of this machine'])]),
        ...{ psnr: z.string(), noisy: z.string(), blur: z.string() },
      }),
    }),
  ])
  .optional()
  .catch(undefined);

/** `model.json`: what a model is, how it was made, and which weights belong to it. */
export const modelFile = z.object({
  format: z.literal(1),
  title: z.string().min(1).max(120),
  /** In English. */
  summary: z.string().max(400),
  summarySentence,
  architecture: modelDefinition,
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
/** What `model.json` holds of a summary that is a sentence of the table. */
export const summaryOf = ({ code, message, values }: Saying): Pick<ModelFile, 'summary' | 'summarySentence'> => ({
  summary: message,
  summarySentence: summarySentence.parse({ code, values }),
});
export type TrainingRecord = ModelFile['training'];
