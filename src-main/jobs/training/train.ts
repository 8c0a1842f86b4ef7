import { initialWeights, type ResidualModel } from '../../engine';
import type { EngineReply } from '../engine/calls';
import { EngineStopped, type EngineOwner } from '../engine/owner';
import { streamCall } from '../engine/stream';
import { unlessAborted } from '../unless-aborted';
import type { Teaching, TrainingProgress } from '../engine/training-plan';
import { guardEverySteps, isGuarded, type Verdict, verdictOf } from './guard';
import { begunFor, recordOf } from './record';
import type { TrainingRequest } from './request';
import { checkTrainingData } from './training-data';

/** A model that was trained, and how that went. */
export interface Trained {
  readonly model: ResidualModel;
  readonly ending: EngineReply<'train'>['ending'];
  readonly backend: string;
  /** 0 where nothing was learnt. */
  readonly step: number;
  readonly resumedFrom: number | null;
  /** Null where its preset has no guard, or nothing was learnt. */
  readonly verdict: Verdict | null;
}

export type TrainingNews =
  | TrainingProgress
  | { readonly kind: 'restarted'; readonly death: EngineStopped }
  /** The checkpoint was begun for another number of steps, so the learning rate takes another way from here. */
  | { readonly kind: 'other-steps'; readonly begunFor: number };

/** A step takes a fraction of a second: no more than about a minute is lost when the engine dies. */
const usualCheckpointEverySteps = 200;
const previewEverySeconds = 8;
/** Deaths of the engine between two steps of progress. */
const mostDeaths = 3;

/**
 * Trains in the engine process; when that dies, on a new one from the last checkpoint. `signal` ends it early, and what was learnt counts. Before
 * the first step there is nothing to wait for: then it ends at once, whatever the engine is busy with. Throws a TacetError, before anything is
 * computed, for data that nothing can be learnt from and for the checkpoint of another training.
 */
export async function* trainModel(
  engine: EngineOwner,
  request: TrainingRequest,
  signal: AbortSignal,
): AsyncGenerator<TrainingNews, Trained> {
  const { base, preset, folder, preview, checkpointEverySteps = usualCheckpointEverySteps } = request;
  const model: ResidualModel = base?.model ?? {
    definition: preset.architecture,
    weights: initialWeights(preset.architecture, request.seed),
  };
  const { own } = request;
  const record = recordOf(request);
  const plan = {
    model,
    backend: request.backend,
    threads: request.threads ?? null,
    seed: request.seed,
    steps: request.steps,
    secondsAtMost: request.secondsAtMost,
    peakLearningRate: preset.peakLearningRate,
    warmUpSteps: Math.min(preset.warmUpSteps, Math.ceil(request.steps / 10)),
    batch: { ...preset.batch, fours: preset.fours, loss: preset.loss },
    ...(preset.adversarial && { adversarial: { ...preset.adversarial, seed: request.seed } }),
    procedural: preset.procedural,
    own: { ...preset.own, count: own.learnt, teaches: teachingOf(request) },
    guard: isGuarded(request) ? { heldBack: own.heldBack, everySteps: guardEverySteps } : null,
    checkpoint: { folder, everySteps: checkpointEverySteps, record },
    preview: preview && { slice: preview, everySeconds: previewEverySeconds },
  };
  checkTrainingData(plan, own);
  const otherSteps = request.resume ? await begunFor(folder, record) : null;
  if (otherSteps !== null) yield { kind: 'other-steps', begunFor: otherSteps };

  const untouched: Trained = { model, ending: 'cancelled', backend: request.backend, step: 0, resumedFrom: null, verdict: null };
  let deaths = 0;
  let reached = 0;
  for (;;) {
    // A checkpoint that lay there before is another training's, unless this one was told to go on from it.
    const resume = request.resume || reached >= checkpointEverySteps;
    const stream = streamCall(engine, 'train', { ...plan, resume }, signal, own.read);
    try {
      for (;;) {
        const next = await (reached === 0 ? unlessAborted(stream.next(), signal) : stream.next());
        if (next === null) return untouched;
        if (next.done) {
          const { average, ending, backend, step, resumedFrom, examined } = next.value;
          const verdict = examined && verdictOf(examined, { heldBack: own.heldBack, base: request.base!.file.title });
          return { model: average ? { ...model, weights: average } : model, ending, backend, step, resumedFrom, verdict };
        }
        if (next.value.kind === 'step') {
          deaths = 0;
          reached = next.value.step;
        }
        yield next.value;
      }
    } catch (reason) {
      if (!(reason instanceof EngineStopped) || ++deaths === mostDeaths) throw reason;
      if (signal.aborted) return untouched;
      yield { kind: 'restarted', death: reason };
    }
  }
}

/** A model that is good already cleans a slice before it learns from it. */
const teachingOf = ({ base, own }: TrainingRequest): Teaching =>
  own.teaches === 'pairs' ? 'pairs' : base ? 'denoised' : 'as-it-is';
