import type { Canvas } from './canvas';
import { smoothMin, type Solid } from './solid';
import { clamp01 } from './tissue';

/** HU at a place of an organ; `depth` is the signed distance to its surface, mm, negative inside. */
export type OrganHu = (x: number, y: number, depth: number) => number;

export interface Organ {
  /** One body, however many solids it is made of. */
  readonly solids: readonly Solid[];
  readonly hu: OrganHu;
  /** Creases between the solids are filled over so many mm. */
  readonly blendMm?: number;
  /** Fat to whatever was placed before. */
  readonly gapMm?: number;
  /** Fat that it keeps about itself, from whatever comes after. */
  readonly cloakMm?: number;
  readonly edgeMm?: number;
}

type Shift = (x: number, y: number) => number;

/**
 * Organs in a cavity of one slice. The first keeps its shape; each after it yields to what is there, with a film of fat between, as soft organs lie
 * against each other. All space is bent a little, so that nothing is an ellipse.
 */
export class Packing {
  private readonly taken: Float32Array;
  constructor(
    private readonly canvas: Canvas,
    private readonly z: number,
    /** Signed distance to the cavity's wall by pixel, mm, negative inside. */
    private readonly cavity: Float32Array,
    private readonly bend: readonly [Shift, Shift],
    private readonly mostBendMm: number,
  ) {
    this.taken = new Float32Array(cavity.length).fill(99);
  }

  /** Returns where it is: 1 for its pixels. Null where the slice passes it by. */
  place({ solids, hu, blendMm = 0, gapMm = 1.5, cloakMm = 0, edgeMm = 1.6 }: Organ): Uint8Array | null {
    const own = new Uint8Array(this.taken.length);
    const any = this.each(solids, blendMm, 8 + cloakMm, (i, x, y, distance) => {
      const depth = Math.max(distance, gapMm - this.taken[i], this.cavity[i] + 1.5);
      this.mix(i, depth, edgeMm, hu, x, y);
      if (depth < 0) own[i] = 1;
      this.taken[i] = Math.min(this.taken[i], depth - cloakMm);
    });
    return any ? own : null;
  }

  /** Something inside an organ that was placed. */
  inside(within: Uint8Array | null, solids: readonly Solid[], hu: OrganHu, edgeMm = 1.2): void {
    if (!within) return;
    this.each(solids, 0, 1, (i, x, y, depth) => {
      if (within[i] === 1) this.mix(i, depth, edgeMm, hu, x, y);
    });
  }

  private mix(i: number, depth: number, edgeMm: number, hu: OrganHu, x: number, y: number): void {
    const cover = clamp01(0.5 - depth / edgeMm);
    if (cover > 0) this.canvas.hu[i] += cover * (hu(x, y, depth) - this.canvas.hu[i]);
  }

  private each(
    solids: readonly Solid[],
    blendMm: number,
    marginMm: number,
    visit: (i: number, x: number, y: number, distance: number) => void,
  ): boolean {
    const { size, pixelMm } = this.canvas;
    const near = solids.filter(({ low, high }) => this.z > low[2] - 3 && this.z < high[2] + 3);
    if (near.length === 0) return false;
    const margin = marginMm + this.mostBendMm;
    const index = (mm: number): number => Math.max(0, Math.min(size - 1, Math.round(mm / pixelMm + (size - 1) / 2)));
    const span = (axis: 0 | 1): readonly [number, number] => [
      index(Math.min(...near.map(({ low }) => low[axis])) - margin),
      index(Math.max(...near.map(({ high }) => high[axis])) + margin),
    ];
    const [[left, right], [top, bottom]] = [span(0), span(1)];
    for (let row = top; row <= bottom; row++) {
      const y = (row - (size - 1) / 2) * pixelMm;
      for (let column = left; column <= right; column++) {
        const i = row * size + column;
        if (this.cavity[i] > 4) continue;
        const x = (column - (size - 1) / 2) * pixelMm;
        const [bentX, bentY] = [x + this.bend[0](x, y), y + this.bend[1](x, y)];
        let distance = 60;
        for (const solid of near) {
          if (bentX < solid.low[0] - marginMm || bentX > solid.high[0] + marginMm) continue;
          const one = solid.distance(bentX, bentY, this.z);
          distance = blendMm > 0 ? smoothMin(distance, one, blendMm) : Math.min(distance, one);
        }
        if (distance < marginMm) visit(i, x, y, distance);
      }
    }
    return true;
  }
}
