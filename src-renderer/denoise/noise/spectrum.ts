import { createPower } from './power';
import type { Size } from './slice-noise';

/** How far pixels are apart; both 1 where the file gives no spacing, and frequencies are then per pixel. */
export interface PixelSize {
  readonly across: number;
  readonly down: number;
}

/** The noise-power spectrum of what a model found, at a strength of 1: at strength a it is a² times as high. */
export interface Spectrum {
  /** Middles of the rings, 1/mm, from the first above 0 to the Nyquist frequency of the coarser direction. */
  readonly frequencies: Float64Array;
  /** Mean over each ring, HU² mm². */
  readonly power: Float64Array;
  /** ∬ NPS du dv over the whole plane, HU²: the mean variance of the tiles. */
  readonly variance: number;
  /** Where `power` is highest, and Σ f · power / Σ power, 1/mm. */
  readonly peak: number;
  readonly mean: number;
  readonly tiles: number;
}

/** Larger ones first: they tell low frequencies apart. */
const sides = [64, 32, 16] as const;
const fewestTiles = 4;

/**
 * NPS(u, v) = dx dy / (Nx Ny) · mean over tiles of |DFT(tile - its mean)|² (IEC 62220-1; Samei et al. 2012), over half-overlapping square
 * tiles that lie wholly in the body. No trend is fitted away: what was removed has hardly any, and so the integral is the tiles' variance to the
 * last digit. Null where the body is too small for tiles.
 */
export function spectrumOf(noise: Float32Array, body: Uint8Array, size: Size, { across, down }: PixelSize): Spectrum | null {
  for (const side of sides) {
    const corners = tilesIn(body, size, side);
    if (corners.length >= fewestTiles) return measured(noise, corners, size, side, across, down);
  }
  return null;
}

function tilesIn(body: Uint8Array, { rows, columns }: Size, side: number): readonly number[] {
  const corners: number[] = [];
  for (let row = 0; row + side <= rows; row += side / 2)
    for (let column = 0; column + side <= columns; column += side / 2) {
      let inside = true;
      for (let y = row; inside && y < row + side; y += 1)
        for (let x = column; inside && x < column + side; x += 1) inside = body[y * columns + x] === 1;
      if (inside) corners.push(row * columns + column);
    }
  return corners;
}

function measured(
  noise: Float32Array,
  corners: readonly number[],
  { columns }: Size,
  side: number,
  across: number,
  down: number,
): Spectrum {
  const power = createPower(side);
  const plane = new Float64Array(side * side);
  const scale = (across * down) / (side * side * corners.length);
  for (const corner of corners) {
    const tile = Float64Array.from(plane, (_, at) => noise[corner + Math.floor(at / side) * columns + (at % side)]!);
    const mean = tile.reduce((sum, value) => sum + value, 0) / tile.length;
    power(tile.map((value) => value - mean)).forEach((value, at) => (plane[at]! += scale * value));
  }
  const rings = ringsOf(plane, side, across, down);
  const total = rings.power.reduce((sum, value) => sum + value, 0);
  return {
    ...rings,
    variance: plane.reduce((sum, value) => sum + value, 0) / (side * across * side * down),
    peak: rings.frequencies[rings.power.indexOf(rings.power.reduce((most, value) => Math.max(most, value), 0))]!,
    mean: total > 0 ? rings.power.reduce((sum, value, ring) => sum + rings.frequencies[ring]! * value, 0) / total : 0,
    tiles: corners.length,
  };
}

/** Means over rings one step of the coarser direction wide. */
function ringsOf(plane: Float64Array, side: number, across: number, down: number): Pick<Spectrum, 'frequencies' | 'power'> {
  const step = 1 / (side * Math.max(across, down));
  const sums = new Float64Array(side / 2);
  const counts = new Float64Array(side / 2);
  plane.forEach((value, at) => {
    const [row, column] = [Math.floor(at / side), at % side];
    const u = Math.min(column, side - column) / (side * across);
    const v = Math.min(row, side - row) / (side * down);
    const ring = Math.round(Math.hypot(u, v) / step) - 1;
    if (ring < 0 || ring >= sums.length) return;
    sums[ring]! += value;
    counts[ring]! += 1;
  });
  return {
    frequencies: Float64Array.from(sums, (_, ring) => (ring + 1) * step),
    power: sums.map((sum, ring) => sum / Math.max(1, counts[ring]!)),
  };
}
