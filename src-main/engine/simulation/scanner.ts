/**
 * A fan beam with a flat detector, as in the FDA's LCD-CT: source to isocentre 595 mm, source to detector 1085.6 mm, 880 elements of 1 mm. All
 * detector lengths are taken at the isocentre (the "virtual detector").
 */
export const scanner = { sourceToIsocentreMm: 595, channels: 880, channelMm: 595 / 1085.6, waterPerMm: 0.0206 } as const;

/** Cut-offs of the Hann window on the ramp, 1/mm at the isocentre. */
export const kernelCutoffs = { soft: 0.55, standard: 0.75, sharp: 1.0 } as const;
export type KernelName = keyof typeof kernelCutoffs;

/** Position of a channel's middle at the isocentre, mm. */
export const channelPositionMm = (channel: number, channels: number, channelMm: number): number =>
  (channel - (channels - 1) / 2) * channelMm;
