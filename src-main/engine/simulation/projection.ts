import { channelPositionMm, scanner } from './scanner';

/** A square image of attenuation, 1/mm, row-major, its centre at the isocentre. */
export interface Attenuation {
  readonly size: number;
  readonly pixelMm: number;
  readonly perMm: Float32Array;
}

export interface Sinogram {
  readonly views: number;
  readonly channels: number;
  /** Width of a channel at the isocentre, mm. */
  readonly channelMm: number;
  /** [views, channels] */
  readonly values: Float32Array;
}

/**
 * Attenuation from HU: μ = μ_water (1 + HU/1000), clipped at 0 and 0 outside the inscribed circle, averaged over `shrink` × `shrink` pixels.
 * Smaller pixels than the sinogram needs would only cost time; a grid other than the image's own also avoids the inverse crime.
 */
export function attenuationOf(hu: Float32Array, size: number, pixelMm: number, shrink: number): Attenuation {
  const small = Math.floor(size / shrink);
  const perMm = new Float32Array(small * small);
  const centre = (small - 1) / 2;
  const radius = small / 2;
  for (let row = 0; row < small; row++)
    for (let column = 0; column < small; column++) {
      if (Math.hypot(row - centre, column - centre) > radius) continue;
      let sum = 0;
      for (let i = 0; i < shrink; i++)
        for (let j = 0; j < shrink; j++) sum += Math.max(-1000, hu[(row * shrink + i) * size + column * shrink + j]);
      perMm[row * small + column] = scanner.waterPerMm * (1 + sum / (shrink * shrink * 1000));
    }
  return { size: small, pixelMm: pixelMm * shrink, perMm };
}

/** Line integrals p (dimensionless), rays sampled at `stepPx` pixels with bilinear interpolation. */
export function project(image: Attenuation, views: number, channels: number, stepPx = 1): Sinogram {
  const { size, pixelMm, perMm } = image;
  const channelMm = (scanner.channelMm * scanner.channels) / channels;
  const distance = scanner.sourceToIsocentreMm;
  const reach = (size / 2) * pixelMm;
  const stepMm = stepPx * pixelMm;
  const values = new Float32Array(views * channels);
  const middle = (size - 1) / 2;
  for (let view = 0; view < views; view++) {
    const beta = (2 * Math.PI * view) / views;
    const [cos, sin] = [Math.cos(beta), Math.sin(beta)];
    for (let channel = 0; channel < channels; channel++) {
      const s = channelPositionMm(channel, channels, channelMm);
      // From the source (0, -D) through (s, 0), turned by beta.
      const length = Math.hypot(s, distance);
      const [alongX, alongY] = [s / length, distance / length];
      const nearest = distance * alongY;
      const closest = Math.abs(distance * alongX);
      if (closest >= reach) continue;
      const half = Math.sqrt(reach * reach - closest * closest);
      let sum = 0;
      for (let t = nearest - half; t <= nearest + half; t += stepMm) {
        const x0 = t * alongX;
        const y0 = t * alongY - distance;
        const column = (x0 * cos - y0 * sin) / pixelMm + middle;
        const row = (x0 * sin + y0 * cos) / pixelMm + middle;
        const c = Math.floor(column);
        const r = Math.floor(row);
        if (c < 0 || r < 0 || c >= size - 1 || r >= size - 1) continue;
        const fx = column - c;
        const fy = row - r;
        const at = r * size + c;
        sum +=
          (1 - fy) * ((1 - fx) * perMm[at] + fx * perMm[at + 1]) + fy * ((1 - fx) * perMm[at + size] + fx * perMm[at + size + 1]);
      }
      values[view * channels + channel] = sum * stepMm;
    }
  }
  return { views, channels, channelMm, values };
}
