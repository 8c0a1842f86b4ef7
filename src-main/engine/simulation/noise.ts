import type { Random } from '../random';
import { seededRandom } from '../random';
import { attenuationOf, project } from './projection';
import { reconstruct } from './reconstruction';
import type { KernelName } from './scanner';
import { channelPositionMm, kernelWindows, scanner } from './scanner';

/** Photons a channel at the full dose, and the variance of the electronics, as they fit the Mayo data (FDA ct-recon). */
export const referencePhotons = 2.25e5;
const electronicVariance = 8;
/** Behind metal no photon is left to count; the logarithm stops there. */
const largestLineIntegral = 9;

export interface DoseOptions {
  readonly hu: Float32Array;
  /** Images are square for the simulator: rows = columns = size. */
  readonly size: number;
  readonly pixelMm: number;
  readonly doseFraction: number;
  /** `full-dose`: the image has the noise of a full dose already, and only what is missing is added. `noise-free`: a phantom's truth. */
  readonly from: 'full-dose' | 'noise-free';
  readonly kernel: KernelName;
  readonly seed: number;
  readonly views?: number;
  /** Share of a bow-tie filter that evens out a 240 mm water cylinder, 0 to 1. */
  readonly bowTie?: number;
  /** Photons a channel at the full dose, where they are known; 225 000 otherwise. */
  readonly photons?: number;
  /** Tube-current modulation m: a view with the largest line integral P gets photons as e^(m P), the same over the turn; 0 is none. */
  readonly modulation?: number;
}

/**
 * Noise in HU that takes an image to a fraction a of the dose, to be ADDED to it (Yu et al. 2012, J Comput Assist Tomogr 36:477):
 *
 *     SD² = (1−a)/a · e^p/I₀ · (1 + (1+a)/a · Nₑ e^p/I₀)     on the line integrals p
 *
 * filtered and back-projected alone, since FBP is linear: the scan's own kernel and resolution stay.
 */
export function noiseOfDose(options: DoseOptions): Float32Array {
  const { size, pixelMm, kernel, seed, views = 480 } = options;
  const lines = lineIntegrals(options);
  const random = seededRandom(seed, 11);
  const values = noiseSinogram(lines, views, options, random);
  const sinogram = { views, channels: scanner.channels, channelMm: scanner.channelMm, values };
  const noise = reconstruct(sinogram, kernelWindows[kernel], size, pixelMm);
  for (let i = 0; i < noise.length; i++) noise[i] *= 1000 / scanner.waterPerMm;
  return noise;
}

/** Only e^p is needed of them, and it is smooth: a quarter of the pixels, views and channels. */
function lineIntegrals({ hu, size, pixelMm }: DoseOptions) {
  const shrink = Math.max(1, Math.round(size / 128));
  return project(attenuationOf(hu, size, pixelMm, shrink), 160, scanner.channels / 4);
}

function noiseSinogram(
  lines: ReturnType<typeof lineIntegrals>,
  views: number,
  options: DoseOptions,
  random: Random,
): Float32Array {
  const { doseFraction: a, from, bowTie = 0, photons = referencePhotons, modulation = 0 } = options;
  const { channels } = scanner;
  const extra = bowTieLines(bowTie);
  const current = tubeCurrent(lines, modulation);
  const values = new Float32Array(views * channels);
  for (let view = 0; view < views; view++) {
    const nearest = Math.floor((view * lines.views) / views);
    const coarseView = nearest * lines.channels;
    for (let channel = 0; channel < channels; channel++) {
      const at = Math.min(Math.max((channel - 1.5) / 4, 0), lines.channels - 1.001);
      const low = Math.floor(at);
      const p =
        lines.values[coarseView + low] * (1 - at + low) + lines.values[coarseView + low + 1] * (at - low) + extra[channel];
      const inverseCount = Math.exp(Math.min(p, largestLineIntegral)) / (photons * current[nearest]);
      const variance =
        from === 'full-dose'
          ? ((1 - a) / a) * inverseCount * (1 + ((1 + a) / a) * electronicVariance * inverseCount)
          : (inverseCount / a) * (1 + (electronicVariance * inverseCount) / a);
      values[view * channels + channel] = Math.sqrt(variance) * random.normal();
    }
  }
  return values;
}

/** The tube's current by view, 1 on average: e^(m P) by the view's largest line integral P. The formula's I₀ is photons times this. */
function tubeCurrent({ views, channels, values }: ReturnType<typeof lineIntegrals>, modulation: number): Float32Array {
  const current = Float32Array.from({ length: views }, (_, view) =>
    Math.exp(modulation * values.subarray(view * channels, (view + 1) * channels).reduce((most, p) => Math.max(most, p), 0)),
  );
  const mean = current.reduce((sum, value) => sum + value, 0) / views;
  return current.map((value) => value / mean);
}

/** What the bow-tie takes away at the edges of the fan, as a line integral: it makes up for the shorter way through the cylinder. */
function bowTieLines(share: number): Float32Array {
  const { channels, channelMm, waterPerMm } = scanner;
  const radius = 120;
  const way = (s: number): number => (Math.abs(s) < radius ? 2 * Math.sqrt(radius * radius - s * s) : 0);
  return Float32Array.from(
    { length: channels },
    (_, channel) => share * waterPerMm * (way(0) - way(channelPositionMm(channel, channels, channelMm))),
  );
}
