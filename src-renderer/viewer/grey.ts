import { grey, isTable, type Voi } from '../../src-main/contract';
import { compose } from '../denoise/compose';

/** What `paint` needs of a slice. */
export interface Pixels {
  readonly hu: Int16Array | Float32Array;
  /** 1 where nothing was measured. */
  readonly padding: Uint8Array | null;
  /** A colour picture as `paint` writes it, one RGBA a pixel; `hu` is then its brightness. */
  readonly rgba: Uint32Array | null;
}

export type Polarity = 'white-high' | 'white-low';

/** Noise to take away from the HU before they become grey: hu - strength · noise. */
export interface Removed {
  readonly noise: Float32Array;
  readonly strength: number;
}

/** A slice to be painted. A change is a new value with new arrays. */
export interface Raster extends Pixels {
  readonly rows: number;
  readonly columns: number;
  readonly removed: Removed | null;
}

/** The pixels as they are seen: with what is to be taken away gone from their HU. */
export const withoutRemoved = <Shown extends Raster>(raster: Shown): Shown => {
  const { hu, removed } = raster;
  return { ...raster, hu: removed ? compose(hu, removed.noise, removed.strength) : hu };
};

const lowestHu = -32768;

/** One entry for each value an Int16 can hold: opaque RGBA, little-endian. Beyond the reach of the window all are as at its ends. */
function lookupTable(voi: Voi, polarity: Polarity): Uint32Array {
  const table = new Uint32Array(65536);
  const [from, to] = reachHu(voi).map((hu) => Math.max(0, Math.min(table.length, Math.round(hu) - lowestHu)));
  table.fill(rgba(grey(lowestHu, voi), polarity), 0, from);
  for (let entry = from!; entry < to!; entry += 1) table[entry] = rgba(grey(entry + lowestHu, voi), polarity);
  return table.fill(rgba(grey(-lowestHu, voi), polarity), to);
}

/** Outside of these HU every grey is one of the ends. A sigmoid is within half a level of them from 1.56 widths on. */
function reachHu(voi: Voi): readonly [number, number] {
  if (isTable(voi)) return [voi.firstHu, voi.firstHu + voi.levels.length];
  const { centerHu, widthHu, curve } = voi;
  const reach = (curve === 'SIGMOID' ? 1.6 : 0.5) * widthHu + 2;
  return [centerHu - reach, centerHu + reach];
}

const rgba = (level: number, polarity: Polarity): number =>
  (0xff000000 | ((polarity === 'white-high' ? level : 255 - level) * 0x010101)) >>> 0;

/**
 * Paints HU as opaque grey into `out`, one RGBA a pixel. Whole HU go through a lookup table, fractions through the formula itself:
 * rounding them first would cost up to 1.6 grey levels in a brain window. Padding is black in either polarity. A colour picture is painted as it is.
 */
export function paint({ hu, padding, rgba: colours }: Pixels, voi: Voi, polarity: Polarity, out: Uint32Array): void {
  if (colours) {
    const flip = polarity === 'white-high' ? 0 : 0x00ffffff;
    for (let at = 0; at < colours.length; at += 1) out[at] = colours[at]! ^ flip;
    return;
  }
  if (hu instanceof Int16Array) {
    const table = lookupTable(voi, polarity);
    for (let at = 0; at < hu.length; at += 1) out[at] = table[hu[at]! - lowestHu]!;
  } else {
    for (let at = 0; at < hu.length; at += 1) out[at] = rgba(grey(hu[at]!, voi), polarity);
  }
  if (padding) {
    for (let at = 0; at < padding.length; at += 1) if (padding[at]) out[at] = 0xff000000;
  }
}
