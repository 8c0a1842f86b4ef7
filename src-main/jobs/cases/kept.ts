import { remark } from '../../contract';
import { type CaseRun, recipes } from '../../engine/cases';
import { type ModelFile, type NewModel, summaryOf } from '../../models';
import { cardOfCase } from './card';
import type { CasesResult } from './cases';
import { commandOf, sourceOf, trainedOn, windowOf } from './kept-words';

/** What is said of the model besides what the comparison found. */
export interface Keeping {
  readonly title: string;
  /** Tacet's. */
  readonly version: string;
  readonly at: Date;
}

/** A case of a finished comparison as a model of the library: history, and it says so. */
export function modelOfCase(run: CaseRun, result: CasesResult, { title, version, at }: Keeping): NewModel {
  const { basis, data, request } = result;
  const { before, blur } = basis;
  const training = {
    data: `${trainedOn(result)}, as grey of the window ${windowOf(data)}, under white noise of 30 % of the largest grey.`,
    steps: run.epochs * recipes[run.recipe].batchesPerEpoch,
    seed: request.seed,
    backend: run.backend,
    version,
    at: at.toISOString().slice(0, 10),
  };
  const file = {
    title,
    ...summaryOf(
      remark('model-history', {
        case: run.case,
        recipe: [run.recipe === 'mended' ? 'mended' : 'as written'],
        source: [sourceOf(result)],
        psnr: run.asItIs.psnr.toFixed(1),
        noisy: before.psnr.toFixed(1),
        blur: blur.psnr.toFixed(1),
      }),
    ),
    base: null,
    training,
    quality: qualityOf(run, result),
  };
  return { file, model: run.model, card: cardOfCase(run, result, file) };
}

/** Of the output as it is, which is what the model gives. A figure that is no number is left out. */
function qualityOf(run: CaseRun, result: CasesResult): ModelFile['quality'] {
  const { blur } = result.basis;
  const on = `grey pictures of the window ${windowOf(result.data)}, control Gaussian blur of ${blur.sigmaPx.toFixed(2)} px`;
  const of = (what: string, unit: string, value: number, control: number) => ({
    what: `${what}, output as it is, ${on}`,
    value: rounded(value),
    unit,
    control: Number.isFinite(control) ? rounded(control) : null,
    test: commandOf(run, result),
  });
  return [
    of('PSNR', 'dB', run.asItIs.psnr, blur.psnr),
    of('SSIM', '1', run.asItIs.ssim, blur.ssim),
    of('Noise left', 'HU', run.asItIs.noiseHu, blur.noiseHu),
    of('Mean shift', 'HU', run.asItIs.meanShiftHu, blur.meanShiftHu),
  ].filter(({ value }) => Number.isFinite(value));
}

const rounded = (value: number): number => Number(value.toPrecision(4));
