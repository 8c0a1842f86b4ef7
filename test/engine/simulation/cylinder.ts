import type { Sinogram } from '../../../src-main/engine/simulation/projection';
import { channelPositionMm, scanner } from '../../../src-main/engine/simulation/scanner';

export interface Cylinder {
  readonly x: number;
  readonly y: number;
  readonly radiusMm: number;
  readonly perMm: number;
}

/** Line integrals of cylinders by geometry alone: a ray at distance d from the axis runs 2 √(R² − d²) inside. */
export function sinogramOf(cylinders: readonly Cylinder[], views: number, channels: number = scanner.channels): Sinogram {
  const channelMm = (scanner.channelMm * scanner.channels) / channels;
  const values = new Float32Array(views * channels);
  const distance = scanner.sourceToIsocentreMm;
  for (let view = 0; view < views; view++) {
    const beta = (2 * Math.PI * view) / views;
    // The source stands at (0, −D), turned by beta; across is the direction of the detector.
    const source = [distance * Math.sin(beta), -distance * Math.cos(beta)] as const;
    const across = [Math.cos(beta), Math.sin(beta)] as const;
    for (let channel = 0; channel < channels; channel++) {
      const s = channelPositionMm(channel, channels, channelMm);
      const [rx, ry] = [s * across[0] - source[0], s * across[1] - source[1]];
      const length = Math.hypot(rx, ry);
      for (const { x, y, radiusMm, perMm } of cylinders) {
        const away = Math.abs((x - source[0]) * ry - (y - source[1]) * rx) / length;
        if (away < radiusMm) values[view * channels + channel] += 2 * perMm * Math.sqrt(radiusMm ** 2 - away ** 2);
      }
    }
  }
  return { views, channels, channelMm, values };
}

/** 200 mm of water in the middle. */
export const waterCylinder: Cylinder = { x: 0, y: 0, radiusMm: 100, perMm: scanner.waterPerMm };
