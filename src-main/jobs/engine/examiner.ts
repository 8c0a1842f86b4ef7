import { breath, type Engine, type Model } from '../../engine';
import { type Examined, examineModel, type HeldBackSlice, type ReplayImage, replayImages } from '../../engine/harm';
import type { ReadOwn, TrainingPlan } from './training-plan';

/** How the model did before it learnt, and after. */
export interface Examination {
  readonly before: Examined;
  readonly after: Examined;
}
/** Compares a model, as learnt so far, with the one that it began as. */
export type Examiner = (learnt: Model) => Promise<Examination>;

/** Painted for an examination, px. */
const replaySize = 256;

/** What it paints, and how the first model does, is found once, at the first examination; own images are read anew for each. */
export function createExaminer(
  { model, seed }: Pick<TrainingPlan, 'model' | 'seed'>,
  heldBack: number,
  engine: Engine,
  readOwn: ReadOwn,
): Examiner {
  const painted = once(async () => {
    const replay: ReplayImage[] = [];
    for (const image of replayImages(seed, replaySize)) {
      replay.push(image);
      await breath();
    }
    return replay;
  });
  const examined = async (one: Model): Promise<Examined> => {
    const denoiser = await engine.denoiser(one);
    try {
      return await examineModel(denoiser, await painted(), slicesHeldBack(heldBack, readOwn));
    } finally {
      await denoiser.dispose();
    }
  };
  const before = once(() => examined(model));
  return async (learnt) => ({ before: await before(), after: await examined(learnt) });
}

async function* slicesHeldBack(count: number, readOwn: ReadOwn): AsyncGenerator<HeldBackSlice, void> {
  for (let index = 0; index < count; index++) {
    const { hu, size, targetHu } = await readOwn({ of: 'held-back', index });
    yield { rows: size, columns: size, hu, padding: null, targetHu };
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
