import type { Canvas } from './canvas';
import type { SliceFields, Textures } from './chest-wall';
import type { Lungs } from './lungs';
import { boxOfSolid, ellipsoid, type Solid } from './solid';
import { tissue } from './tissue';

const leftLobe = ellipsoid([6, -40, -116], [74, 44, 36], [1, 0.2, -0.12]);
const spleen = ellipsoid([92, 42, -112], [27, 48, 38], [0.5, 1, 0]);
const stomach = ellipsoid([60, -16, -118], [54, 38, 42], [0.7, 0.8, 0.3]);
const cavity: Solid = { ...stomach, distance: (x, y, z) => stomach.distance(x, y, z) + 3.5 };
/** What was drunk lies below the air. */
const airAboveMm = -28;

/** Liver, spleen and stomach under the domes of the diaphragm, with fat between them. */
export function paintAbdomen(
  canvas: Canvas,
  z: number,
  { domes }: Lungs,
  { cage }: SliceFields,
  { fine, coarse }: Textures,
): void {
  if (z > -50) return;
  const { size, pixelMm } = canvas;
  const middle = (size - 1) / 2;
  const cageAt = (x: number, y: number): number =>
    cage[Math.round(y / pixelMm + middle) * size + Math.round(x / pixelMm + middle)];
  const under = (x: number, y: number): number =>
    Math.max(Math.min(...domes.map((dome) => dome.distance(x, y, z))), cageAt(x, y) + 2.5);
  const organ = (
    solid: Solid,
    insetMm: number,
    value: (x: number, y: number) => number,
    edgeMm: number,
    limit: (x: number, y: number) => number = () => -Infinity,
  ): void => {
    if (z < solid.low[2] - 1 || z > solid.high[2] + 1) return;
    const distance = (x: number, y: number): number => {
      const own = Math.max(solid.distance(x, y, z), limit(x, y));
      return own > edgeMm ? own : Math.max(own, under(x, y) + insetMm);
    };
    canvas.paint(boxOfSolid(solid, 0), distance, value, edgeMm);
  };
  const grain = (x: number, y: number): number => 3 * coarse(x, y) + 2 * fine(x, y);
  // The muscle of the diaphragm, then the fat that it covers.
  for (const dome of domes) organ(dome, 0, (x, y) => 42 + grain(x, y), 2.4);
  for (const dome of domes)
    organ({ ...dome, distance: (...at) => dome.distance(...at) + 3 }, 3, (x, y) => tissue.fat + 2 * grain(x, y), 2.4);
  const hepatic = (x: number, y: number): number => tissue.liver + grain(x, y);
  organ(domes[0], 1, hepatic, 2.4, (x, y) => 0.9 * (x - 26 - 0.3 * (y + 40)));
  organ(leftLobe, 1, hepatic, 2.4);
  organ(spleen, 3, (x, y) => tissue.spleen + grain(x, y), 2);
  organ(stomach, 3, (x, y) => 42 + grain(x, y), 2);
  organ(cavity, 6, (x, y) => (y < airAboveMm ? -975 : 16 + 2.5 * grain(x, y)), 1.6);
}
