import { breath, type Denoiser, type Engine, estimateNoiseHu, type SliceHu } from '../../engine';
import { alikeMask } from '../../engine/pairs';
import {
  type BatchOptions,
  movingStock,
  noisyImage,
  type PairImage,
  type TrainingImage,
  trainingTruths,
  withNoiseFields,
} from '../../engine/simulation';
import type { OwnImage, ReadOwn, TrainingPlan, TrainingProgress } from './training-plan';

/** Noise below this, HU, does no harm in a truth (measured in the recipe). */
const quietHu = 15;

/** What batches are drawn from; whoever gathers it disposes of it. */
export interface GatheredImages {
  readonly groups: BatchOptions['groups'];
  dispose(): Promise<void>;
}

/**
 * Paints and simulates, image by image; null when it was stopped. Own images are a stock that moves through all of them: each is read and made ready
 * when its turn comes, always to the same image.
 */
export async function gatherImages(
  plan: TrainingPlan,
  engine: Engine,
  say: (progress: TrainingProgress) => void,
  signal: AbortSignal,
  readOwn: ReadOwn,
): Promise<GatheredImages | null> {
  const { model, procedural, own, seed } = plan;
  const heldAtOnce = Math.min(own.held, own.count);
  const total = procedural.images + heldAtOnce;
  let done = 0;
  const tell = async (): Promise<void> => {
    if (done < total) say({ kind: 'preparing', done: ++done, total });
    await breath();
  };
  const painted: TrainingImage[] = [];
  for (const image of withNoiseFields(trainingTruths(seed, procedural.images, procedural.size), seed)) {
    painted.push(image);
    await tell();
    if (signal.aborted) return null;
  }
  let cleaning: Promise<Denoiser> | null = null;
  const prepared = async (image: OwnImage, index: number): Promise<TrainingImage | PairImage> => {
    if (own.teaches === 'pairs') return pairOf(image);
    const clean = own.teaches === 'denoised' ? await cleaned(image, await (cleaning ??= engine.denoiser(model))) : image;
    return noisyImage(clean, seed + 1, index);
  };
  const stock = movingStock({
    count: own.count,
    held: own.held,
    everyBatches: own.everySteps,
    seed,
    fetch: async (index) => {
      const image = await prepared(await readOwn({ of: 'learnt', index }), index);
      await tell();
      return image;
    },
  });
  const groups: BatchOptions['groups'] = [
    ...(own.count > 0 ? [{ share: painted.length > 0 ? own.share : 1, images: stock }] : []),
    ...(painted.length > 0 ? [{ share: own.count > 0 ? 1 - own.share : 1, images: painted }] : []),
  ];
  return { groups, dispose: async () => (await cleaning)?.dispose() };
}

async function cleaned(image: OwnImage, denoiser: Denoiser): Promise<OwnImage> {
  const { noiseHu, sigmaHu } = await denoiser.predictNoise(asSlice(image));
  return sigmaHu < quietHu ? image : { ...image, hu: image.hu.map((value, i) => value - noiseHu[i]) };
}

function pairOf(image: OwnImage): PairImage {
  const { hu, size, targetHu } = image;
  if (!targetHu) throw new RangeError('A pair has a target.');
  return { hu, size, targetHu, alike: alikeMask(hu, targetHu, size, size), sigmaHu: estimateNoiseHu(asSlice(image)) };
}

const asSlice = ({ hu, size }: OwnImage): SliceHu => ({ rows: size, columns: size, hu, padding: null });
