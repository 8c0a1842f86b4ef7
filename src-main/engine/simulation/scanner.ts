/**
 * A fan beam with a flat detector, as in the FDA's LCD-CT: source to isocentre 595 mm, source to detector 1085.6 mm, 880 elements of 1 mm. All
 * detector lengths are taken at the isocentre (the "virtual detector").
 */
export const scanner = { sourceToIsocentreMm: 595, channels: 880, channelMm: 595 / 1085.6, waterPerMm: 0.0206 } as const;

/** A reconstruction kernel: what the ramp is multiplied by, over the frequency at the isocentre, 1/mm. */
export type KernelWindow = (frequencyPerMm: number) => number;

const hann =
  (cutoffPerMm: number): KernelWindow =>
  (f) =>
    f < cutoffPerMm ? 0.5 * (1 + Math.cos((Math.PI * f) / cutoffPerMm)) : 0;
const cosine =
  (cutoffPerMm: number): KernelWindow =>
  (f) =>
    f < cutoffPerMm ? Math.cos((Math.PI * f) / (2 * cutoffPerMm)) : 0;
/** Hann with the middle frequencies raised, as kernels for bone and lung do. */
const raised =
  (cutoffPerMm: number): KernelWindow =>
  (f) =>
    hann(cutoffPerMm)(f) * (1 + 1.2 * (f / 0.5) ** 2 * Math.exp(-((f / 0.6) ** 2)));

export const kernelWindows = {
  soft: hann(0.55),
  standard: hann(0.75),
  sharp: hann(1.0),
  cosine: cosine(0.8),
  bone: raised(0.8),
  lung: raised(1.0),
} as const satisfies Readonly<Record<string, KernelWindow>>;
export type KernelName = keyof typeof kernelWindows;

/** Position of a channel's middle at the isocentre, mm. */
export const channelPositionMm = (channel: number, channels: number, channelMm: number): number =>
  (channel - (channels - 1) / 2) * channelMm;
