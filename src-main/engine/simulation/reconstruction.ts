import { createFft } from './fft';
import type { Sinogram } from './projection';
import { channelPositionMm, type KernelWindow, scanner } from './scanner';

/**
 * Filtered back-projection of a full turn (Kak and Slaney 1988, 3.4.2, equally spaced fan): cosine weight, ramp × the kernel's window, back-projection
 * with 1/U². Linear in the sinogram, so noise alone may be put through it. Returns attenuation, 1/mm, size × size, row-major.
 */
export function reconstruct(sinogram: Sinogram, kernel: KernelWindow, size: number, pixelMm: number): Float32Array {
  return backProject(filterViews(sinogram, kernel), size, pixelMm);
}

/** Frequency response of the ramp, from its band-limited spatial form (which keeps the mean right), times the window. */
function rampResponse(length: number, channelMm: number, kernel: KernelWindow): Float32Array {
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
    return (value * kernel(frequency) * channelMm) / length;
  });
}

function filterViews(sinogram: Sinogram, kernel: KernelWindow): Sinogram {
  const { views, channels, channelMm, values } = sinogram;
  const length = 2 ** Math.ceil(Math.log2(2 * channels));
  const response = rampResponse(length, channelMm, kernel);
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

/** Rows that are finished for all views before the next ones begin: so many stay in the cache. */
const rowsAtOnce = 8;

/**
 * Σ over views of dβ/U² · line. A quarter turn maps the pixel grid onto itself, so four views a quarter turn apart share each pixel's
 * geometry: it is worked out once, and four sums run side by side. Needs a multiple of four views.
 */
function backProject({ views, channels, channelMm, values }: Sinogram, size: number, pixelMm: number): Float32Array {
  if (views % 4 !== 0) throw new RangeError(`Back-projection takes four views at a time; ${views} is no multiple of four.`);
  const groups = views / 4;
  const lines = inQuarters(values, groups, channels);
  const sums = new Float64Array(size * size * 4);
  const distance = scanner.sourceToIsocentreMm;
  const middle = (size - 1) / 2;
  const firstChannel = (channels - 1) / 2;
  for (let top = 0; top < size; top += rowsAtOnce)
    for (let group = 0; group < groups; group++) {
      const beta = (2 * Math.PI * group) / views;
      const [cos, sin] = [Math.cos(beta), Math.sin(beta)];
      const start = group * channels * 4;
      const [dAcross, dAlong] = [(pixelMm * cos) / channelMm, -pixelMm * sin];
      for (let row = top; row < Math.min(size, top + rowsAtOnce); row++) {
        const y = (row - middle) * pixelMm;
        const x = -middle * pixelMm;
        // In the turned frame: across the beam, in channels, and along it from the source.
        let across = (x * cos + y * sin) / channelMm;
        let along = distance - x * sin + y * cos;
        const end = (row + 1) * size * 4;
        for (let to = row * size * 4; to < end; to += 4) {
          const inverse = distance / along;
          const at = across * inverse + firstChannel;
          const low = at | 0;
          if (at >= 0 && low < channels - 1) {
            const upper = (at - low) * inverse * inverse;
            const lower = inverse * inverse - upper;
            const from = start + low * 4;
            sums[to] += lower * lines[from] + upper * lines[from + 4];
            sums[to + 1] += lower * lines[from + 1] + upper * lines[from + 5];
            sums[to + 2] += lower * lines[from + 2] + upper * lines[from + 6];
            sums[to + 3] += lower * lines[from + 3] + upper * lines[from + 7];
          }
          across += dAcross;
          along += dAlong;
        }
      }
    }
  return quartersTogether(sums, size, (2 * Math.PI) / views);
}

/** [views, channels] -> [views / 4, channels, 4]: beside each number those of the views one, two and three quarter turns on. */
function inQuarters(values: Float32Array, groups: number, channels: number): Float64Array {
  const lines = new Float64Array(values.length);
  for (let quarter = 0; quarter < 4; quarter++)
    for (let group = 0; group < groups; group++)
      for (let channel = 0; channel < channels; channel++)
        lines[(group * channels + channel) * 4 + quarter] = values[(quarter * groups + group) * channels + channel];
  return lines;
}

/** Turns each quarter's image back and adds the four, times `scale`. */
function quartersTogether(sums: Float64Array, size: number, scale: number): Float32Array {
  const image = new Float32Array(size * size);
  const last = size - 1;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const quarters =
        sums[(row * size + column) * 4] +
        sums[((last - column) * size + row) * 4 + 1] +
        sums[((last - row) * size + last - column) * 4 + 2] +
        sums[(column * size + last - row) * 4 + 3];
      image[row * size + column] = scale * quarters;
    }
  return image;
}
