import { placementOf, toScreen, type Look, type PixelPoint, type Placement, type Stage } from './geometry';

/** The magnifier: this much larger than the picture below it, and so wide, in CSS pixels. */
export const magnification = 3;
export const lensPx = 220;

/** Where the picture lies in the magnifier's own canvas, in pixels of the device: as below it, but larger, with `at` in the middle. */
export function lensPlacement(stage: Stage, look: Look, at: PixelPoint, deviceRatio: number): Placement {
  const [a, b, c, d, e, f] = placementOf(stage, look, deviceRatio);
  const { x, y } = toScreen(stage, look, at);
  const shifted = (place: number, middle: number) => magnification * (place - middle * deviceRatio) + (lensPx / 2) * deviceRatio;
  const larger = [a, b, c, d].map((step) => magnification * step) as [number, number, number, number];
  return [...larger, shifted(e, x), shifted(f, y)];
}
