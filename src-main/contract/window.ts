import type { VoiWindow } from './study';

/** The HU range shown as black to white, and the curve between; display only, never touches data. */
export type Window = Pick<VoiWindow, 'centerHu' | 'widthHu' | 'curve'>;

/** A table from HU to grey that an image proposes in place of a window. */
export interface GreyTable {
  readonly name: string;
  /** What the first level is for, HU; each further level is for one HU more. What lies beyond has the grey of the ends. */
  readonly firstHu: number;
  /** 0 to 255. */
  readonly levels: Uint8Array;
}

/** How HU become grey ("value of interest" in DICOM). */
export type Voi = Window | GreyTable;

export const isTable = (voi: Voi): voi is GreyTable => 'levels' in voi;

/** For HU without a window of their own. */
export const softTissue: Window = { centerHu: 40, widthHu: 400, curve: 'LINEAR' };

/** Whether a window that a file names can be shown. */
export const isUsable = ({ centerHu, widthHu, curve }: Window): boolean =>
  Number.isFinite(centerHu) && (curve === 'LINEAR' ? widthHu >= 1 : widthHu > 0);

/**
 * HU to a grey level 0..255. PS3.3, with x in HU, c the centre and w the width, before it is multiplied by 255:
 *   LINEAR (C.11.2.1.2.1):        x <= c - 0.5 - (w - 1)/2 -> 0;  x > c - 0.5 + (w - 1)/2 -> 1;  else (x - (c - 0.5))/(w - 1) + 0.5
 *   LINEAR_EXACT (C.11.2.1.3.2):  x <= c - w/2 -> 0;  x > c + w/2 -> 1;  else (x - c)/w + 0.5
 *   SIGMOID (C.11.2.1.3.1):       1/(1 + exp(-4 (x - c)/w))
 * A LINEAR width of 1, the least there is, is a step. Of a table the entry nearest to a fraction of a HU is taken. Here, since a picture that
 * main writes has to show what the page shows.
 */
export function grey(hu: number, voi: Voi): number {
  if (isTable(voi)) return voi.levels[Math.max(0, Math.min(voi.levels.length - 1, Math.round(hu) - voi.firstHu))]!;
  const { centerHu, widthHu, curve } = voi;
  if (curve === 'SIGMOID') return Math.round(255 / (1 + Math.exp((-4 * (hu - centerHu)) / widthHu)));
  if (curve === 'LINEAR_EXACT') return ramp(hu - centerHu, widthHu);
  return ramp(hu - (centerHu - 0.5), Math.max(1, widthHu) - 1);
}

/** From 0 at -width/2 to 255 at width/2, both ends with what lies beyond. */
function ramp(fromCentre: number, width: number): number {
  if (fromCentre <= -width / 2) return 0;
  if (fromCentre > width / 2) return 255;
  return Math.round((fromCentre / width + 0.5) * 255);
}
