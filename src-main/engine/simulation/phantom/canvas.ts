/** A slice to paint anatomy on: millimetres with the origin in its middle, x to the patient's left (image right), y to the back (down). */
export class Canvas {
  readonly hu: Float32Array;
  constructor(
    readonly size: number,
    readonly pixelMm: number,
    /** HU all over, or an image to paint on. */
    background: number | Float32Array,
  ) {
    this.hu = typeof background === 'number' ? new Float32Array(size * size).fill(background) : background;
  }

  /**
   * Mixes `hu` in wherever the signed distance (mm, negative inside) is below half a pixel; `soft` widens the edge, in mm. `reach` bounds
   * the shape so that only its box is visited; `within` (1 = may be painted) keeps it inside an organ.
   */
  paint(
    reach: Box,
    distanceMm: (x: number, y: number) => number,
    hu: number | ((x: number, y: number) => number),
    soft = this.pixelMm,
    within: Uint8Array | null = null,
  ): void {
    const middle = (this.size - 1) / 2;
    const clamp = (index: number): number => Math.max(0, Math.min(this.size - 1, index));
    const firstRow = clamp(Math.floor((reach.y - reach.ry - soft) / this.pixelMm + middle));
    const lastRow = clamp(Math.ceil((reach.y + reach.ry + soft) / this.pixelMm + middle));
    const firstColumn = clamp(Math.floor((reach.x - reach.rx - soft) / this.pixelMm + middle));
    const lastColumn = clamp(Math.ceil((reach.x + reach.rx + soft) / this.pixelMm + middle));
    for (let row = firstRow; row <= lastRow; row++) {
      const y = (row - middle) * this.pixelMm;
      for (let column = firstColumn; column <= lastColumn; column++) {
        const at = row * this.size + column;
        if (within?.[at] === 0) continue;
        const x = (column - middle) * this.pixelMm;
        const cover = 0.5 - distanceMm(x, y) / soft;
        if (cover <= 0) continue;
        const value = typeof hu === 'number' ? hu : hu(x, y);
        this.hu[at] += Math.min(1, cover) * (value - this.hu[at]);
      }
    }
  }
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
}

/** An ellipse whose radius swings with the angle: `waves` are [times round, amplitude, phase]. Signed distance is approximate, good near the edge. */
export interface Blob extends Box {
  readonly waves: readonly (readonly [number, number, number])[];
  /** Turn, radians. */
  readonly turn?: number;
}

/** The blob's box, waves included. */
export const boxOf = ({ x, y, rx, ry, waves, turn = 0 }: Blob): Box => {
  const swing = 1 + waves.reduce((sum, [, amplitude]) => sum + Math.abs(amplitude), 0);
  const grown = turn === 0 ? { rx: rx * swing, ry: ry * swing } : { rx: Math.max(rx, ry) * swing, ry: Math.max(rx, ry) * swing };
  return { x, y, ...grown };
};

export function blobDistance({ x, y, rx, ry, waves, turn = 0 }: Blob, px: number, py: number): number {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const u = ((px - x) * cos + (py - y) * sin) / rx;
  const v = (-(px - x) * sin + (py - y) * cos) / ry;
  const rho = Math.sqrt(u * u + v * v);
  if (rho > 2.5) return (rho - 1) * Math.min(rx, ry);
  let edge = 1;
  if (waves.length > 0) {
    const angle = Math.atan2(v, u);
    for (const [times, amplitude, phase] of waves) edge += amplitude * Math.cos(times * angle + phase);
  }
  // Distance along the ray, scaled by how long the ray's unit is in mm.
  const unit = rho > 1e-6 ? Math.sqrt(u * rx * u * rx + v * ry * v * ry) / rho : Math.min(rx, ry);
  return (rho - edge) * unit;
}
