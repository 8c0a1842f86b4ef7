import type { VoiWindow } from './study';

/** The HU range shown as black to white; display only, never touches data. */
export type Window = Pick<VoiWindow, 'centerHu' | 'widthHu'>;

/** For HU without a window of their own. */
export const softTissue: Window = { centerHu: 40, widthHu: 400 };

/** Whether a window that a file names can be shown. */
export const isUsable = ({ centerHu, widthHu }: Window): boolean => Number.isFinite(centerHu) && widthHu >= 1;

/**
 * HU to a grey level 0..255 by the LINEAR function of PS3.3 C.11.2.1.2.1:
 *   x <= c - 0.5 - (w - 1)/2 -> 0;  x > c - 0.5 + (w - 1)/2 -> 255;  else ((x - (c - 0.5))/(w - 1) + 0.5) · 255.
 * A width of 1, the least there is, is a step. Here, since a picture that main writes has to show what the page shows.
 */
export function grey(hu: number, centerHu: number, widthHu: number): number {
  const width = Math.max(1, widthHu);
  const half = (width - 1) / 2;
  const fromCentre = hu - (centerHu - 0.5);
  if (fromCentre <= -half) return 0;
  if (fromCentre > half) return 255;
  return Math.round((fromCentre / (width - 1) + 0.5) * 255);
}
