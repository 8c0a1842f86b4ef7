import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { type Emit, fail, type Handlers, ok, remark, TacetError } from '../../contract';
import { sliceOf } from '../../jobs/denoise/denoise-series';
import type { Backends } from '../../jobs/engine/backends';
import type { EngineOwner } from '../../jobs/engine/owner';
import type { JobBoard } from '../../jobs/job-board';
import { holdingBack, qualityOf } from '../../jobs/training/guard';
import { sliceImages } from '../../jobs/training/own-images';
import { presets } from '../../jobs/training/presets';
import { type Trained, trainModel } from '../../jobs/training/train';
import { asBase, cardOf, type LoadedResidualModel, type ModelLibrary, summaryOf } from '../../models';
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
  readonly base: LoadedResidualModel;
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
      if (stopping && board.isRunning(stopping.jobId)) return fail('training-runs');
      const series = studies.find(seriesId);
      if (!series.ok) return series;
      if (series.value.info.notDenoisable) return { ok: false, error: series.value.info.notDenoisable };
      const loaded = await models.load(baseModel);
      const base = loaded.ok ? asBase(loaded.value) : loaded;
      if (!base.ok) return base;
      const shown = series.value.slices[Math.min(previewSlice, series.value.slices.length - 1)]!;
      const preview = await studies.reader.readPixels(shown);
      if (!preview.ok) return preview;
      const own = sliceImages([series.value], studies.reader, holdingBack({ base: base.value, preset }));
      const stop = new AbortController();
      learnt = null;
      const jobId = board.start('train', steps, async (job) => {
        job.signal.addEventListener('abort', () => stop.abort());
        const folder = mkdtempSync(join(tmpdir(), 'tacet-training-'));
        try {
          const request = {
            base: base.value,
            preset,
            own,
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
          const { verdict } = next.value;
          if (verdict?.harm) throw new TacetError(verdict.harm);
          job.note(verdict?.praise ?? null);
          learnt = { jobId: job.jobId, result: { base: base.value, trained: next.value, slices: own.learnt } };
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
      if (learnt?.jobId !== jobId || learnt.result.trained.step === 0) return fail('nothing-learnt');
      const { base, trained, slices } = learnt.result;
      const file = {
        title: name,
        ...summaryOf(remark('model-fine-tuned', { base: base.file.title })),
        base: base.name,
        training: {
          data: `${slices} slices of one series at simulated lower doses, and ${preset.procedural.images} procedural images.`,
          steps: trained.step,
          seed,
          backend: trained.backend,
          version,
          at: new Date().toISOString().slice(0, 10),
        },
        quality: trained.verdict ? qualityOf(trained.verdict) : [],
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
