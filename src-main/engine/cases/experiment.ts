import { TacetError, troubleOf } from '../../contract/outcome';
import { gaussianBlur } from '../inference/gaussian';
import type { Model, Weights } from '../engine';
import type { Seo2018Definition } from '../networks/definition';
import { type Seo2018, seo2018Network, seoWeights } from '../networks/seo-2018';
import type { Interpreter } from '../primitives/interpreter';
import { tunedGaussian } from '../quality';
import { learningRateAt } from '../training/schedule';
import type { CaseKey, Comparison, ComparisonBasis, ComparisonPlan, ComparisonProgress } from './comparison';
import { caseDefinitions, caseNumbersOf } from './definition';
import { type Eye, openEye } from './eye';
import { type Draws, figuresOf } from './figures';
import { firstWeightsOf } from './first-weights';
import { displayed, drawOf, normalised, toHu, withNoise } from './greys';
import { frameEpochs } from './frame-epochs';
import { createPace, type Pace } from './pace';
import { type Recipe, recipes, scheduleOf } from './recipe';
import type { CaseAbsent, CasePictures, CaseRun, Frame } from './run';
import { epochBatches, trainingSide } from './training-data';
import { type CaseTrainer, openCaseTrainer } from './trainer';

/** Draws of the noise that every test picture is measured with. */
const testDraws = 8;

/**
 * Trains and measures every case of every recipe of a plan, one after the other, on equal pictures, noise and first weights. Yields its progress;
 * looks at `signal` between two steps, and returns null when it aborted. `clock` in milliseconds.
 */
export async function* compareCases(
  interpreter: Interpreter,
  plan: ComparisonPlan,
  signal: AbortSignal,
  clock: () => number = () => performance.now(),
): AsyncGenerator<ComparisonProgress, Comparison | null> {
  const noisy = testNoise(plan);
  const basis = basisOf(plan.pictures, noisy);
  const keys: CaseKey[] = plan.recipes.flatMap((recipe) => caseNumbersOf(recipe).map((number) => ({ recipe, case: number })));
  const length = ({ recipe }: CaseKey) => ({ epochs: plan.epochs, batchesEach: recipes[recipe].batchesPerEpoch });
  const pace = createPace(keys.map(length), clock);
  yield { kind: 'basis', size: basis.size, noisy: basis.noisy, clean: basis.clean };
  const runs: (CaseRun | CaseAbsent)[] = [];
  for (const key of keys) {
    const run = yield* runCase(interpreter, plan, noisy, key, signal, pace, clock);
    if (run === null) return null;
    runs.push(run);
    yield { kind: 'case', run };
  }
  const firstWeights = plan.recipes.includes('as-written') ? await firstWeightsOf(interpreter, plan, noisy[0][0], signal) : [];
  if (signal.aborted) return null;
  return { backend: interpreter.backend, device: interpreter.device, basis, runs, firstWeights };
}

async function* runCase(
  interpreter: Interpreter,
  plan: ComparisonPlan,
  noisy: readonly (readonly Float32Array[])[],
  key: CaseKey,
  signal: AbortSignal,
  pace: Pace,
  clock: () => number,
): AsyncGenerator<ComparisonProgress, CaseRun | CaseAbsent | null> {
  const { pictures, seed } = plan;
  const definition = caseDefinitions[key.case];
  const recipe: Recipe = { ...recipes[key.recipe], ...(plan.activations ? { activations: plan.activations } : {}) };
  const description = { residual: definition.residual, channels: plan.channels, activations: recipe.activations };
  const network = seo2018Network(description);
  const initial = seoWeights(network, recipe.weights, seed);
  let trainer: CaseTrainer;
  try {
    trainer = await openCaseTrainer(interpreter, {
      definition,
      recipe,
      network,
      initial,
      side: trainingSide(pictures, recipe),
      seed,
    });
  } catch (reason) {
    if (!(reason instanceof TacetError)) throw reason;
    pace.leaveOut(plan.epochs, recipe.batchesPerEpoch);
    return { kind: 'absent', ...key, ...definition, why: troubleOf(reason) };
  }
  const epochs = Math.min(plan.epochs, trainer.mostEpochs ?? plan.epochs);
  pace.leaveOut(plan.epochs - epochs, recipe.batchesPerEpoch);
  const eye = await openEye(interpreter, network, pictures.size, recipe);
  try {
    const losses: number[] = [];
    const frames: Frame[] = [await frameOf(eye, trainer.weights, noisy[0][0], 0)];
    yield { kind: 'picture', ...key, frame: frames[0] };
    const shownAt = frameEpochs(epochs);
    const schedule = scheduleOf(recipe, epochs * recipe.batchesPerEpoch);
    let steps = 0;
    let milliseconds = 0;
    let brokeDownAt: number | null = null;
    for (let epoch = 0; epoch < epochs && brokeDownAt === null; epoch++) {
      let loss = 0;
      for (const batch of epochBatches(pictures, recipe, seed, epoch)) {
        if (signal.aborted) return null;
        const started = clock();
        try {
          loss +=
            (await trainer.step(batch, { epoch, learningRate: learningRateAt(schedule, steps++) })).loss / recipe.batchesPerEpoch;
        } catch (reason) {
          if (!(reason instanceof TacetError) || reason.code !== 'training-diverged') throw reason;
          brokeDownAt = epoch + 1;
          break;
        }
        milliseconds += clock() - started;
      }
      if (brokeDownAt !== null) {
        pace.leaveOut(epochs - epoch, recipe.batchesPerEpoch);
        break;
      }
      losses.push(loss);
      yield { kind: 'epoch', ...key, epoch: epoch + 1, epochs, loss, ...pace.next(recipe.batchesPerEpoch) };
      if (!shownAt.has(epoch + 1)) continue;
      const frame = await frameOf(eye, trainer.weights, noisy[0][0], epoch + 1);
      frames.push(frame);
      yield { kind: 'picture', ...key, frame };
    }
    const draws: Draws[] = [];
    for (const [at, clean] of pictures.test.entries()) {
      const outputs: Float32Array[] = [];
      for (const one of noisy[at]) {
        if (signal.aborted) return null;
        outputs.push(await eye.look(trainer.weights, one));
      }
      draws.push({ clean, noisy: noisy[at], outputs });
    }
    return {
      kind: 'run',
      ...key,
      ...definition,
      optimizer: trainer.optimizer,
      backend: trainer.backend,
      epochs: losses.length,
      brokeDownAt,
      normalised: figuresOf(
        draws.map((one) => ({ ...one, outputs: one.outputs.map(normalised) })),
        pictures,
      ),
      asItIs: figuresOf(draws, pictures),
      shown: recipe.shown,
      weightsMoved: distance(trainer.weights, initial),
      seconds: milliseconds / 1000,
      losses,
      frames,
      model: modelOf(description, recipe, pictures, trainer.weights),
    };
  } finally {
    await eye.dispose();
    await trainer.dispose();
  }
}

function modelOf(
  description: Seo2018,
  { black, white, shown }: Recipe,
  { window: { centerHu, widthHu } }: CasePictures,
  weights: Weights,
): Model<Seo2018Definition> {
  return { definition: { kind: 'seo-2018', ...description, window: { centerHu, widthHu }, black, white, shown }, weights };
}

async function frameOf(eye: Eye, weights: Weights, noisy: Float32Array, epoch: number): Promise<Frame> {
  const output = await eye.look(weights, noisy);
  return { epoch, normalised: displayed(normalised(output)), asItIs: displayed(output) };
}

const testNoise = ({ pictures, seed }: ComparisonPlan): readonly (readonly Float32Array[])[] =>
  pictures.test.map((clean, at) =>
    Array.from({ length: testDraws }, (_, draw) => withNoise(clean, clean, drawOf(seed, 'test', at, draw))),
  );

function basisOf(pictures: CasePictures, noisy: readonly (readonly Float32Array[])[]): ComparisonBasis {
  const { size, window } = pictures;
  const drawsOf = (outputs: (one: Float32Array) => Float32Array): Draws[] =>
    pictures.test.map((clean, at) => ({ clean, noisy: noisy[at], outputs: noisy[at].map(outputs) }));
  const { sigmaPx } = tunedGaussian(
    pictures.test.flatMap((clean, at) =>
      noisy[at].map((one) => ({ rows: size, columns: size, noisy: toHu(one, window), truth: toHu(clean, window) })),
    ),
  );
  const blurred = (one: Float32Array): Float32Array => (sigmaPx === 0 ? one : gaussianBlur(one, size, size, sigmaPx));
  return {
    size,
    noisy: displayed(noisy[0][0]),
    clean: pictures.test[0],
    before: figuresOf(
      drawsOf((one) => one),
      pictures,
    ),
    blur: { sigmaPx, ...figuresOf(drawsOf(blurred), pictures) },
  };
}

/** ‖w − w₀‖ / ‖w₀‖. */
function distance(weights: Weights, initial: Weights): number {
  let [moved, first] = [0, 0];
  for (const [name, { data }] of initial) {
    const now = weights.get(name)!.data;
    for (let i = 0; i < data.length; i++) {
      moved += (now[i] - data[i]) ** 2;
      first += data[i] ** 2;
    }
  }
  return Math.sqrt(moved / first);
}
