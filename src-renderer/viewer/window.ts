import {
  type GreyTable,
  isTable,
  isUsable,
  type KeySet,
  softTissue,
  type Voi,
  type VoiWindow,
  type Window,
} from '../../src-main/contract';
import type { Words } from '../language/words';
import { pixelsOf } from '../measuring/pixels';
import type { PixelPoint } from './geometry';
import type { Pixels } from './grey';

/** A window with its digit on the keyboard. Values: OHIF's for 1 to 5, Weasis' for the mediastinum. */
const presets = [
  { command: 'window-soft-tissue', digit: 1, centerHu: 40, widthHu: 400, curve: 'LINEAR' },
  { command: 'window-lung', digit: 2, centerHu: -600, widthHu: 1500, curve: 'LINEAR' },
  { command: 'window-bone', digit: 3, centerHu: 480, widthHu: 2500, curve: 'LINEAR' },
  { command: 'window-brain', digit: 4, centerHu: 40, widthHu: 80, curve: 'LINEAR' },
  { command: 'window-liver', digit: 5, centerHu: 90, widthHu: 150, curve: 'LINEAR' },
  { command: 'window-mediastinum', digit: 6, centerHu: 80, widthHu: 400, curve: 'LINEAR' },
] as const;

export interface Preset extends Window {
  readonly command: (typeof presets)[number]['command'];
  readonly digit: number;
}

/** Horos' own (DefaultsOsiriX.m: pulmonary, bone, brain, abdomen), for those who have its keys in the fingers. */
const horosWindows: Partial<Record<Preset['command'], Pick<Window, 'centerHu' | 'widthHu'>>> = {
  'window-soft-tissue': { centerHu: 40, widthHu: 350 },
  'window-lung': { centerHu: -500, widthHu: 1400 },
  'window-bone': { centerHu: 300, widthHu: 1500 },
  'window-brain': { centerHu: 50, widthHu: 100 },
};

/** The presets that go with a set of keys. */
export const presetsOf = (keySet: KeySet): readonly Preset[] =>
  keySet === 'horos' ? presets.map((preset) => ({ ...preset, ...horosWindows[preset.command] })) : presets;

export const sameWindow = (a: Window, b: Window): boolean =>
  a.centerHu === b.centerHu && a.widthHu === b.widthHu && a.curve === b.curve;

/** Below this, HU a pixel no longer falls with the width: a window of width 1 could never be widened again. */
const slowestWidthHu = 64;

/**
 * The window after a drag of so many screen pixels from where it began: to the right wider, down a higher centre. Speed is width/512
 * a pixel, so that a narrow window is set as finely, in proportion, as a wide one. Whole HU, width at least 1; the curve stays.
 */
export function windowAfterDrag(start: Window, dx: number, dy: number): Window {
  const huPerPixel = Math.max(start.widthHu, slowestWidthHu) / 512;
  return {
    ...start,
    centerHu: Math.round(start.centerHu + dy * huPerPixel),
    widthHu: Math.max(1, Math.round(start.widthHu + dx * huPerPixel)),
  };
}

/** The windows an image names, without those that can't be shown or that are there twice; the nameless get a number. */
export function windowsOfImage(windows: readonly VoiWindow[], words: Words['viewer']): readonly VoiWindow[] {
  const usable = windows.filter(isUsable);
  const distinct = usable.filter((window, at) => usable.findIndex((other) => sameWindow(other, window)) === at);
  return distinct.map((window, at) => ({
    ...window,
    name: window.name.trim() || (distinct.length > 1 ? words.imageNumber(at + 1) : words.image),
  }));
}

/** Air outside and inside the patient: it would pull every window down. */
const airHu = -900;

/** A window from the slice itself: the 1st to the 99th percentile of what is neither padding nor air; of everything where little else is there. */
export function autoWindow({ hu, padding }: Pixels): Window {
  const measured: number[] = [];
  for (let at = 0; at < hu.length; at += 1) if (!padding?.[at]) measured.push(hu[at]!);
  const tissue = measured.filter((value) => value > airHu);
  const values = Float64Array.from(tissue.length > measured.length / 50 ? tissue : measured).sort();
  if (values.length === 0) return softTissue;
  return windowBetween(percentile(values, 1), percentile(values, 99), hu);
}

/** A window from a region of the slice: the 2nd to the 98th percentile of what was measured there; null where nothing was. */
export function windowOfRegion(
  { hu, padding, rows, columns }: Pixels & { readonly rows: number; readonly columns: number },
  corners: readonly [PixelPoint, PixelPoint],
): Window | null {
  const places = pixelsOf('rectangle', corners, { rows, columns }).filter((at) => !padding?.[at]);
  const values = Float64Array.from(places, (at) => hu[at]!)
    .filter(Number.isFinite)
    .sort();
  return values.length === 0 ? null : windowBetween(percentile(values, 2), percentile(values, 98), hu);
}

/** Of sorted values, between the two that lie around it: numpy's usual one, the 7th of Hyndman and Fan (1996). */
export function percentile(sorted: Float64Array, percent: number): number {
  const place = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}

/** Black at `low` and white at `high`, to a whole HU. By the formula of LINEAR (see `grey`) that is a width of high - low + 1. */
function windowBetween(low: number, high: number, hu: Pixels['hu']): Window {
  // A dose or an activity may lie within 1: LINEAR is no narrower than that.
  if (hu instanceof Float32Array && high > low && high - low < 10)
    return { centerHu: (low + high) / 2, widthHu: high - low, curve: 'LINEAR_EXACT' };
  const [black, white] = [Math.round(low), Math.round(high)];
  return { centerHu: Math.floor((black + white + 1) / 2), widthHu: white - black + 1, curve: 'LINEAR' };
}

/** What a drag begins from: the window itself, or the range that a table covers. */
export function windowOf(voi: Voi): Window {
  if (!isTable(voi)) return voi;
  const { firstHu, levels } = voi;
  return { centerHu: firstHu + levels.length / 2, widthHu: levels.length, curve: 'LINEAR' };
}

/** In a corner of the image and in the menu: `W 400  C 40`, with a curve that is not the usual one, or the name of a table. */
export function voiLabel(voi: Voi, words: Words['imageText']): string {
  if (isTable(voi)) return words.table(tableName(voi, words));
  return `W ${shortNumber(voi.widthHu)}  C ${shortNumber(voi.centerHu)}${curveLabel(voi, words)}`;
}

/** Set apart from what it follows; '' for the usual one. */
export const curveLabel = ({ curve }: Window, words: Words['imageText']): string =>
  words.curves[curve] && `  ${words.curves[curve]}`;
export const tableName = ({ name }: GreyTable, words: Words['imageText']): string => name.trim() || words.tableOfImage;
/** At most one decimal, with a minus sign. */
export const shortNumber = (value: number): string => String(Number(value.toFixed(1))).replace('-', '−');
