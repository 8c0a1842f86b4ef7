import type { Random } from '../../random';
import type { Coloured, Enhancement } from './abdomen-organs';
import type { Textures } from './chest-wall';
import type { OrganHu } from './packing';
import { type Knot, type Solid, tube } from './solid';
import { clamp01, mix } from './tissue';

/** Stomach, duodenum, colon and loops of small bowel, in the order in which they keep their shape; then the vessels that run to the loops. */
export interface Bowel {
  readonly loops: readonly Coloured[];
  readonly mesentery: readonly Solid[];
}

/** What a stretch of bowel holds: below the level air, under it fluid, chyme or stool. */
interface Content {
  readonly wallMm: number;
  readonly wallHu: number;
  readonly fluidHu: number;
  /** y above which there is air, mm; −Infinity for none. */
  readonly airAboveMm: number;
  /** How much of it is crumbs and bubbles, 0 to 1. */
  readonly stool: number;
}

const filled =
  ({ wallMm, wallHu, fluidHu, airAboveMm, stool }: Content) =>
  ({ fine, coarse }: Textures): OrganHu =>
  (x, y, depth) => {
    // Folds reach into the lumen.
    const wall = wallMm * (1 + 0.5 * coarse(y, x));
    const crumbs = coarse(x * 1.8, y * 1.8) + 0.7 * fine(x, y);
    const bubbles = clamp01(4 * (crumbs - 0.55)) * stool;
    const content = mix(fluidHu + stool * 45 * crumbs + 4 * coarse(x, y), -750, bubbles);
    const lumen = mix(content, -965, clamp01((airAboveMm - y) / 1.2 + 0.5));
    return mix(wallHu, lumen, clamp01((-depth - wall) / 1.3 + 0.5));
  };

export function bowelOf(random: Random, agent: Enhancement): Bowel {
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const about = ([x, y, z, r]: Knot, mm: number): Knot => [
    x + mm * random.normal(),
    y + mm * random.normal(),
    z + mm * random.normal(),
    r,
  ];
  const wallHu = agent.bowelWall;
  // Some drink contrast medium before the scan.
  const oral = random.uniform() < 0.3 ? between(120, 320) : null;
  const stomach: Coloured = {
    solids: tube([
      about([52, 26, 170, 22], 3),
      about([66, 4, 152, between(27, 38)], 3),
      about([54, -38, 122, between(22, 32)], 3),
      about([18, -56, 100, 17], 3),
      [-22, -44, 94, 11],
    ]),
    hu: filled({ wallMm: 4, wallHu, fluidHu: oral ?? between(10, 35), airAboveMm: between(-70, -25), stool: between(0, 0.5) }),
    gapMm: 2,
  };
  const duodenum: Coloured = {
    solids: tube([
      [-24, -42, 94, 11],
      [-46, -22, 90, 12],
      [-50, -4, 68, 12],
      [-40, 6, 44, 11.5],
      [0, 12, 40, 11],
      [34, 2, 62, 11],
    ]),
    hu: filled({ wallMm: 2.4, wallHu, fluidHu: oral ?? between(10, 30), airAboveMm: -Infinity, stool: 0.1 }),
  };
  return {
    loops: [stomach, duodenum, ...colon(random, wallHu), ...smallBowel(random, wallHu, oral)],
    mesentery: Array.from({ length: 46 }, () => {
      const to: Knot = [between(-80, 85), between(-72, 10), between(-30, 85), 0.8];
      const root: Knot = [-6, -8, to[2] + between(-6, 22), between(1.2, 2.2)];
      return tube([root, about([(root[0] + to[0]) / 2, (root[1] + to[1]) / 2, (root[2] + to[2]) / 2, 1.3], 7), to]);
    }).flat(),
  };
}

/** Up on the right, across in front, down on the left; the haustra make it wide and narrow in turn. */
function colon(random: Random, wallHu: number): Coloured[] {
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const sag = between(-35, 20);
  const paths: readonly (readonly (readonly [number, number, number])[])[] = [
    [
      [-92, 18, -40],
      [-96, 24, -10],
      [-97, 28, 20],
      [-94, 28, 48],
      [-84, 8, 62],
      [-78, -22, 64],
    ],
    [
      [-78, -30, 62],
      [-52, -62, 56 + sag],
      [-18, -74, 44 + sag],
      [20, -76, 44 + sag],
      [56, -66, 62 + sag],
      [88, -32, 96],
      [100, 0, 118],
    ],
    [
      [101, 6, 116],
      [104, 30, 92],
      [104, 38, 56],
      [102, 38, 20],
      [96, 32, -12],
      [86, 22, -40],
    ],
  ];
  return paths.map((path, i) => {
    const wide = [between(17, 26), between(13, 22), between(8, 17)][i];
    const knots = path.flatMap(([x, y, z], k): Knot[] => {
      const next = path[k + 1];
      const radius = (): number => wide * between(0.75, 1.1);
      const here: Knot = [x, y, z, radius()];
      return next ? [here, [(x + next[0]) / 2, (y + next[1]) / 2, (z + next[2]) / 2, radius()]] : [here];
    });
    const gas = random.uniform();
    return {
      solids: tube(knots),
      hu: filled({
        wallMm: 1.8,
        wallHu: wallHu - 5,
        fluidHu: between(15, 50),
        airAboveMm: gas < 0.35 ? -Infinity : [between(0, 30), between(-85, -50), between(20, 40)][i],
        stool: between(0.3, 1),
      }),
      gapMm: 2,
    };
  });
}

/** Loops wander through the middle of the belly. */
function smallBowel(random: Random, wallHu: number, oral: number | null): Coloured[] {
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const kept = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
  return Array.from({ length: 30 }, (): Coloured => {
    let at: readonly [number, number, number] = [between(-78, 82), between(-72, 14), between(-30, 100)];
    let heading = between(0, 6.3);
    const wide = between(8, 13.5);
    const knots = Array.from({ length: 7 }, (): Knot => {
      const [x, y, z] = at;
      heading += 0.9 * random.normal();
      at = [
        kept(x + 22 * Math.cos(heading), -84, 88),
        kept(y + 22 * Math.sin(heading), -76, 18),
        kept(z + 9 * random.normal(), -40, 84),
      ];
      return [x, y, z, wide * between(0.8, 1.15)];
    });
    const gas = random.uniform() < 0.18;
    return {
      solids: tube(knots),
      hu: filled({
        wallMm: 2.2,
        wallHu,
        fluidHu: oral !== null && random.uniform() < 0.7 ? oral * between(0.6, 1) : between(8, 38),
        airAboveMm: gas ? knots[3][1] - between(-4, 6) : -Infinity,
        stool: 0.15,
      }),
      gapMm: 1.3,
    };
  });
}
