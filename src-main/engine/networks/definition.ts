import { z } from 'zod';

/** A network is data: a list of blocks that one driver runs forward and backward. This is the residual CNN of the `tacet` family. */
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
export type ModelDefinition = z.infer<typeof residualCnn>;
