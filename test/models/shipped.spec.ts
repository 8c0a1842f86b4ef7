import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultContrast, defaultStrength, strengthAt } from '../../src-main/contract';
import { decodeHu, openImage } from '../../src-main/dicom';
import { gmacPerSlice, openEngine, parameterCount, withoutFaint } from '../../src-main/engine';
import {
  discRegion,
  displayWindows,
  flatResidue,
  interior,
  meanShiftHu,
  psnr,
  type Region,
  regionStatistics,
  rmseHu,
  ssim,
  tissueRegion,
  tunedGaussian,
} from '../../src-main/engine/quality';
import { gaussianBlur } from '../../src-main/engine/inference/gaussian';
import { makePhantom, noiseOfDose, trainingTruths } from '../../src-main/engine/simulation';
import { type LoadedModel, readModelFolder } from '../../src-main/models';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';

/** What the models have never seen: other seeds than its training's, and another simulator's phantom. */
interface Case {
  readonly truth: Float32Array;
  readonly noisy: Float32Array;
  readonly size: number;
  /** The pixels that count; all of them where it is left out. */
  readonly region?: Region;
}

const models = resolve(import.meta.dirname, '../../models');
const size = 384;
const scannerFloorHu = -1024;
const noisy = (truth: Float32Array, pixelMm: number, seed: number): Case => {
  const noise = noiseOfDose({ hu: truth, size, pixelMm, doseFraction: 0.15, from: 'noise-free', kernel: 'standard', seed });
  return { truth, size, noisy: truth.map((hu, i) => Math.max(scannerFloorHu, hu + noise[i])) };
};
const phantomCases = (kind: 'chest' | 'abdomen' | 'head', heights: readonly number[]): Case[] => {
  const phantom = makePhantom({ kind, slices: 40, seed: 991, size });
  return heights.map((index) => noisy(phantom.slice(index), phantom.pixelMm, 5000 + index));
};
const shapeCases = (): Case[] => [...trainingTruths(991_991, 2, size)].map(({ hu, pixelMm }, i) => noisy(hu, pixelMm, 6000 + i));

/** The FDA's low-contrast phantom at a tenth of the dose: its own simulator, its own noise, and the truth beside it. */
async function mitaCases(): Promise<Case[]> {
  const read = async (path: string): Promise<Float32Array> => {
    const image = openImage(new Uint8Array(readFileSync(path)));
    const decoded = image.ok ? await decodeHu(image.value, 0) : image;
    if (!decoded.ok) throw new Error(`${path}: ${decoded.error.message}`);
    return Float32Array.from(decoded.value.hu);
  };
  const files = (folder: string): string[] =>
    readdirSync(sharedData('mita-lcd-phantom', folder)).map((file) => join(sharedData('mita-lcd-phantom', folder), file));
  const truth = await read(files('ground_truth')[0]!);
  // Its simulator blurs the rim of the cylinder (100 mm), which no denoiser can undo.
  const region = discRegion({ rows: 256, columns: 256 }, { row: 127.5, column: 127.5, radiusPx: 92 / 0.8621 });
  const noisy = files('fbp_dose010_signal_present').slice(0, 3);
  return Promise.all(noisy.map(async (path) => ({ truth, noisy: await read(path), size: 256, region })));
}

const tissues = { 'soft tissue': [0, 90], fat: [-140, -60], lung: [-950, -780] } as const;

/** At the dials' own settings, and with all of the noise that is found taken away. */
interface Denoised {
  readonly usual: Float32Array;
  readonly full: Float32Array;
}

describe.each([
  { name: 'tacet', parameters: 185_000, gmac: 15 },
  { name: 'tacet-fast', parameters: 100_000, gmac: 5 },
])('the model $name', ({ name: modelName, parameters, gmac }) => {
  let model: LoadedModel;
  let denoise: (one: Pick<Case, 'noisy' | 'size'>) => Promise<Denoised>;
  beforeAll(async () => {
    const loaded = await readModelFolder(resolve(models, modelName), modelName);
    if (!loaded.ok) throw new Error(loaded.error.message);
    model = loaded.value;
    const denoiser = await (await openEngine('onnxruntime')).denoiser(model.model);
    denoise = async ({ noisy: hu, size: side }) => {
      const slice = { rows: side, columns: side, hu, padding: null };
      const { noiseHu, bands, strengths } = await denoiser.predictNoise(slice);
      const strength = strengths ? strengthAt(strengths, defaultContrast) : defaultStrength;
      const taken = withoutFaint(noiseHu, bands, slice, defaultContrast);
      return { usual: hu.map((value, i) => value - strength * taken[i]!), full: hu.map((value, i) => value - noiseHu[i]!) };
    };
    return () => denoiser.dispose();
  });

  it('is small enough for two processor cores', () => {
    expect(parameterCount(model.model.definition)).toBeLessThanOrEqual(parameters);
    expect(gmacPerSlice(model.model.definition)).toBeLessThanOrEqual(gmac);
  });

  const groups: readonly { readonly name: string; readonly cases: () => Case[] | Promise<Case[]>; readonly skip: boolean }[] = [
    { name: 'chest phantom', cases: () => phantomCases('chest', [8, 20, 32]), skip: false },
    { name: 'abdomen phantom', cases: () => phantomCases('abdomen', [10, 25]), skip: false },
    { name: 'head phantom', cases: () => phantomCases('head', [10, 25]), skip: false },
    { name: 'shapes and a chest', cases: shapeCases, skip: false },
    { name: `low-contrast phantom of the FDA, 10 % dose${whySkipped}`, cases: mitaCases, skip: !haveSharedData },
  ];
  describe.each(groups)('on the $name', ({ name, cases, skip }) => {
    it.skipIf(skip)('beats its input, and at full strength a Gaussian blur that was tuned with the truth in hand', async () => {
      const all = await cases();
      const control = tunedGaussian(all.map((one) => ({ ...one, rows: one.size, columns: one.size })));
      const window = displayWindows.abdomen;
      const figures = { input: [0, 0, 0], gauss: [0, 0, 0], usual: [0, 0, 0], full: [0, 0, 0] };
      for (const one of all) {
        const images = {
          input: one.noisy,
          gauss: gaussianBlur(one.noisy, one.size, one.size, Math.max(control.sigmaPx, 1e-3)),
          ...(await denoise(one)),
        };
        for (const [method, image] of Object.entries(images) as [keyof typeof images, Float32Array][]) {
          const row = figures[method];
          row[0] += rmseHu(image, one.truth, one.region ?? null) ** 2 / all.length;
          row[1] += psnr(image, one.truth, window) / all.length;
          row[2] += ssim(image, one.truth, one.size, one.size, window) / all.length;
        }
      }
      for (const [method, [square, ratio, similarity]] of Object.entries(figures))
        console.log(
          `${modelName}, ${name.padEnd(24)} ${method.padEnd(6)} RMSE ${Math.sqrt(square).toFixed(2)} HU, abdomen window: PSNR ${ratio.toFixed(2)} dB, SSIM ${similarity.toFixed(3)}` +
            (method === 'gauss' ? ` (${control.sigmaPx.toFixed(2)} px)` : ''),
        );
      const rmse = (method: keyof typeof figures): number => Math.sqrt(figures[method][0]);
      expect(rmse('full')).toBeLessThan(rmse('input'));
      expect(rmse('full')).toBeLessThan(rmse('gauss'));
      expect(rmse('usual')).toBeLessThan(rmse('input'));
    });

    it.skipIf(skip)(
      'shifts the mean HU of no tissue by more than 0.5 where the dials stand, nor by 2 at full strength',
      async () => {
        for (const one of await cases()) {
          const { usual, full } = await denoise(one);
          const everywhere = new Uint8Array(one.truth.length).fill(1);
          expect(Math.abs(meanShiftHu(full, one.noisy, everywhere)), 'the whole image').toBeLessThan(0.1);
          for (const [tissue, [from, to]] of Object.entries(tissues)) {
            const region = interior(tissueRegion(one.truth, from, to), one.size, one.size, 2);
            if (regionStatistics(one.truth, region).pixels < 300) continue;
            const [shift, atFull] = [usual, full].map((image) => meanShiftHu(image, one.noisy, region));
            console.log(
              `${modelName}, ${name.padEnd(24)} ${tissue.padEnd(12)} mean shift ${shift!.toFixed(2)}, full ${atFull!.toFixed(2)} HU`,
            );
            expect(Math.abs(shift!), tissue).toBeLessThanOrEqual(0.5);
            expect(Math.abs(atFull!), tissue).toBeLessThanOrEqual(2);
          }
        }
      },
    );
  });

  it('takes 40 to 50 % of the noise of flat water, leaves its mean, and at full strength no blobs', async () => {
    const phantom = makePhantom({ kind: 'water', slices: 2, seed: 1, size });
    const one = noisy(phantom.slice(0), phantom.pixelMm, 77);
    const { usual, full } = await denoise(one);
    const centre = discRegion({ rows: size, columns: size }, { row: 191.5, column: 191.5, radiusPx: 60 });
    const sdOf = (image: Float32Array): number => regionStatistics(image, centre).sdHu;
    const flat = Float32Array.from({ length: 80 * 80 }, (_, i) => full[(152 + Math.floor(i / 80)) * size + 152 + (i % 80)]!);
    const { kurtosis, extremeSd } = flatResidue([flat], 80);
    console.log(
      `${modelName}, water: SD ${sdOf(one.noisy).toFixed(1)} -> ${sdOf(usual).toFixed(1)}, full ${sdOf(full).toFixed(1)} HU, kurtosis ${kurtosis.toFixed(1)}, extreme ${extremeSd.toFixed(1)} SD`,
    );
    expect(sdOf(usual) / sdOf(one.noisy)).toBeGreaterThan(0.5);
    expect(sdOf(usual) / sdOf(one.noisy)).toBeLessThan(0.6);
    expect(sdOf(full)).toBeLessThan(0.2 * sdOf(one.noisy));
    expect(kurtosis).toBeLessThan(4);
    expect(Math.abs(meanShiftHu(full, one.noisy, centre))).toBeLessThan(0.3);
  });

  it('changes a scan without noise by less than half a HU', async () => {
    const phantom = makePhantom({ kind: 'head', slices: 40, seed: 991, size });
    const clean = phantom.slice(20).map(Math.round);
    const { usual } = await denoise({ noisy: clean, size });
    const changed = rmseHu(usual, clean);
    console.log(`${modelName}, a head without noise: ${changed.toFixed(2)} HU RMS`);
    expect(changed).toBeLessThan(0.5);
  });
});

it('the models that ship take no more than 3 MiB together', () => {
  const bytes = readdirSync(models).reduce((sum, name) => sum + statSync(join(models, name, 'weights.safetensors')).size, 0);
  expect(bytes).toBeLessThanOrEqual(3 * 1024 * 1024);
});
