import { createFft } from './fft';
import type { Sinogram } from './projection';
import { channelPositionMm, scanner } from './scanner';

/**
 * Filtered back-projection of a full turn (Kak and Slaney 1988, 3.4.2, equally spaced fan): cosine weight, ramp × Hann window, back-projection
 * with 1/U². Linear in the sinogram, so noise alone may be put through it. Returns attenuation, 1/mm, size × size, row-major.
 */
export function reconstruct(sinogram: Sinogram, cutoffPerMm: number, size: number, pixelMm: number): Float32Array {
  return backProject(filterViews(sinogram, cutoffPerMm), size, pixelMm);
}

/** Frequency response of the ramp, from its band-limited spatial form (which keeps the mean right), times the window. */
function rampResponse(length: number, channelMm: number, cutoffPerMm: number): Float32Array {
  const re = new Float32Array(length);
  const im = new Float32Array(length);
  re[0] = 1 / (8 * channelMm * channelMm);
  for (let n = 1; n < length / 2; n += 2) {
    const value = -1 / (2 * (Math.PI * n * channelMm) ** 2);
    re[n] = value;
    re[length - n] = value;
  }
  createFft(length)(re, im, 'forward');
  return re.map((value, k) => {
    const frequency = Math.min(k, length - k) / (length * channelMm);
    const window = frequency < cutoffPerMm ? 0.5 * (1 + Math.cos((Math.PI * frequency) / cutoffPerMm)) : 0;
    return (value * window * channelMm) / length;
  });
}

function filterViews(sinogram: Sinogram, cutoffPerMm: number): Sinogram {
  const { views, channels, channelMm, values } = sinogram;
  const length = 2 ** Math.ceil(Math.log2(2 * channels));
  const response = rampResponse(length, channelMm, cutoffPerMm);
  const fft = createFft(length);
  const re = new Float32Array(length);
  const im = new Float32Array(length);
  const weights = Float32Array.from({ length: channels }, (_, channel) => {
    const s = channelPositionMm(channel, channels, channelMm);
    return scanner.sourceToIsocentreMm / Math.hypot(scanner.sourceToIsocentreMm, s);
  });
  const filtered = new Float32Array(values.length);
  // Two real views ride in one complex transform: the filter is real and even, so they do not mix.
  for (let view = 0; view < views; view += 2) {
    re.fill(0);
    im.fill(0);
    const second = Math.min(view + 1, views - 1);
    for (let channel = 0; channel < channels; channel++) {
      re[channel] = values[view * channels + channel] * weights[channel];
      im[channel] = values[second * channels + channel] * weights[channel];
    }
    fft(re, im, 'forward');
    for (let k = 0; k < length; k++) {
      re[k] *= response[k];
      im[k] *= response[k];
    }
    fft(re, im, 'inverse');
    filtered.set(re.subarray(0, channels), view * channels);
    filtered.set(im.subarray(0, channels), second * channels);
  }
  return { views, channels, channelMm, values: filtered };
}

function backProject({ views, channels, channelMm, values }: Sinogram, size: number, pixelMm: number): Float32Array {
  const distance = scanner.sourceToIsocentreMm;
  const image = new Float32Array(size * size);
  const middle = (size - 1) / 2;
  const firstChannel = (channels - 1) / 2;
  const dBeta = (2 * Math.PI) / views;
  for (let view = 0; view < views; view++) {
    const beta = view * dBeta;
    const [cos, sin] = [Math.cos(beta), Math.sin(beta)];
    const line = values.subarray(view * channels, (view + 1) * channels);
    for (let row = 0; row < size; row++) {
      const y = (row - middle) * pixelMm;
      const x = -middle * pixelMm;
      // In the turned frame: across the beam, and along it from the source.
      let across = x * cos + y * sin;
      let along = distance - x * sin + y * cos;
      const [dAcross, dAlong] = [pixelMm * cos, -pixelMm * sin];
      const base = row * size;
      for (let column = 0; column < size; column++) {
        const inverse = distance / along;
        const at = (across * inverse) / channelMm + firstChannel;
        const low = at | 0;
        if (at >= 0 && low < channels - 1)
          image[base + column] += inverse * inverse * (line[low] + (at - low) * (line[low + 1] - line[low]));
        across += dAcross;
        along += dAlong;
      }
    }
  }
  for (let i = 0; i < image.length; i++) image[i] *= dBeta;
  return image;
}
