import { z } from 'zod';
import { activationNames } from '../layers/activation';

/** The residual CNN of the `tacet` family (tacet.ts). */
export const residualCnn = z.object({
  kind: z.literal('residual-cnn'),
  /** Channels of the trunk. */
  channels: z.number().int().min(1).max(256),
  /** Residual blocks h = h + conv(ReLU(conv(h))). */
  blocks: z.number().int().min(1).max(64),
  /** Filter size, odd. */
  kernel: z.number().int().min(1).max(13),
  /** Pixel-unshuffle factor. */
  unshuffle: z.number().int().min(1).max(4),
  /** HU that become 1 at the input: u = HU / inputScaleHu. */
  inputScaleHu: z.number().positive(),
  /** The noise-level map is sigma / sigmaScaleHu. */
  sigmaScaleHu: z.number().positive(),
  /** The network's output 1 is this much noise, HU. */
  outputScaleHu: z.number().positive(),
  /** The range that HU are clipped to before the network, HU. */
  clipHu: z.tuple([z.number(), z.number()]),
});
export type ResidualCnn = z.infer<typeof residualCnn>;

/**
 * A network of the 2018 article (seo-2018.ts) as a case left it. It sees greys and makes greys: HU become `black + (white − black) · t` with t from 0 to
 * 1 over the window, and its output becomes HU on the same way back.
 */
export const seo2018 = z.object({
  kind: z.literal('seo-2018'),
  residual: z.enum(['add', 'multiply', 'multiply-add']),
  /** Of the hidden layers. */
  channels: z.number().int().min(1).max(64),
  /** One a layer. */
  activations: z.array(z.enum(activationNames)).length(6).readonly(),
  /** What the greys mean, HU. */
  window: z.object({ centerHu: z.number(), widthHu: z.number().positive() }),
  /** The numbers that its recipe made of the window's two ends. */
  black: z.number(),
  white: z.number(),
  /** Which output its recipe showed and judged by. Told, not used: stretching an output from its own minimum to its maximum keeps no HU. */
  shown: z.enum(['normalised', 'as-it-is']),
});
export type Seo2018Definition = z.infer<typeof seo2018>;

/** What `model.json` says of the network. */
export const modelDefinition = z.discriminatedUnion('kind', [residualCnn, seo2018]);
export type ModelDefinition = z.infer<typeof modelDefinition>;
