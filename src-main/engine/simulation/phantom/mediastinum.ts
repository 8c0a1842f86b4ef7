import { type ChestShape, spineY } from './chest-shape';
import { ellipsoid, type Knot, smoothMin, type Solid, tube } from './solid';
import { smoothStep, tissue } from './tissue';

export interface Organ {
  readonly solids: readonly Solid[];
  readonly hu: number;
  /** Width of its edge, mm: slanting walls are blurred by the thickness of a slice. */
  readonly edgeMm: number;
}

export interface Mediastinum {
  /** In the order they are painted. */
  readonly organs: readonly Organ[];
  readonly trachea: readonly Solid[];
  /** Where arteries and airways enter the lungs, by side: right (-1), left (1). */
  readonly hilum: (side: -1 | 1) => { readonly artery: Knot; readonly vein: Knot; readonly bronchus: Knot };
  /** Signed distance to all that lies between the lungs, smooth, mm: only solids near z are looked at. */
  readonly distanceAt: (z: number) => (x: number, y: number) => number;
}

const aorta: readonly Knot[] = [
  [2, -14, -30, 14],
  [-8, -24, -12, 16],
  [-16, -26, 12, 16],
  [-15, -22, 40, 15],
  [-6, -10, 58, 14],
  [10, 14, 62, 13.5],
  [22, 38, 48, 13],
  [25, 50, 24, 12.5],
  [24, 52, -20, 12],
  [19, 50, -70, 11.5],
  [10, 46, -135, 11],
];
const pulmonary: readonly (readonly Knot[])[] = [
  [
    [8, -36, -12, 13],
    [14, -30, 4, 14],
    [18, -14, 16, 13],
    [30, 6, 20, 11],
    [42, 24, 10, 9],
  ],
  [
    [17, -12, 16, 11],
    [0, 0, 14, 10.5],
    [-22, 5, 10, 10],
    [-38, 10, 4, 8.5],
  ],
];
const veins: readonly (readonly Knot[])[] = [
  // Superior vena cava and the veins of the arms and neck.
  [
    [-26, -16, 74, 8],
    [-27, -15, 40, 9.5],
    [-28, -14, 4, 10],
    [-30, -14, -24, 12],
  ],
  [
    [148, -4, 88, 5],
    [110, -14, 106, 5.5],
    [56, -28, 110, 6],
    [34, -30, 92, 6],
    [6, -30, 80, 6.5],
    [-24, -17, 70, 7],
  ],
  [
    [-148, -6, 88, 5],
    [-110, -15, 108, 5.5],
    [-56, -26, 112, 6],
    [-36, -22, 100, 6.5],
    [-27, -16, 74, 8],
  ],
  // Inferior vena cava, azygos, and the pulmonary veins into the left atrium.
  [
    [-26, -6, -62, 12],
    [-25, 6, -86, 11.5],
    [-24, 14, -135, 12],
  ],
  [
    [-6, 50, -135, 3],
    [-7, 50, 10, 3.6],
    [-10, 42, 30, 4],
    [-20, 18, 38, 4.5],
    [-26, -8, 36, 5],
  ],
  [
    [-10, 10, -20, 8],
    [-32, 10, -24, 6.5],
  ],
  [
    [18, 12, -16, 8],
    [38, 14, -18, 6.5],
  ],
  [
    [20, -2, -10, 7],
    [36, -8, -6, 5.5],
  ],
];
const headVessels: readonly (readonly Knot[])[] = [
  [
    [-7, -8, 64, 7],
    [-14, -8, 84, 6.5],
    [-20, -6, 104, 5.5],
    [-22, -6, 140, 4.5],
  ],
  [
    [6, 4, 70, 4.5],
    [13, 2, 90, 4],
    [20, -4, 140, 4],
  ],
  [
    [16, 20, 70, 5.5],
    [24, 20, 92, 5],
    [34, 8, 110, 5],
    [64, -6, 122, 4.5],
    [118, -4, 106, 4.2],
    [152, 6, 84, 4],
  ],
  [
    [-18, -5, 100, 5],
    [-32, -2, 114, 5],
    [-64, -8, 124, 4.5],
    [-116, -6, 106, 4.2],
    [-152, 6, 84, 4],
  ],
];
const oesophagus: readonly Knot[] = [
  [3, 15, 140, 6],
  [5, 24, 90, 6.5],
  [5, 40, 24, 7],
  [6, 44, -30, 7],
  [13, 38, -85, 8],
  [22, 24, -125, 9],
];
const trachea: readonly Knot[] = [
  [0, -2, 140, 8.5],
  [0, 6, 90, 8.5],
  [-3, 22, 30, 8.5],
];

/** Heart, great vessels and what runs between the lungs. Positions are an adult's; z = 0 lies at the hila. */
export function mediastinum(shape: ChestShape): Mediastinum {
  const myocardium = [
    ellipsoid([36, -27, -58], [54, 37, 37], [0.74, -0.44, -0.5]),
    ellipsoid([2, -50, -52], [47, 30, 38], [0.9, 0.1, -0.45]),
    ellipsoid([-32, -17, -46], [30, 26, 36], [0.4, 1, 0.2]),
    ellipsoid([4, 8, -26], [38, 21, 24]),
    ellipsoid([38, -12, -18], [17, 16, 15]),
  ];
  const cavities = [ellipsoid([35, -24, -56], [38, 21, 21], [0.74, -0.44, -0.5])];
  const great = [aorta, ...pulmonary, ...veins, ...headVessels].map((knots) => tube(knots));
  const gullet = tube(oesophagus);
  const windpipe = [...tube(trachea), ...bronchi.flatMap((knots) => tube(knots))];
  const spine = Array.from({ length: 30 }, (_, i) => -140 + 10 * i).map((z) => ellipsoid([0, spineY(z) + 8, z], [20, 21, 16]));
  const throat = ellipsoid([0, 8, 152], [44, 44, 66]);
  const fatPads = [ellipsoid([-36, -58, -84], [27, 26, 24]), ellipsoid([52, -60, -90], [32, 22, 22])];
  // A tube's own rods are joined plainly; what is blended are its borders with other organs.
  const parts = [...myocardium.map((part) => [grown(part, 3)]), ...great, gullet, windpipe, spine, [throat]];
  const all = [...parts.map((part) => part.map((solid) => grown(solid, 2))), fatPads, [behindSternum(shape), behindHeart]];

  return {
    organs: [
      { solids: [joined(myocardium, 9)], hu: tissue.myocardium, edgeMm: 2.6 },
      { solids: cavities, hu: tissue.blood - 2, edgeMm: 4 },
      { solids: gullet, hu: 36, edgeMm: 1.5 },
      { solids: gas, hu: -600, edgeMm: 1.6 },
      ...great.map((solids) => ({ solids, hu: tissue.blood, edgeMm: 1.4 })),
      { solids: thyroid, hu: 90, edgeMm: 1.5 },
    ],
    trachea: windpipe,
    hilum: (side) =>
      side < 0
        ? { artery: [-36, 9, 5, 8.5], vein: [-30, 8, -22, 6.5], bronchus: [-34, 27, -4, 6] }
        : { artery: [41, 22, 11, 9], vein: [36, 12, -17, 6.5], bronchus: [38, 32, -2, 5.6] },
    distanceAt: (z) => smoothUnion(all, z),
  };
}

const bronchi: readonly (readonly Knot[])[] = [
  [
    [-3, 21, 32, 8],
    [-14, 24, 14, 7],
    [-34, 27, -4, 6],
  ],
  [
    [-3, 21, 32, 8],
    [14, 26, 16, 6.4],
    [38, 32, -2, 5.6],
  ],
];
/** Here and there the oesophagus holds a little air. */
const gas = [ellipsoid([5, 30, 66], [3, 2, 9]), ellipsoid([6, 42, 2], [2, 1.6, 7]), ellipsoid([9, 41, -58], [2.6, 2, 8])];
const thyroid = [ellipsoid([-17, -4, 124], [8, 10, 17]), ellipsoid([17, -4, 124], [8, 10, 17])];

/** What ties the heart to the spine, so that the lungs do not meet behind it. */
const behindHeart: Solid = {
  low: [-10, -30, -140],
  high: [24, 70, 25],
  distance: (x, y, z) => {
    const beyond = Math.max(0, -20 - y, y - spineY(z));
    return Math.hypot(Math.max(0, Math.abs(x - 7) - 3), beyond, Math.max(0, z - 14)) - 4;
  },
};

/** Fat between sternum and vessels: broad above, a thin septum where the lungs nearly meet. */
function behindSternum(shape: ChestShape): Solid {
  return {
    low: [-60, -130, -125],
    high: [60, 0, 140],
    distance: (x, y, z) => {
      const front = shape.cageFront(z);
      const t = Math.max(0, Math.min(1, (y - front) / (-18 - front)));
      const broad = smoothStep(28, 80, z);
      const low = smoothStep(-30, -70, z);
      const half = 4.5 + 12 * broad + (10 + 8 * broad + 36 * low) * t * t;
      // Rounded off at the back, where the vessels take over.
      const beyond = Math.max(0, y + 24);
      return Math.hypot(Math.max(0, Math.abs(x - 2 - 6 * low) - half + 6), beyond) - 6;
    },
  };
}

const grown = (solid: Solid, by: number): Solid => ({
  low: [solid.low[0] - by, solid.low[1] - by, solid.low[2] - by],
  high: [solid.high[0] + by, solid.high[1] + by, solid.high[2] + by],
  distance: (x, y, z) => solid.distance(x, y, z) - by,
});

/** Several solids as one, the creases between them filled. */
function joined(solids: readonly Solid[], blend: number): Solid {
  const bound = (pick: 'low' | 'high', axis: 0 | 1 | 2): number =>
    Math[pick === 'low' ? 'min' : 'max'](...solids.map((solid) => solid[pick][axis]));
  return {
    low: [bound('low', 0), bound('low', 1), bound('low', 2)],
    high: [bound('high', 0), bound('high', 1), bound('high', 2)],
    distance: (x, y, z) => solids.reduce((nearest, solid) => smoothMin(nearest, solid.distance(x, y, z), blend), 60),
  };
}

/** Creases between organs are filled with fat over so many mm. */
const blendMm = 12;

function smoothUnion(groups: readonly (readonly Solid[])[], z: number): (x: number, y: number) => number {
  const near = groups
    .map((group) => group.filter(({ low, high }) => z > low[2] - blendMm && z < high[2] + blendMm))
    .filter((group) => group.length > 0);
  return (x, y) => {
    let all = 60;
    for (const group of near) {
      let own = 60;
      for (const { low, high, distance } of group) {
        if (x < low[0] - blendMm || x > high[0] + blendMm || y < low[1] - blendMm || y > high[1] + blendMm) continue;
        own = Math.min(own, distance(x, y, z));
      }
      if (own < 60) all = smoothMin(all, own, blendMm);
    }
    return all;
  };
}
