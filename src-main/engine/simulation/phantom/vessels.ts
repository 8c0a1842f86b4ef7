import type { Lungs } from './lungs';
import { pointsInLung } from './lungs';
import type { Mediastinum } from './mediastinum';
import type { Knot, Point } from './solid';

/** A piece of a vessel or of an airway: a rod that tapers. */
export interface Rod {
  readonly from: Knot;
  readonly to: Knot;
}

export interface LungTrees {
  readonly vessels: readonly Rod[];
  /** Lumens of the airways. */
  readonly airways: readonly Rod[];
}

/** Between the twigs of one tree, mm; arteries and veins each have theirs. */
const twigSpacingMm = 10.5;
/** How much the way back to the root counts beside the length of new vessel (Cuntz et al. 2010): 0 is a shortest net, 1 a star. */
const directness = 0.5;
const twigRadiusMm = 0.36;
/** Murray's law r^e = Σ r^e, with the exponent measured in lungs. */
const murray = 2.75;
const leastAirwayMm = 1.35;

/** Arteries and veins that reach every part of both lungs from the hila, and the airways that run beside the arteries. */
export function lungTrees(seed: number, lung: Lungs, between: Mediastinum): LungTrees {
  const vessels: Rod[] = [];
  const airways: Rod[] = [];
  for (const side of [-1, 1] as const) {
    const { artery, vein, bronchus } = between.hilum(side);
    const arteries = tree(artery, pointsInLung(2 * seed, side, twigSpacingMm, 3, lung));
    const veins = tree(vein, pointsInLung(2 * seed + 1, side, twigSpacingMm, 3, lung));
    vessels.push(...arteries.rods, ...veins.rods);
    airways.push(...besides(arteries, artery, bronchus));
  }
  return { vessels, airways };
}

interface Tree {
  readonly rods: readonly Rod[];
}

/** Joins points to a root, nearest first, each where new length and way to the root together are least, then gives every branch its width. */
function tree([rootX, rootY, rootZ, rootRadius]: Knot, targets: readonly Point[]): Tree {
  const sorted = targets
    .map((point) => ({ point, far: Math.hypot(point[0] - rootX, point[1] - rootY, point[2] - rootZ) }))
    .sort((a, b) => a.far - b.far);
  const count = sorted.length + 1;
  const [xs, ys, zs] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const way = new Float64Array(count);
  const parent = new Int32Array(count).fill(-1);
  [xs[0], ys[0], zs[0]] = [rootX, rootY, rootZ];
  for (let i = 1; i < count; i++) {
    const [x, y, z] = sorted[i - 1].point;
    let best = Infinity;
    for (let j = 0; j < i; j++) {
      const [dx, dy, dz] = [x - xs[j], y - ys[j], z - zs[j]];
      const cost = Math.sqrt(dx * dx + dy * dy + dz * dz) + directness * way[j];
      if (cost >= best) continue;
      best = cost;
      parent[i] = j;
    }
    [xs[i], ys[i], zs[i]] = [x, y, z];
    const to = parent[i];
    way[i] = way[to] + Math.hypot(x - xs[to], y - ys[to], z - zs[to]);
  }
  const radius = radii(parent);
  smooth([xs, ys, zs], parent, radius);
  const knot = (i: number, width: number): Knot => [xs[i], ys[i], zs[i], Math.min(width, rootRadius)];
  const rods = Array.from({ length: count - 1 }, (_, k) => {
    const i = k + 1;
    // A branch begins with its own width, not with its parent's.
    const start = Math.min(radius[parent[i]], 1.25 * radius[i]);
    return { from: knot(parent[i], start), to: knot(i, radius[i]) };
  });
  return { rods };
}

function radii(parent: Int32Array): Float64Array {
  const load = new Float64Array(parent.length);
  // Children come after their parents.
  for (let i = parent.length - 1; i > 0; i--) {
    load[i] += twigRadiusMm ** murray;
    load[parent[i]] += load[i];
  }
  return load.map((sum) => Math.max(twigRadiusMm, sum ** (1 / murray)));
}

/** Draws every inner node towards the middle between its parent and its widest child, so that vessels run in bows. */
function smooth(axes: readonly Float64Array[], parent: Int32Array, radius: Float64Array): void {
  const widest = new Int32Array(parent.length).fill(-1);
  for (let i = 1; i < parent.length; i++) {
    const to = parent[i];
    if (widest[to] < 0 || radius[i] > radius[widest[to]]) widest[to] = i;
  }
  for (let pass = 0; pass < 4; pass++)
    for (const axis of axes) {
      const before = axis.slice();
      for (let i = 1; i < parent.length; i++)
        if (widest[i] >= 0) axis[i] = 0.5 * before[i] + 0.25 * (before[parent[i]] + before[widest[i]]);
    }
}

/** Airways beside the wider arteries: moved by the way from artery to bronchus, less and less as the artery narrows. */
function besides({ rods }: Tree, artery: Knot, bronchus: Knot): readonly Rod[] {
  const apart: Point = [bronchus[0] - artery[0], bronchus[1] - artery[1], bronchus[2] - artery[2]];
  const distance = Math.hypot(...apart);
  const widest = Math.max(...rods.map(({ from }) => from[3]));
  const beside = ([x, y, z, r]: Knot): Knot => {
    const share = Math.max((2 * r + 0.8) / distance, (r / widest) ** 1.5);
    return [x + share * apart[0], y + share * apart[1], z + share * apart[2], Math.min(0.72 * r, bronchus[3])];
  };
  return rods.filter(({ to }) => to[3] > leastAirwayMm).map(({ from, to }) => ({ from: beside(from), to: beside(to) }));
}
