import { seededRandom } from '../../random';
import type { Blob, Capsule } from './canvas';
import { blobDistance, boxOf, Canvas, capsuleBox, capsuleDistance } from './canvas';
import { valueNoise } from './texture';
import { lungTrees } from './vessels';

/** HU of an unenhanced chest. */
const tissue = {
  air: -1000,
  lung: -865,
  fat: -105,
  muscle: 52,
  skin: 15,
  blood: 44,
  heart: 40,
  liver: 58,
  spleen: 50,
  disc: 75,
  cortex: 780,
  marrow: 190,
};

const ring = (x: number, y: number, rx: number, ry: number, waves: Blob['waves'] = [], turn = 0): Blob => ({
  x,
  y,
  rx,
  ry,
  waves,
  turn,
});
const clamp01 = (t: number): number => Math.max(0, Math.min(1, t));
const mix = (from: number, to: number, t: number): number => from + (to - from) * clamp01(t);

/**
 * A seeded chest, lung tips (z about 130 mm) to the domes of the liver (z about −110 mm); z = 0 lies at the hila. `slice` paints what lies at a
 * height, in HU, free of noise. Numbers are ordinary adult anatomy, swung a little by the seed.
 */
export function chestPhantom(seed: number): { readonly slice: (z: number, size: number, pixelMm: number) => Float32Array } {
  const random = seededRandom(seed, 41);
  const swing = (amount: number): number => 1 + amount * (2 * random.uniform() - 1);
  const body = { rx: 163 * swing(0.05), ry: 112 * swing(0.05), fat: 11 + 8 * random.uniform() };
  const bodyWaves: Blob['waves'] = [
    [2, -0.02, 0],
    [3, 0.012 * swing(0.5), random.uniform()],
    [4, -0.022, 0],
  ];
  const { vessels, airways } = lungTrees(seed);
  const nodules = Array.from({ length: 6 }, (_, i) => ({
    x: (i % 2 === 0 ? -1 : 1) * (55 + 35 * random.uniform()),
    y: -45 + 85 * random.uniform(),
    z: -75 + 160 * random.uniform(),
    radius: 2.5 + 5 * random.uniform(),
    hu: i === 2 ? -620 : i === 4 ? -480 : 35,
  }));
  const fine = valueNoise(seed + 1, 2.2);
  const coarse = valueNoise(seed + 2, 9);
  const streaks = valueNoise(seed + 3, 5);

  const slice = (z: number, size: number, pixelMm: number): Float32Array => {
    const canvas = new Canvas(size, pixelMm, tissue.air);
    const upper = clamp01((z - 60) / 80);
    const outline = ring(0, 0, body.rx * (1 + 0.14 * upper), body.ry * (1 - 0.13 * upper), bodyWaves);
    const inner = (by: number): Blob => ({ ...outline, rx: outline.rx - by, ry: outline.ry - by });

    const paint = (blob: Blob, hu: number | ((x: number, y: number) => number), soft?: number): void =>
      canvas.paint(boxOf(blob), (x, y) => blobDistance(blob, x, y), hu, soft);
    const tube = (capsule: Capsule, hu: number, extra = 0, soft?: number, within?: Uint8Array): void => {
      const lowest = Math.min(capsule.from[2], capsule.to[2]) - capsule.radius - extra - 1;
      const highest = Math.max(capsule.from[2], capsule.to[2]) + capsule.radius + extra + 1;
      if (z < lowest || z > highest) return;
      canvas.paint(capsuleBox(capsule, extra + 1), (x, y) => capsuleDistance(capsule, x, y, z) - extra, hu, soft, within);
    };
    const meat =
      (hu: number, amount = 5) =>
      (x: number, y: number) =>
        hu + amount * coarse(x, y, z);

    // The couch: a thin shell with foam in it.
    const couch = ring(0, outline.ry - 190 + 205, 230, 205);
    const couchEdge = (x: number, y: number): number => Math.max(Math.abs(blobDistance(couch, x, y)) - 1.2, outline.ry + 8 - y);
    canvas.paint({ x: 0, y: outline.ry + 15, rx: 200, ry: 25 }, couchEdge, -380);

    // The wall of the chest, from outside in.
    paint(outline, tissue.skin);
    paint(inner(2), (x, y) => tissue.fat + 8 * coarse(x, y, z) + (streaks(x, y, z) > 0.55 ? 25 : 0));
    const cage = { rx: outline.rx - body.fat - 16 - 26 * upper, ry: outline.ry - body.fat - 12 };
    const muscle = ring(0, 2, cage.rx + 13 + 14 * upper, cage.ry + 9, [
      [2, 0.02, 0],
      [4, -0.025, 0.3],
    ]);
    paint(muscle, (x, y) => mix(tissue.muscle, tissue.fat, (streaks(x * 0.6, y * 1.7, z) - 0.42) * 5) + 4 * coarse(x, y, z), 2);
    for (const side of [-1, 1]) {
      paint(ring(side * 62, -cage.ry - 3, 48, 8 + 5 * upper, [], side * 0.22), meat(tissue.muscle), 2);
      paint(ring(side * 34, cage.ry - 3, 25, 17, [[3, 0.05, 0]]), meat(tissue.muscle, 9), 2);
    }
    const thorax = ring(0, 0, cage.rx, cage.ry, [
      [2, 0.015, 0],
      [3, 0.02, -Math.PI / 2],
      [4, -0.03, 0],
    ]);
    paint(thorax, (x, y) => tissue.fat + 12 + 10 * coarse(x, y, z));

    // Lungs narrow to their tips; the diaphragm pushes up from below.
    for (const side of [-1, 1]) {
      const tip = Math.sqrt(clamp01((132 - z) / 120));
      const lung = ring(
        side * cage.rx * 0.53,
        -2 + 8 * (1 - tip),
        cage.rx * 0.455 * (0.3 + 0.7 * tip),
        (cage.ry - 5) * (0.35 + 0.65 * tip),
        [
          [2, -0.03, 0],
          [3, side * 0.04, 0],
          [4, -0.035, 0],
        ],
      );
      if (z < 132) paint(lung, (x, y) => tissue.lung + 18 * fine(x, y, z) + 14 * coarse(x, y, z) + 0.32 * (y + 20));
      const dome = { x: side * 68 - 6, top: side < 0 ? -62 : -74 };
      const height = (x: number, y: number): number => dome.top - ((x - dome.x) / 8.4) ** 2 * 0.62 - ((y + 8) / 8.6) ** 2 * 0.55;
      if (z < dome.top + 4) {
        const organ = (x: number, y: number): number => (side < 0 ? meat(tissue.liver, 4)(x, y) : meat(tissue.spleen, 4)(x, y));
        canvas.paint(boxOf(lung), (x, y) => Math.max(blobDistance(lung, x, y) - 0.5, (z - height(x, y)) * 0.45), organ, 1.5);
        if (side > 0) {
          canvas.paint(
            boxOf(lung),
            (x, y) => Math.max(blobDistance(ring(52, -42, 30, 26, [[2, 0.08, 1]]), x, y), (z - height(x, y) + 14) * 0.5),
            (x, y) => (y < -46 ? -960 : 18 + 5 * fine(x, y, z)),
            1,
          );
        }
      }
    }

    // What branches in the lungs stays in them. Vessels darken with size below a pixel by their share of it.
    const lungs = Uint8Array.from(canvas.hu, (hu) => Number(hu > -960 && hu < -600));
    for (const vessel of vessels)
      if (vessel.radius > 0.4) tube(vessel, mix(-420, 42, (vessel.radius - 0.35) / 1.1), 0, Math.max(pixelMm, 1), lungs);
    for (const { x, y, z: at, radius, hu } of nodules)
      tube({ from: [x, y, at], to: [x + 1, y, at + 1], radius }, hu, 0, hu < 0 ? 3 : 1.4, lungs);

    // Mediastinum.
    const wide = mix(26, 33, (60 - z) / 60) + 12 * clamp01((-z - 20) / 60);
    paint(
      ring(4, -8 + 10 * upper, wide, cage.ry * 0.86, [
        [2, 0.1, 0],
        [3, 0.05, 1],
      ]),
      (x, y) => tissue.fat + 6 + 14 * coarse(x, y, z),
      2.5,
    );
    const heartSize = Math.sqrt(clamp01((6 - z) / 46)) * clamp01((z + 128) / 24);
    if (heartSize > 0.1) {
      paint(
        ring(
          16,
          -33,
          64 * heartSize,
          50 * heartSize,
          [
            [2, 0.06, 0.9],
            [3, 0.05, 0.2],
          ],
          0.45,
        ),
        tissue.fat + 10,
        2,
      );
      paint(
        ring(
          16,
          -33,
          61 * heartSize,
          46.5 * heartSize,
          [
            [2, 0.06, 0.9],
            [3, 0.05, 0.2],
          ],
          0.45,
        ),
        meat(tissue.heart + 12, 3),
        1.5,
      );
      paint(ring(30, -28, 27 * heartSize, 21 * heartSize, [[3, 0.07, 0]], 0.5), meat(tissue.blood, 2), 3);
      paint(ring(-8, -42, 27 * heartSize, 23 * heartSize, [[2, 0.1, 0]], 0.3), meat(tissue.blood - 2, 2), 3);
      paint(ring(2, -4, 24 * heartSize, 15 * heartSize, [[2, 0.08, 0]]), meat(tissue.blood - 1, 2), 3);
    }
    const big: readonly Capsule[] = [
      { from: [20, 34, 62], to: [16, 40, -160], radius: 12.5 },
      { from: [20, 34, 62], to: [6, 2, 74], radius: 13.5 },
      { from: [6, 2, 74], to: [-12, -24, 52], radius: 14.5 },
      { from: [-12, -24, 52], to: [-6, -30, -10], radius: 16 },
      { from: [-28, -18, 120], to: [-25, -20, -14], radius: 9 },
      { from: [12, -26, 8], to: [14, -18, 30], radius: 14 },
      { from: [14, -18, 28], to: [-34, 4, 14], radius: 10.5 },
      { from: [16, -16, 30], to: [44, 10, 22], radius: 10.5 },
      { from: [-6, -8, 74], to: [-16, -8, 150], radius: 6 },
      { from: [6, -2, 76], to: [8, 0, 150], radius: 4.2 },
      { from: [16, 8, 74], to: [24, 12, 150], radius: 4.6 },
      { from: [26, -22, 96], to: [-26, -22, 84], radius: 5.5 },
    ];
    for (const vessel of big) tube(vessel, tissue.blood + 2 * coarse(z, vessel.radius, 3), 0, 1.4);
    tube({ from: [4, 26, 150], to: [2, 30, -150], radius: 6.5 }, 38);
    tube({ from: [3, 26, 150], to: [1, 30, -150], radius: 1.8 }, -500);
    for (const airway of airways) tube(airway, 20, 1.3);
    for (const airway of airways) tube(airway, -985);

    spine(paint, tube, z, fine);
    ribs(canvas, cage, z, fine);
    sternumAndGirdle(paint, tube, z, cage, upper, fine);
    return canvas.hu;
  };
  return { slice };
}

type Paint = (blob: Blob, hu: number | ((x: number, y: number) => number), soft?: number) => void;
type Tube = (capsule: Capsule, hu: number, extra?: number, soft?: number) => void;
type Noise = (x: number, y: number, z: number) => number;

function spine(paint: Paint, tube: Tube, z: number, fine: Noise): void {
  const marrow = (x: number, y: number): number => tissue.marrow + 75 * fine(x, y, z) + 30 * fine(x * 2, y * 2, z);
  const period = 25;
  const within = (((z % period) + period) % period) / period;
  const y = 66;
  const body = ring(0, y, 17.5, 14, [
    [2, 0.02, 0],
    [3, -0.06, -Math.PI / 2],
  ]);
  const bone = within > 0.2;
  paint(body, bone ? tissue.cortex * 0.75 : tissue.disc, 1.2);
  if (bone) paint({ ...body, rx: 16, ry: 12.6 }, within < 0.28 || within > 0.92 ? 420 : marrow, 1.2);
  paint(ring(0, y + 25, 14.5, 11), tissue.cortex * 0.8);
  paint(ring(0, y + 26, 13, 9.5), marrow);
  paint(ring(0, y + 21.5, 9.5, 8), 18);
  paint(ring(0, y + 21.5, 5.5, 4.5), 36);
  for (const side of [-1, 1]) {
    const reach = within > 0.35 && within < 0.8 ? 36 : 22;
    tube({ from: [side * 11, y + 22, z], to: [side * reach, y + 30, z], radius: 4.2 }, tissue.cortex * 0.8);
    tube({ from: [side * 11, y + 22, z], to: [side * (reach - 1), y + 30, z], radius: 2.8 }, tissue.marrow + 60);
  }
  tube({ from: [0, y + 32, z], to: [0, y + 46, z], radius: 3.4 }, tissue.cortex * 0.8);
  tube({ from: [0, y + 32, z], to: [0, y + 45, z], radius: 2 }, tissue.marrow + 80);
}

/** Each rib leaves the spine and falls towards the front as it goes round the cage, so a slice cuts many ribs, each in another place. */
function ribs(canvas: Canvas, cage: { readonly rx: number; readonly ry: number }, z: number, fine: Noise): void {
  const spacing = 23.5;
  const [rx, ry] = [cage.rx + 4, cage.ry + 3];
  const shell = (x: number, y: number): readonly [number, number] => {
    const angle = Math.atan2(Math.abs(x) / rx, y / ry);
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    const rim = 1 + 0.015 * Math.cos(2 * Math.atan2(y / ry, x / rx)) - 0.03 * Math.cos(4 * Math.atan2(y / ry, x / rx));
    const outward = (Math.hypot(x / rx, y / ry) - rim) * Math.hypot(rx * sin, ry * cos);
    // From the spine (angle 0) round to the front (angle π): first up a little, then far down.
    const fall = 62 * (1 - Math.cos(Math.max(0, angle - 0.25))) * 0.62;
    const level = z + fall;
    const nearest = Math.round(level / spacing) * spacing;
    return [outward, level - nearest];
  };
  const box = { x: 0, y: 0, rx: rx + 12, ry: ry + 12 };
  const distance = (thick: number, tall: number) => (x: number, y: number) => {
    if (Math.hypot(x / rx, y / ry) < 0.84) return 9;
    const angle = Math.atan2(Math.abs(x) / rx, y / ry);
    if (angle < 0.28 || angle > 2.55) return 9;
    const [outward, up] = shell(x, y);
    return (Math.hypot(outward / thick, up / tall) - 1) * thick;
  };
  canvas.paint(box, distance(4.3, 6.6), (x, y) => (Math.atan2(Math.abs(x) / rx, y / ry) > 2.2 ? 130 : tissue.cortex), 0.9);
  canvas.paint(
    box,
    distance(2.9, 5),
    (x, y) => (Math.atan2(Math.abs(x) / rx, y / ry) > 2.2 ? 100 : tissue.marrow + 40 + 60 * fine(x, y, z)),
    0.9,
  );
}

function sternumAndGirdle(
  paint: Paint,
  tube: Tube,
  z: number,
  cage: { readonly rx: number; readonly ry: number },
  upper: number,
  fine: Noise,
): void {
  const marrow = (x: number, y: number): number => tissue.marrow - 20 + 50 * fine(x, y, z);
  if (z > -70 && z < 78) {
    const wide = z > 40 ? 24 : 16;
    paint(ring(0, -cage.ry - 4, wide, 6.2), tissue.cortex * 0.6);
    paint(ring(0, -cage.ry - 4, wide - 1.6, 4.7), marrow);
  }
  for (const side of [-1, 1]) {
    if (z > 20) {
      const out = 78 + 34 * upper;
      const blade: Capsule = { from: [side * (out - 28), 72, z], to: [side * (out + 22), 46 - 12 * upper, z], radius: 3.2 };
      tube(blade, 52, 9);
      tube(blade, tissue.cortex * 0.85);
      tube({ ...blade, radius: 1.6 }, tissue.marrow + 60);
    }
    const clavicle: Capsule = { from: [side * 20, -cage.ry + 4, 84], to: [side * 128, -34, 122], radius: 6.5 };
    tube(clavicle, tissue.cortex);
    tube({ ...clavicle, radius: 4.8 }, tissue.marrow + 60);
    if (z > 96) {
      paint(ring(side * 150, 6, 21, 21, [[2, 0.05, 0]]), tissue.cortex);
      paint(ring(side * 150, 6, 18.5, 18.5, [[2, 0.05, 0]]), marrow);
    }
  }
}
