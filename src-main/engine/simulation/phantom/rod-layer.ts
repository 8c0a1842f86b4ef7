import type { Canvas } from './canvas';
import type { Knot, Point, Solid } from './solid';

/** Heights within a slab at which thin things are looked at: a vessel that leaves it half way darkens by half. */
const heights = 4;

/** How much of each pixel's column through a slab thin things fill; collected first, painted at once, so that joints do not count twice. */
export class RodLayer {
  private readonly cover: Float32Array;
  private readonly zs: readonly number[];
  private readonly middle: number;

  constructor(
    private readonly canvas: Canvas,
    z: number,
    thicknessMm: number,
  ) {
    this.cover = new Float32Array(canvas.hu.length);
    this.zs = Array.from({ length: heights }, (_, i) => z + thicknessMm * ((i + 0.5) / heights - 0.5));
    this.middle = (canvas.size - 1) / 2;
  }

  /** A tapering rod between two knots, only where `within` is 1. */
  rod([x0, y0, z0, r0]: Knot, [x1, y1, z1, r1]: Knot, within: Uint8Array | null): void {
    const most = Math.max(r0, r1) + this.canvas.pixelMm;
    const first = this.zs[0];
    const last = this.zs[heights - 1];
    if (Math.min(z0, z1) - most > last || Math.max(z0, z1) + most < first) return;
    const [ax, ay, az] = [x1 - x0, y1 - y0, z1 - z0];
    const inverse = 1 / (ax * ax + ay * ay + az * az + 1e-9);
    const low: Point = [Math.min(x0, x1) - most, Math.min(y0, y1) - most, 0];
    const high: Point = [Math.max(x0, x1) + most, Math.max(y0, y1) + most, 0];
    // A rod thinner than a pixel fills only a part of it.
    const dim = Math.min(1, (1.5 * Math.max(r0, r1)) / this.canvas.pixelMm);
    this.each(low, high, within, dim, (x, y, z) => {
      const [px, py, pz] = [x - x0, y - y0, z - z0];
      const t = Math.max(0, Math.min(1, (px * ax + py * ay + pz * az) * inverse));
      const [dx, dy, dz] = [px - t * ax, py - t * ay, pz - t * az];
      return Math.sqrt(dx * dx + dy * dy + dz * dz) - r0 - t * (r1 - r0);
    });
  }

  /** A ball whose surface goes in and out by a share of its radius. */
  ball([cx, cy, cz]: Point, radius: number, spiculated: number): void {
    const most = radius * (1 + 2 * spiculated) + 1;
    if (Math.abs(cz - this.zs[1]) > most + 4) return;
    this.each([cx - most, cy - most, 0], [cx + most, cy + most, 0], null, 1, (x, y, z) => {
      const [dx, dy, dz] = [x - cx, y - cy, z - cz];
      const turn = Math.atan2(dy, dx);
      const rough = Math.cos(5 * turn + dz) + 0.7 * Math.cos(9 * turn - 0.8 * dz + 1) + 0.5 * Math.cos(2 * turn + 0.3 * dz);
      return Math.sqrt(dx * dx + dy * dy + dz * dz) - radius * (1 + spiculated * rough);
    });
  }

  solid(solid: Solid, byMm: number): void {
    if (solid.low[2] - 2 > this.zs[heights - 1] || solid.high[2] + 2 < this.zs[0]) return;
    const { low, high } = solid;
    const more = byMm + 1;
    this.each(
      [low[0] - more, low[1] - more, 0],
      [high[0] + more, high[1] + more, 0],
      null,
      1,
      (x, y, z) => solid.distance(x, y, z) - byMm,
      'most',
    );
  }

  /** Mixes one HU in by what was collected, and begins anew. */
  apply(value: number, within: Uint8Array | null): void {
    const { hu } = this.canvas;
    for (let i = 0; i < hu.length; i++) {
      if (this.cover[i] === 0) continue;
      if (within?.[i] !== 0) hu[i] += Math.min(1, this.cover[i]) * (value - hu[i]);
      this.cover[i] = 0;
    }
  }

  private each(
    low: Point,
    high: Point,
    within: Uint8Array | null,
    dim: number,
    distance: (x: number, y: number, z: number) => number,
    joint: 'sum' | 'most' = 'sum',
  ): void {
    const { size, pixelMm } = this.canvas;
    const index = (mm: number): number => Math.max(0, Math.min(size - 1, Math.round(mm / pixelMm + this.middle)));
    for (let row = index(low[1]); row <= index(high[1]); row++) {
      const y = (row - this.middle) * pixelMm;
      for (let column = index(low[0]); column <= index(high[0]); column++) {
        const at = row * size + column;
        if (within?.[at] === 0) continue;
        const x = (column - this.middle) * pixelMm;
        let sum = 0;
        for (const z of this.zs) sum += Math.max(0, Math.min(1, 0.5 - distance(x, y, z) / pixelMm));
        if (sum === 0) continue;
        const share = (dim * sum) / heights;
        this.cover[at] = joint === 'sum' ? this.cover[at] + share : Math.max(this.cover[at], share);
      }
    }
  }
}
