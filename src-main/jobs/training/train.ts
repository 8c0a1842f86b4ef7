import { type EngineBackend, initialWeights, type Model, type SliceHu, type TrainerState } from '../../engine';
import type { LoadedModel } from '../../models';
import type { EngineReply } from '../engine/calls';
import { EngineStopped, type EngineOwner } from '../engine/owner';
import { streamCall } from '../engine/stream';
import type { OwnSlice, TrainingProgress } from '../engine/training';
import type { TrainingPreset } from './presets';

export interface TrainingRequest {
  readonly base: LoadedModel | null;
  readonly preset: TrainingPreset;
  readonly slices: readonly OwnSlice[];
  readonly seed: number;
  readonly steps: number;
  readonly secondsAtMost: number | null;
  readonly backend: EngineBackend;
  /** Where the checkpoint lies. */
  readonly folder: string;
  readonly resume: boolean;
  readonly preview: SliceHu | null;
}

/** A model that was trained, and how that went. */
export interface Trained {
  readonly model: Model;
  readonly state: TrainerState;
  readonly ending: EngineReply<'train'>['ending'];
  readonly backend: string;
  readonly step: number;
  readonly resumedFrom: number | null;
}

export type TrainingNews = TrainingProgress | { readonly kind: 'restarted'; readonly why: string };

/** A step takes a fraction of a second: no more than about a minute is lost when the engine dies. */
const checkpointEverySteps = 200;
const previewEverySeconds = 8;
/** Deaths of the engine between two steps of progress. */
const mostDeaths = 3;

/** Trains in the engine process; when that dies, on a new one from the last checkpoint. `signal` ends it early, and what was learnt counts. */
export async function* trainModel(
  engine: EngineOwner,
  request: TrainingRequest,
  signal: AbortSignal,
): AsyncGenerator<TrainingNews, Trained> {
  const { base, preset, slices, folder, preview } = request;
  const model: Model = base?.model ?? {
    definition: preset.architecture,
    weights: initialWeights(preset.architecture, request.seed),
  };
  let deaths = 0;
  for (let resume = request.resume; ; resume = true) {
    const plan = {
      model,
      backend: request.backend,
      seed: request.seed,
      steps: request.steps,
      secondsAtMost: request.secondsAtMost,
      peakLearningRate: preset.peakLearningRate,
      warmUpSteps: Math.min(preset.warmUpSteps, Math.ceil(request.steps / 10)),
      batch: preset.batch,
      ...(preset.adversarial && { adversarial: { ...preset.adversarial, seed: request.seed } }),
      procedural: preset.procedural,
      own: { share: preset.own.share, slices, truth: base ? ('denoised' as const) : ('as-it-is' as const) },
      checkpoint: { folder, everySteps: checkpointEverySteps },
      resume,
      preview: preview && { slice: preview, everySeconds: previewEverySeconds },
    };
    const stream = streamCall(engine, 'train', plan, signal);
    try {
      for (;;) {
        const next = await stream.next();
        if (next.done) {
          const { state, ending, backend, step, resumedFrom } = next.value;
          return { model: { ...model, weights: state.average }, state, ending, backend, step, resumedFrom };
        }
        if (next.value.kind === 'step') deaths = 0;
        yield next.value;
      }
    } catch (reason) {
      if (!(reason instanceof EngineStopped) || ++deaths === mostDeaths) throw reason;
      yield { kind: 'restarted', why: reason.message };
    }
  }
}
