import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeHu, openImage } from '../../src-main/dicom';
import { openEngine, parameterCount } from '../../src-main/engine';
import {
  discRegion,
  displayWindows,
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

/** What the model has never seen: other seeds than its training's, and another simulator's phantom. */
interface Case {
  readonly truth: Float32Array;
  readonly noisy: Float32Array;
  readonly size: number;
  /** The pixels that count; all of them where it is left out. */
  readonly region?: Region;
}

const size = 384;
const scannerFloorHu = -1024;
const noisy = (truth: Float32Array, pixelMm: number, seed: number): Case => {
  const noise = noiseOfDose({ hu: truth, size, pixelMm, doseFraction: 0.15, from: 'noise-free', kernel: 'standard', seed });
  return { truth, size, noisy: truth.map((hu, i) => Math.max(scannerFloorHu, hu + noise[i])) };
};
const phantomCases = (kind: 'chest' | 'head', heights: readonly number[]): Case[] => {
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

/** Tissue without its edges: there, a blurred edge is no shift of HU. */
function inside(region: Region, side: number, marginPx: number): Region {
  const share = gaussianBlur(Float32Array.from(region), side, side, marginPx);
  return Uint8Array.from(share, (value) => Number(value > 0.999));
}
const tissues = { 'soft tissue': [0, 90], fat: [-140, -60], lung: [-950, -780] } as const;

describe('the model that ships', () => {
  let model: LoadedModel;
  let predict: (one: Case) => Promise<Float32Array>;
  beforeAll(async () => {
    const loaded = await readModelFolder(resolve(import.meta.dirname, '../../models/tacet'), 'tacet');
    if (!loaded.ok) throw new Error(loaded.error.message);
    model = loaded.value;
    const denoiser = await (await openEngine('onnxruntime')).denoiser(model.model);
    predict = async ({ noisy: hu, size: side }) =>
      (await denoiser.predictNoise({ rows: side, columns: side, hu, padding: null })).noiseHu;
    return () => denoiser.dispose();
  });

  it('stays small enough for two processor cores: at most 185 k parameters', () => {
    expect(parameterCount(model.model.definition)).toBeLessThanOrEqual(185_000);
  });

  const groups: readonly { readonly name: string; readonly cases: () => Case[] | Promise<Case[]>; readonly skip: boolean }[] = [
    { name: 'chest phantom', cases: () => phantomCases('chest', [8, 20, 32]), skip: false },
    { name: 'head phantom', cases: () => phantomCases('head', [10, 25]), skip: false },
    { name: 'random shapes', cases: shapeCases, skip: false },
    { name: `low-contrast phantom of the FDA, 10 % dose${whySkipped}`, cases: mitaCases, skip: !haveSharedData },
  ];
  describe.each(groups)('on the $name', ({ name, cases, skip }) => {
    it.skipIf(skip)('beats its input, and a Gaussian blur that was tuned with the truth in hand', async () => {
      const all = await cases();
      const control = tunedGaussian(all.map((one) => ({ ...one, rows: one.size, columns: one.size })));
      const window = displayWindows.abdomen;
      const figures = { input: [0, 0, 0], gauss: [0, 0, 0], 'strength 50 %': [0, 0, 0], 'strength 100 %': [0, 0, 0] };
      for (const one of all) {
        const noise = await predict(one);
        const taken = (strength: number): Float32Array => one.noisy.map((hu, i) => hu - strength * noise[i]);
        const images = {
          input: one.noisy,
          gauss: gaussianBlur(one.noisy, one.size, one.size, Math.max(control.sigmaPx, 1e-3)),
          'strength 50 %': taken(0.5),
          'strength 100 %': taken(1),
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
          `${name.padEnd(24)} ${method.padEnd(14)} RMSE ${Math.sqrt(square).toFixed(2)} HU, abdomen window: PSNR ${ratio.toFixed(2)} dB, SSIM ${similarity.toFixed(3)}` +
            (method === 'gauss' ? ` (${control.sigmaPx.toFixed(2)} px)` : ''),
        );
      const rmse = (method: keyof typeof figures): number => Math.sqrt(figures[method][0]);
      expect(rmse('strength 100 %')).toBeLessThan(rmse('input'));
      expect(rmse('strength 100 %')).toBeLessThan(rmse('gauss'));
      expect(rmse('strength 50 %')).toBeLessThan(rmse('input'));
    });

    it.skipIf(skip)('shifts the mean HU of no tissue by more than 1 at the strength it is used with', async () => {
      for (const one of await cases()) {
        const noise = await predict(one);
        const denoised = one.noisy.map((hu, i) => hu - noise[i]);
        const everywhere = new Uint8Array(one.truth.length).fill(1);
        expect(Math.abs(meanShiftHu(denoised, one.noisy, everywhere)), 'the whole image').toBeLessThan(0.1);
        for (const [tissue, [from, to]] of Object.entries(tissues)) {
          const region = inside(tissueRegion(one.truth, from, to), one.size, 2);
          if (regionStatistics(one.truth, region).pixels < 300) continue;
          // Linear in the strength: half of it at 50 %.
          const shift = meanShiftHu(denoised, one.noisy, region);
          console.log(`${name.padEnd(24)} ${tissue.padEnd(12)} mean shift at 100 % ${shift.toFixed(2)} HU`);
          expect(Math.abs(0.5 * shift), tissue).toBeLessThanOrEqual(1);
        }
      }
    });
  });

  it('takes at least half of the noise of flat water, and leaves its mean', async () => {
    const phantom = makePhantom({ kind: 'water', slices: 2, seed: 1, size });
    const one = noisy(phantom.slice(0), phantom.pixelMm, 77);
    const noise = await predict(one);
    const centre = discRegion({ rows: size, columns: size }, { row: 191.5, column: 191.5, radiusPx: 60 });
    const sdOf = (strength: number): number =>
      regionStatistics(
        one.noisy.map((hu, i) => hu - strength * noise[i]),
        centre,
      ).sdHu;
    console.log(`water: SD ${sdOf(0).toFixed(1)} -> ${sdOf(0.5).toFixed(1)} at 50 %, ${sdOf(1).toFixed(1)} HU at 100 %`);
    expect(sdOf(1)).toBeLessThan(0.5 * sdOf(0));
    expect(sdOf(0.5)).toBeLessThan(0.6 * sdOf(0));
    expect(
      Math.abs(
        meanShiftHu(
          one.noisy.map((hu, i) => hu - noise[i]),
          one.noisy,
          centre,
        ),
      ),
    ).toBeLessThan(0.3);
  });
});
