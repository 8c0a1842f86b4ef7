import type { Random } from '../../random';
import type { Textures } from './chest-wall';
import type { Organ, OrganHu } from './packing';
import { ellipsoid, type Knot, type Point, type Solid, tube } from './solid';
import { clamp01, mix, tissue } from './tissue';

/** HU of what takes up contrast medium. */
export interface Enhancement {
  readonly artery: number;
  readonly cava: number;
  readonly portal: number;
  readonly liver: number;
  readonly spleen: number;
  readonly cortex: number;
  readonly medulla: number;
  readonly renalPelvis: number;
  readonly pancreas: number;
  readonly bowelWall: number;
  readonly muscle: number;
}
type Row = readonly [number, number, number, number, number, number, number, number, number, number, number];
const enhancement = ([artery, cava, portal, liver, spleen, cortex, medulla, renalPelvis, pancreas, bowelWall, muscle]: Row) => ({
  artery,
  cava,
  portal,
  liver,
  spleen,
  cortex,
  medulla,
  renalPelvis,
  pancreas,
  bowelWall,
  muscle,
});
/** Without contrast medium, and 30, 70 and 240 s after it. */
export const phases: readonly Enhancement[] = [
  enhancement([42, 40, 41, 58, 49, 33, 31, 6, 42, 38, 54]),
  enhancement([310, 75, 85, 66, 135, 185, 62, 8, 108, 75, 57]),
  enhancement([165, 145, 178, 112, 124, 190, 150, 12, 98, 88, 62]),
  enhancement([118, 114, 120, 92, 102, 150, 158, 420, 76, 68, 60]),
];

/** An organ of one patient: its colour is known once the textures of a slice are. */
export type Coloured = Omit<Organ, 'hu'> & { readonly hu: (textures: Textures) => OrganHu };

export interface SolidOrgans {
  /** In the order in which they keep their shape. */
  readonly behind: readonly Coloured[];
  readonly kidneys: readonly {
    readonly body: Coloured;
    readonly sinus: Solid;
    readonly pelvis: Solid;
    readonly cysts: readonly Solid[];
  }[];
  readonly spleen: Coloured;
  readonly liver: Coloured;
  readonly liverVessels: readonly { readonly rods: readonly Solid[]; readonly hu: number }[];
  /** Faint lesions: HU above or below the liver about them. */
  readonly lesions: readonly { readonly solid: Solid; readonly contrastHu: number }[];
  readonly upper: readonly Coloured[];
  readonly calcium: readonly Solid[];
}

const level =
  (hu: number, coarse = 3, fine = 2) =>
  (textures: Textures): OrganHu =>
  (x, y) =>
    hu + coarse * textures.coarse(x, y) + fine * textures.fine(x, y);

/** A point moved by a few mm. */
const about = (random: Random, [x, y, z]: Point, mm: number): Point => [
  x + mm * random.normal(),
  y + mm * random.normal(),
  z + mm * random.normal(),
];
const between = (random: Random, low: number, high: number): number => low + (high - low) * random.uniform();

export function solidOrgans(random: Random, agent: Enhancement): SolidOrgans {
  // A fatty liver is darker than the spleen.
  const liverHu = agent.liver - (random.uniform() < 0.25 ? between(random, 10, 45) : between(random, -6, 6));
  const large = between(random, 0.9, 1.12);
  return {
    behind: greatVessels(random, agent),
    kidneys: [-1, 1].map((side) => kidney(random, side, agent)),
    spleen: {
      solids: [ellipsoid(about(random, [88, 30, 138], 5), [58 * large, 30, 46 * large], [0.45, 1, 0.1])],
      hu: level(agent.spleen, 4, 2),
    },
    liver: {
      solids: [
        ellipsoid([-66, -4, 120], [80 * large, 92, 80 * large]),
        ellipsoid([-88, 10, 82], [38, 62, 50 * large]),
        ellipsoid(about(random, [12, -60, 142], 4), [74 * large, 34, 42], [1, 0.12, 0.2]),
        ellipsoid([-14, 14, 140], [19, 17, 26]),
      ],
      blendMm: 14,
      hu: level(liverHu, 3.5, 2.5),
      edgeMm: 2,
    },
    liverVessels: [
      {
        rods: [
          ...tree(random, [-30, 2, 130], 6.5, [-70, -5, 118], 5),
          ...tree(random, [-60, -2, 120], 5, [-82, 4, 94], 4),
          ...tree(random, [-34, 0, 134], 5, [0, -52, 142], 3),
        ],
        hu: mix(liverHu - 12, agent.portal, agent.portal > 60 ? 0.92 : 0),
      },
      {
        rods: [...tree(random, [-20, 16, 172], 6.5, [-66, 14, 145], 4), ...tree(random, [-20, 14, 174], 6, [-50, -30, 140], 4)],
        hu: mix(liverHu - 14, agent.cava, agent.cava > 100 ? 0.95 : 0),
      },
    ],
    lesions: Array.from({ length: 3 + random.integer(6) }, () => {
      const radius = 2.5 * 6 ** random.uniform();
      const place: Point = [between(random, -120, 20), between(random, -70, 60), between(random, 70, 175)];
      const contrastHu = (random.uniform() < 0.75 ? -1 : 1) * between(random, 5, 30);
      return { solid: ellipsoid(place, [radius, radius * between(random, 0.75, 1.2), radius]), contrastHu };
    }),
    upper: upperOrgans(random, agent),
    calcium: Array.from({ length: random.integer(5) }, () => {
      const radius = between(random, 0.8, 3);
      return ellipsoid(
        [between(random, -110, 110), between(random, -40, 50), between(random, 60, 170)],
        [radius, radius, radius],
      );
    }),
  };
}

/** Branches from a root towards a target, thinner with every fork. */
function tree(random: Random, root: Point, radius: number, target: Point, forks: number): readonly Solid[] {
  const middle = about(random, [(root[0] + target[0]) / 2, (root[1] + target[1]) / 2, (root[2] + target[2]) / 2], 4);
  const stem = tube([
    [...root, radius],
    [...middle, radius * 0.92],
    [...target, radius * 0.82],
  ]);
  if (forks === 0) return stem;
  const reach = 16 + 7 * forks;
  const branches = Array.from({ length: 2 }, () => {
    const to: Point = [
      target[0] + reach * (0.7 * random.normal() + 0.4 * Math.sign(target[0] - root[0])),
      target[1] + reach * 0.8 * random.normal(),
      target[2] + reach * 0.7 * random.normal(),
    ];
    return tree(random, target, radius * between(random, 0.55, 0.8), to, forks - 1);
  });
  return [...stem, ...branches.flat()];
}

function greatVessels(random: Random, agent: Enhancement): Coloured[] {
  const wide = between(random, 8.5, 11.5);
  const calcified = random.uniform() < 0.45 ? between(random, 0.15, 0.6) : 2;
  const wall =
    (textures: Textures): OrganHu =>
    (x, y, depth) => {
      const plaque = depth > -2.2 && textures.broad(x * 1.7, y * 1.7) > calcified;
      return plaque ? 650 : agent.artery + 2 * textures.coarse(x, y);
    };
  const flow = (hu: number) => level(hu, 2, 1);
  const bend = 5 * random.normal();
  const knots = (...list: readonly Knot[]): readonly Solid[] => tube(list);
  return [
    {
      solids: [
        ...knots(
          [10, 40, 200, wide + 1],
          [7 + bend, 38, 110, wide],
          [5 + bend, 34, 40, wide - 1],
          [2, 34, 10, wide - 1],
          [16, 38, -20, 6.5],
          [24, 36, -40, 6],
        ),
        ...knots([2, 34, 10, wide - 2], [-14, 38, -20, 6.5], [-22, 36, -40, 6]),
      ],
      hu: wall,
    },
    {
      solids: knots(
        [-22, 22, 200, 12],
        [-22, 26, 150, 12],
        [-21, 36, 90, 10.5],
        [-19, 38, 20, 10.5],
        [-20, 42, -10, 10],
        [-30, 42, -40, 8],
      ),
      hu: flow(agent.cava),
    },
    {
      solids: [
        ...knots([6, 32, 108, 4], [5, 12, 100, 3.8], [3, -2, 70, 3.5], [-4, -14, 20, 3], [-12, -18, -20, 2.5]),
        ...knots([6, 32, 124, 4], [6, 18, 124, 3.6], [-16, 10, 122, 3]),
        ...knots([6, 20, 124, 3], [40, 16, 130, 3], [74, 24, 138, 2.6]),
      ],
      hu: flow(agent.artery),
    },
    {
      solids: [
        ...knots([-12, -12, -10, 4.5], [-11, -8, 50, 5.5], [-12, 0, 102, 7], [-24, 2, 122, 7.5], [-42, 2, 136, 7]),
        ...knots([-12, 2, 104, 5.5], [18, 4, 112, 5], [52, 14, 124, 4.5], [80, 26, 136, 4]),
      ],
      hu: flow(agent.portal),
      cloakMm: 1,
    },
    {
      solids: [...knots([42, 34, 102, 5], [20, 26, 106, 5], [-14, 30, 104, 5.5]), ...knots([-54, 36, 92, 5], [-26, 34, 96, 5.5])],
      hu: flow(agent.cava),
    },
    {
      solids: [...knots([36, 36, 102, 3], [8, 40, 104, 3]), ...knots([-46, 40, 92, 3], [2, 42, 100, 3])],
      hu: flow(agent.artery),
    },
  ];
}

/** Cortex with pyramids in it, and fat about vessels and pelvis at the hilum. */
function kidney(random: Random, side: number, agent: Enhancement): SolidOrgans['kidneys'][number] {
  const centre = about(random, [side * 62, 40, side < 0 ? 86 : 98], 4);
  const long = between(random, 48, 58);
  const [cortex, medulla] = [agent.cortex, agent.medulla];
  const hilum: Point = [centre[0] - side * 13, centre[1] - 6, centre[2]];
  const [wide, pyramids] = [between(random, 26, 31), between(random, 0, 6)];
  const dilated = random.uniform() < 0.15 ? 1.9 : 1;
  return {
    body: {
      solids: [ellipsoid(centre, [wide, 24, long], [1, -side * 0.55, 0.22])],
      cloakMm: between(random, 3, 9),
      hu: (textures) => (x, y, depth) => {
        const turn = Math.atan2(y - hilum[1], x - hilum[0]);
        const rays = Math.sin(6 * turn + pyramids) + 0.6 * textures.coarse(x, y);
        const inner = clamp01((-depth - 6) / 2) * clamp01(0.5 + 1.6 * (rays + 0.2));
        return mix(cortex, medulla, inner) + 3 * textures.fine(x, y);
      },
    },
    sinus: ellipsoid(hilum, [18, 11, long * 0.5], [1, -side * 0.55, 0]),
    pelvis: ellipsoid([hilum[0] - side * 3, hilum[1], hilum[2]], [10 * dilated, 5 * dilated, 13 * dilated], [1, -side * 0.3, 0]),
    cysts: Array.from({ length: random.uniform() < 0.45 ? 1 + random.integer(2) : 0 }, () => {
      const radius = 3 * 5 ** random.uniform();
      return ellipsoid(about(random, [centre[0] + side * 14, centre[1], centre[2]], 18), [radius, radius, radius]);
    }),
  };
}

/** Gall bladder, pancreas and adrenal glands. */
function upperOrgans(random: Random, agent: Enhancement): Coloured[] {
  const fatty = between(random, 0, 0.8);
  const stones = random.uniform() < 0.2;
  return [
    {
      solids: [ellipsoid(about(random, [-46, -48, 84], 4), [17, 15, between(random, 20, 32)], [0.4, -1, -0.3])],
      hu: (textures) => (x, y, depth) => {
        if (depth > -1.4) return agent.bowelWall;
        return stones && textures.coarse(x * 1.6, y * 1.6) > 0.35 && y > -44 ? 190 : 8 + textures.fine(x, y);
      },
    },
    {
      solids: tube([
        [-36, 2, 84, 11],
        [-32, -6, 98, 13],
        [-10, -12, 106, 9],
        [18, -8, 112, 9],
        [52, 6, 126, 9.5],
        [78, 22, 138, 8],
      ]),
      hu: (textures) => (x, y) => {
        const lobules = clamp01(2.2 * (textures.fine(x * 0.6, y * 0.6) - 0.75 + fatty));
        return mix(agent.pancreas + 4 * textures.coarse(x, y), tissue.fat + 25, 0.75 * lobules);
      },
      edgeMm: 2,
    },
    ...[-1, 1].map((side): Coloured => ({
      solids: [
        ...tube([
          [side * 30, 30, 150, 3],
          [side * 38, 44, 144, 2.2],
          [side * 44, 54, 136, 1.8],
        ]),
        ...tube([
          [side * 30, 30, 150, 3],
          [side * 30, 46, 140, 1.9],
        ]),
      ],
      hu: level(agent.bowelWall - 5),
      edgeMm: 1.2,
    })),
  ];
}
