import { Canvas } from './canvas';
import { brushOn, paintGirdle, paintRibs, paintSpine, thoracicSpine } from './chest-bones';
import { chestShape } from './chest-shape';
import { chestMuscleDepth, paintCouch, paintWall, type SliceFields, sliceFields, type Textures } from './chest-wall';
import { axisMm, raysOnce } from './curve';
import { type Lungs, lungs } from './lungs';
import { type Mediastinum, mediastinum } from './mediastinum';
import { nodulesIn, paintNodules } from './nodules';
import { RodLayer } from './rod-layer';
import { boxOfSolid, type Knot } from './solid';
import { slicedNoise } from './texture';
import { clamp01, tissue } from './tissue';
import { paintAbdomen } from './upper-abdomen';
import { type LungTrees, lungTrees } from './vessels';

/**
 * A seeded chest, lung tips (z about 127 mm) to the domes of the liver (z about −118 mm); z = 0 lies at the hila. `slice` paints what lies in a
 * slab of `thicknessMm` about a height, in HU, free of noise. Numbers are ordinary adult anatomy, swung a little by the seed.
 */
export function chestPhantom(seed: number): {
  readonly slice: (z: number, size: number, pixelMm: number, thicknessMm: number) => Float32Array;
} {
  const shape = chestShape(seed);
  const between = mediastinum(shape);
  const lung = lungs(seed, shape, between);
  const trees = lungTrees(seed, lung, between);
  const nodules = nodulesIn(seed, lung);
  const [fine, coarse, broad] = [slicedNoise(seed + 1, 2.2), slicedNoise(seed + 2, 9), slicedNoise(seed + 3, 17)];
  const rays = raysOnce();

  const slice = (z: number, size: number, pixelMm: number, thicknessMm: number): Float32Array => {
    const canvas = new Canvas(size, pixelMm, tissue.air);
    const textures: Textures = { fine: fine(z), coarse: coarse(z), broad: broad(z) };
    const { ray, radius } = rays(size, pixelMm);
    const skin = shape.skin(z);
    const fields = sliceFields(ray, radius, skin, shape.cage(z));
    const layer = new RodLayer(canvas, z, thicknessMm);
    const brush = brushOn(canvas, fields.body);
    paintCouch(canvas, axisMm.y + skin.radius[0]);
    paintWall(canvas, chestMuscleDepth(z), fields, textures);
    const inLung = paintLungs(canvas, z, fields, lung, between, textures);
    paintAbdomen(canvas, z, lung, fields, textures);
    paintOrgans(canvas, z, between, textures);
    paintNodules(layer, nodules, inLung);
    paintTrees(layer, trees, between, inLung);
    paintRibs(canvas, z, fields, textures);
    paintSpine(brush, z, thoracicSpine(z), textures);
    paintGirdle(brush, z, shape.cageFront(z), textures);
    return canvas.hu;
  };
  return { slice };
}

const pleuraEdgeMm = 1.5;

/** Lung tissue, darker to the front, with its fissures. Returns 1 where a pixel is lung. */
function paintLungs(
  canvas: Canvas,
  z: number,
  { cage }: SliceFields,
  lung: Lungs,
  between: Mediastinum,
  { fine, coarse, broad }: Textures,
): Uint8Array {
  const { hu, size, pixelMm } = canvas;
  const middle = (size - 1) / 2;
  const inside = new Uint8Array(hu.length);
  const [distance, mediastinal] = [lung.distanceAt(z), between.distanceAt(z)];
  for (let i = 0; i < hu.length; i++) {
    if (cage[i] > 1) continue;
    const x = ((i % size) - middle) * pixelMm;
    const y = (Math.floor(i / size) - middle) * pixelMm;
    const out = distance(x, y, cage[i], Math.abs(x) < 100 ? mediastinal(x, y) : 60);
    if (out > pleuraEdgeMm / 2) continue;
    const fissure = lung.fissureDistance(x, y, z);
    const tissueHu =
      tissue.lung + 0.3 * (y + 10) + 20 * fine(x, y) + 16 * coarse(x, y) + 14 * broad(x, y) + 120 * clamp01(1.1 - fissure / 1.4);
    hu[i] += clamp01(0.5 - out / pleuraEdgeMm) * (tissueHu - hu[i]);
    if (out < 0) inside[i] = 1;
  }
  return inside;
}

function paintOrgans(canvas: Canvas, z: number, { organs }: Mediastinum, { coarse, fine }: Textures): void {
  for (const { solids, hu, edgeMm } of organs) {
    const grained = (x: number, y: number): number => hu + 3 * coarse(x, y) + 2 * fine(x, y);
    for (const solid of solids) {
      if (z < solid.low[2] - 1 || z > solid.high[2] + 1) continue;
      canvas.paint(boxOfSolid(solid, 1), (x, y) => solid.distance(x, y, z), grained, edgeMm);
    }
  }
}

/** Vessels from this radius on are painted outside the lungs as well: they come from the hila. */
const hilarMm = 1.6;
const windpipeWallMm = 1.4;

/** Vessels, then the walls of the airways, then their lumens. */
function paintTrees(layer: RodLayer, { vessels, airways }: LungTrees, { trachea }: Mediastinum, inLung: Uint8Array): void {
  for (const { from, to } of vessels) layer.rod(from, to, from[3] > hilarMm ? null : inLung);
  layer.apply(tissue.blood, null);
  for (const { from, to } of airways) layer.rod(walled(from), walled(to), null);
  for (const solid of trachea) layer.solid(solid, windpipeWallMm);
  layer.apply(tissue.airwayWall, null);
  for (const { from, to } of airways) layer.rod(from, to, null);
  for (const solid of trachea) layer.solid(solid, 0);
  layer.apply(tissue.lumen, null);
}

const walled = ([x, y, z, r]: Knot): Knot => [x, y, z, 1.18 * r + 0.55];
