import { grey, type Voi } from '../../src-main/contract';

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

const lowestHu = -32768;

/** One entry for each value an Int16 can hold: opaque RGBA, little-endian. */
function lookupTable(voi: Voi, polarity: Polarity): Uint32Array {
  const table = new Uint32Array(65536);
  for (let entry = 0; entry < table.length; entry += 1) table[entry] = rgba(grey(entry + lowestHu, voi), polarity);
  return table;
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
