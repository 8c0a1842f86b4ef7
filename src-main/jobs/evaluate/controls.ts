import { breath, estimateNoiseHu } from '../../engine';
import { bilateral, nonLocalMeans } from '../../engine/controls';
import { gaussianBlur } from '../../engine/inference/gaussian';
import { rmseHu, tunedGaussian } from '../../engine/quality';
import { controlMethod, type Method } from './method';
import type { TruePicture } from './truth-set';

const cropPx = 192;
/** In SD of the noise, which each control is told as a network is: by the blind estimate. */
const strengths = [0.6, 0.8, 1, 1.2, 1.5];
const bilateralSettings = [0.8, 1.2, 1.8].flatMap((sigmaPx) => [1, 1.75, 2.5, 3.5].map((range) => ({ sigmaPx, range })));

type Picture = Pick<TruePicture, 'slice' | 'truth'>;

/**
 * The permanent controls, each tuned with the truth in hand, so that it is as good as it can be: the setting with the least RMSE over the middles
 * of the pictures. Null when `signal` aborts.
 */
export async function tunedControls(pictures: readonly Picture[], signal: AbortSignal): Promise<readonly Method[] | null> {
  const middles = pictures.map(middleOf);
  const { sigmaPx: blurPx } = tunedGaussian(middles.map(inItsNoise));
  const meanLevels = await best(strengths, nonLocal, middles, signal);
  const edges = await best(bilateralSettings, bilateralAt, middles, signal);
  if (meanLevels === null || edges === null) return null;
  return [
    controlMethod(`Gaussian ${blurPx.toFixed(2)} px`, ({ hu, rows, columns }) =>
      blurPx === 0 ? hu : gaussianBlur(hu, rows, columns, blurPx),
    ),
    controlMethod(`bilateral ${edges.sigmaPx} px, ${edges.range} SD`, (slice) => bilateralAt(slice, edges)),
    controlMethod(`NLM ${meanLevels} SD`, (slice) => nonLocal(slice, meanLevels)),
  ];
}

type Slice = Picture['slice'];
const nonLocal = (slice: Slice, strength: number): Float32Array =>
  nonLocalMeans(slice.hu, slice.rows, slice.columns, estimateNoiseHu(slice), strength);
const bilateralAt = (slice: Slice, { sigmaPx, range }: (typeof bilateralSettings)[number]): Float32Array =>
  bilateral(slice.hu, slice.rows, slice.columns, { sigmaPx, rangeHu: range * estimateNoiseHu(slice) });

/** In units of its own noise: a blur is linear. */
function inItsNoise({ slice, truth }: Picture) {
  const unit = 1 / rmseHu(slice.hu, truth);
  const scaled = (image: Float32Array): Float32Array => image.map((value) => unit * value);
  return { rows: slice.rows, columns: slice.columns, noisy: scaled(slice.hu), truth: scaled(truth) };
}

/** Each picture weighs by its own noise, so that the noisiest does not decide alone. */
async function best<S>(
  settings: readonly S[],
  denoise: (slice: Slice, setting: S) => Float32Array,
  pictures: readonly Picture[],
  signal: AbortSignal,
): Promise<S | null> {
  let least: { readonly setting: S; readonly error: number } | null = null;
  for (const setting of settings) {
    let error = 0;
    for (const { slice, truth } of pictures) {
      await breath();
      if (signal.aborted) return null;
      error += rmseHu(denoise(slice, setting), truth) / rmseHu(slice.hu, truth);
    }
    if (least === null || error < least.error) least = { setting, error };
  }
  return least!.setting;
}

function middleOf({ slice, truth }: Picture): Picture {
  const [rows, columns] = [Math.min(cropPx, slice.rows), Math.min(cropPx, slice.columns)];
  const [top, left] = [(slice.rows - rows) >> 1, (slice.columns - columns) >> 1];
  const cut = <T extends Float32Array>(image: T): Float32Array =>
    Float32Array.from(
      { length: rows * columns },
      (_, i) => image[(top + Math.floor(i / columns)) * slice.columns + left + (i % columns)]!,
    );
  return { slice: { rows, columns, hu: cut(slice.hu), padding: null }, truth: cut(truth) };
}
