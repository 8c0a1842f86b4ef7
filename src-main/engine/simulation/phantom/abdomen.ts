import { seededRandom } from '../../random';
import { abdomenShape, type AbdomenShape } from './abdomen-shape';
import { phases, type SolidOrgans, solidOrgans } from './abdomen-organs';
import { bowelOf } from './bowel';
import { Canvas } from './canvas';
import { brushOn, paintRibs, paintSpine } from './chest-bones';
import { paintCouch, paintWall, type SliceFields, sliceFields, type Textures } from './chest-wall';
import { axisMm, raysOnce } from './curve';
import { Packing } from './packing';
import { ellipsoid } from './solid';
import { slicedNoise } from './texture';
import { clamp01, mix, smoothStep, tissue } from './tissue';

/**
 * A seeded belly, the wings of the hips (z about −16 mm) to the dome of the diaphragm (z about 188 mm), with or without contrast medium. `slice` paints what
 * lies at a height, in HU, free of noise.
 */
export function abdomenPhantom(seed: number): { readonly slice: (z: number, size: number, pixelMm: number) => Float32Array } {
  const random = seededRandom(seed, 79);
  const shape = abdomenShape(random);
  const agent = phases[Math.floor(4 * random.uniform() ** 0.8)];
  const organs = solidOrgans(random, agent);
  const bowel = bowelOf(random, agent);
  const noise = (offset: number, cellMm: number) => slicedNoise(seed + offset, cellMm);
  const [fine, coarse, broad] = [noise(1, 2.2), noise(2, 9), noise(3, 17)];
  const bends = [noise(4, 36), noise(5, 36), noise(6, 13), noise(7, 13)];
  const rays = raysOnce();

  const slice = (z: number, size: number, pixelMm: number): Float32Array => {
    const canvas = new Canvas(size, pixelMm, tissue.air);
    const textures: Textures = { fine: fine(z), coarse: coarse(z), broad: broad(z) };
    const { ray, radius } = rays(size, pixelMm);
    const skin = shape.skin(z);
    const fields = sliceFields(ray, radius, skin, shape.cavity(z));
    paintCouch(canvas, axisMm.y + skin.radius[0]);
    paintWall(canvas, shape.muscleDepth(z), fields, textures);
    const [ax, ay, bx, by] = bends.map((bend) => bend(z));
    const packing = new Packing(
      canvas,
      z,
      paintLungBases(canvas, z, shape, fields, textures),
      [(x, y) => 7 * ax(x, y) + 2 * bx(x, y), (x, y) => 7 * ay(x, y) + 2 * by(x, y)],
      9,
    );
    paintBackMuscles(packing, z, shape, agent.muscle, textures);
    paintOrgans(packing, organs, agent, textures);
    for (const { hu, ...loop } of bowel.loops) packing.place({ ...loop, hu: hu(textures) });
    packing.place({ solids: bowel.mesentery, hu: () => agent.portal - 5, gapMm: 0.5, edgeMm: 1 });
    paintRibs(canvas, z, lowRibs(fields, z), textures);
    const brush = brushOn(canvas, fields.body);
    paintHips(brush, z, agent.muscle, textures);
    paintSpine(brush, z, { y: shape.spineY(z), growth: 1.32 - 0.0008 * z, levelMm: 34 }, textures);
    return canvas.hu;
  };
  return { slice };
}

/** Lung above the diaphragm, the heart's base between. Returns the distance to the space below: what bounds the organs there. */
function paintLungBases(
  canvas: Canvas,
  z: number,
  { dome, spineY }: AbdomenShape,
  { cage }: SliceFields,
  { fine, coarse, broad }: Textures,
): Float32Array {
  const { hu, size, pixelMm } = canvas;
  const below = cage.slice();
  const heart = ellipsoid([28, -46, 212], [66, 40, 42]);
  for (let i = 0; i < hu.length; i++) {
    if (cage[i] > 0.5) continue;
    const [x, y] = [((i % size) - (size - 1) / 2) * pixelMm, (Math.floor(i / size) - (size - 1) / 2) * pixelMm];
    const { heightMm, slope } = dome(x, y);
    const above = (z - heightMm - 7 * broad(x * 0.3, y * 0.3)) / Math.sqrt(1 + slope * slope);
    below[i] = Math.max(cage[i], above + 1);
    if (above < -2.5) continue;
    const muscle = clamp01(1.3 - Math.abs(above) / 1.6) * clamp01(-cage[i] / 2);
    hu[i] = mix(hu[i], 44, muscle);
    const between = Math.min(
      Math.hypot(x, y - spineY(z) + 6) - 30,
      heart.distance(x, y, z) - 3,
      Math.hypot(x - 4, 0.6 * (y - 10)) - 20,
    );
    const out = Math.max(cage[i] + 1, 1.2 - above, -between);
    const lungHu = tissue.lung + 0.35 * y + 24 * fine(x, y) + 18 * coarse(x, y) + 14 * broad(x, y);
    const vessel = clamp01(9 * (coarse(x * 1.9 + 60, y * 1.9) - 0.72));
    hu[i] = mix(hu[i], mix(lungHu, 30, 0.9 * vessel), 0.5 - out / 1.4);
    hu[i] = mix(hu[i], 44 + 3 * coarse(x, y), clamp01(0.5 - (heart.distance(x, y, z) + 2) / 2.4));
  }
  return below;
}

/** The column of the spine, which nothing else may enter, and the muscles beside it. */
function paintBackMuscles(
  packing: Packing,
  z: number,
  { spineY }: AbdomenShape,
  muscleHu: number,
  { fine, coarse }: Textures,
): void {
  const y = spineY(z);
  const column = ellipsoid([0, y + 8, z], [25, 25, 60]);
  packing.place({ solids: [column], hu: (x, v) => tissue.fat + 8 * coarse(x, v) });
  const low = 1 - smoothStep(10, 130, z);
  const meat = (x: number, v: number): number => muscleHu + 4 * coarse(x, v) - 30 * clamp01(2 * fine(x * 0.4, v) - 0.8);
  for (const side of [-1, 1]) {
    packing.place({
      solids: [ellipsoid([side * (30 + 12 * low), y + 2, z], [7 + 15 * low, 9 + 13 * low, 60], [1, side * 0.5, 0])],
      hu: meat,
      gapMm: 0.5,
    });
    if (z < 105) packing.place({ solids: [ellipsoid([side * 66, y + 24, z], [22, 8, 60], [1, -side * 0.25, 0])], hu: meat });
    else packing.place({ solids: [ellipsoid([side * 13, y - 18, z], [4, 10, 60])], hu: meat, gapMm: 0.5 });
  }
}

function paintOrgans(
  packing: Packing,
  organs: SolidOrgans,
  { renalPelvis }: { readonly renalPelvis: number },
  textures: Textures,
): void {
  const { fine, coarse } = textures;
  const place = ({ hu, ...organ }: SolidOrgans['liver']): Uint8Array | null => packing.place({ ...organ, hu: hu(textures) });
  organs.behind.forEach(place);
  for (const { body, sinus, pelvis, cysts } of organs.kidneys) {
    const kidney = place(body);
    packing.inside(kidney, [sinus], (x, y) => tissue.fat + 10 + 25 * coarse(x, y), 2.4);
    packing.inside(kidney, [pelvis], () => renalPelvis, 1.8);
    for (const cyst of cysts) packing.inside(kidney, [cyst], () => 6, 1.4);
  }
  organs.upper.forEach(place);
  const spleen = place(organs.spleen);
  const liver = place(organs.liver);
  const hepatic = organs.liver.hu(textures);
  for (const { solid, contrastHu } of organs.lesions)
    packing.inside(liver, [solid], (x, y) => hepatic(x, y, -20) + contrastHu + 2 * fine(y, x), 3);
  for (const { rods, hu } of organs.liverVessels) packing.inside(liver, rods, () => hu, 1.6);
  for (const organ of [spleen, liver]) packing.inside(organ, organs.calcium, () => 420, 1.2);
}

/** The lowest ribs end at the flank, the lower the sooner. */
function lowRibs(fields: SliceFields, z: number): SliceFields {
  const end = mix(24, 175, (z - 40) / 130);
  return {
    ...fields,
    cage: fields.cage.map((out, i) => (Math.min(fields.ray[i], 360 - fields.ray[i]) < end && z > 46 ? out : 99)),
  };
}

/** The wings of the hips with the muscles on either side. */
function paintHips({ bar, blob }: ReturnType<typeof brushOn>, z: number, muscleHu: number, { fine, coarse }: Textures): void {
  const depth = smoothStep(16, -26, z);
  if (depth <= 0) return;
  const meat = (x: number, y: number): number => muscleHu + 4 * coarse(x, y) - 30 * clamp01(2 * fine(x * 0.4, y) - 0.8);
  const marrow = (x: number, y: number): number => 150 + 60 * fine(x, y) + 30 * coarse(x, y);
  for (const side of [-1, 1]) {
    const at = (t: number): readonly [number, number] => [side * (92 + 24 * t), 66 - 62 * t + 10 * t * t];
    const [from, to] = [at(0.45 - 0.5 * depth), at(0.45 + 0.45 * depth)];
    blob({ x: side * 116, y: 66, rx: 14 + 22 * depth, ry: 9 + 16 * depth, waves: [[3, 0.08, side]], turn: side * 0.9 }, meat, 2);
    bar(from, to, 4 + 3 * depth, tissue.cortex, 1.4);
    bar(from, to, 2.3 + 2.8 * depth, marrow, 1.4);
  }
}
