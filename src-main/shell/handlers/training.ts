import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { type Emit, fail, type Handlers, ok } from '../../contract';
import { sliceOf } from '../../jobs/denoise/denoise-series';
import type { Backends } from '../../jobs/engine/backends';
import type { EngineOwner } from '../../jobs/engine/owner';
import type { JobBoard } from '../../jobs/job-board';
import { ownSlices } from '../../jobs/training/own-slices';
import { presets } from '../../jobs/training/presets';
import { type Trained, trainModel } from '../../jobs/training/train';
import { cardOf, type LoadedModel, type ModelLibrary } from '../../models';
import type { OpenStudies } from './open-studies';
import { createTelling } from './training-news';

export interface TrainingServices {
  readonly studies: Pick<OpenStudies, 'find' | 'reader'>;
  readonly engine: EngineOwner;
  readonly backends: Backends;
  readonly models: ModelLibrary;
  readonly board: JobBoard;
  readonly emit: Emit;
}

type TrainingHandlers = Pick<
  Handlers,
  'startTraining' | 'stopTraining' | 'keepModel' | 'listModels' | 'readModelCard' | 'removeModel'
>;

/** A training that ended and may be kept. */
interface Learnt {
  readonly base: LoadedModel;
  readonly trained: Trained;
  readonly slices: number;
}

const seed = 1;

/** Fine-tunes one model at a time on an open series, and keeps what was learnt when the user wants it. */
export function createTrainingHandlers(services: TrainingServices): TrainingHandlers {
  const { studies, engine, backends, models, board, emit } = services;
  const preset = presets['fine-tune'];
  let stopping: { readonly jobId: string; readonly stop: AbortController } | null = null;
  let learnt: { readonly jobId: string; readonly result: Learnt } | null = null;

  return {
    startTraining: async ({ seriesId, baseModel, steps, backend: wanted, previewSlice }) => {
      if (stopping && board.isRunning(stopping.jobId))
        return fail('training-runs', 'A training is running already.', 'Stop it, or wait until it is done.');
      const series = studies.find(seriesId);
      if (!series.ok) return series;
      if (series.value.info.notDenoisable) return { ok: false, error: series.value.info.notDenoisable };
      const base = await models.load(baseModel);
      if (!base.ok) return base;
      const shown = series.value.slices[Math.min(previewSlice, series.value.slices.length - 1)]!;
      const [preview, slices] = await Promise.all([
        studies.reader.readPixels(shown),
        ownSlices([series.value], studies.reader, preset.own.slices),
      ]);
      if (!preview.ok) return preview;
      if (!slices.ok) return slices;
      const stop = new AbortController();
      learnt = null;
      const jobId = board.start('train', steps, async (job) => {
        job.signal.addEventListener('abort', () => stop.abort());
        const folder = mkdtempSync(join(tmpdir(), 'tacet-training-'));
        try {
          const request = {
            base: base.value,
            preset,
            slices: slices.value,
            seed,
            steps,
            secondsAtMost: null,
            backend: await backends.resolve(wanted),
            folder,
            resume: false,
            preview: sliceOf(preview.value),
          };
          const training = trainModel(engine, request, stop.signal);
          const told = createTelling(job, emit, preview.value);
          let next = await training.next();
          for (; !next.done; next = await training.next()) told(next.value);
          // Who cancelled was told at once that nothing is kept; the engine may have ended its step since.
          if (job.signal.aborted) return;
          learnt = { jobId: job.jobId, result: { base: base.value, trained: next.value, slices: slices.value.length } };
        } finally {
          rmSync(folder, { recursive: true });
        }
      });
      stopping = { jobId, stop };
      return ok({ jobId });
    },
    stopTraining: async ({ jobId }) => {
      if (stopping?.jobId === jobId) stopping.stop.abort();
      return ok({});
    },
    keepModel: async ({ jobId, name }) => {
      if (learnt?.jobId !== jobId || learnt.result.trained.step === 0)
        return fail(
          'nothing-learnt',
          'There is nothing to keep: this training learnt nothing, or another one followed.',
          'Train again.',
        );
      const { base, trained, slices } = learnt.result;
      const file = {
        title: name,
        summary: `Fine-tuned from "${base.file.title}" on a series of this machine.`,
        base: base.name,
        training: {
          data: `${slices} slices of one series at simulated lower doses, and ${preset.procedural.images} procedural images.`,
          steps: trained.step,
          seed,
          backend: trained.backend,
          version,
          at: new Date().toISOString().slice(0, 10),
        },
        quality: [],
      };
      const kept = await models.keep(name, { file, model: trained.model, card: cardOf(name, file, trained.model) });
      return kept.ok ? ok({ modelName: kept.value }) : kept;
    },
    listModels: async () => ok({ models: [...(await models.list())] }),
    readModelCard: async ({ modelName }) => {
      const card = await models.card(modelName);
      return card.ok ? ok({ markdown: card.value }) : card;
    },
    removeModel: ({ modelName }) => models.remove(modelName),
  };
}
