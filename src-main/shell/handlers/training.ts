import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { type Emit, fail, type Handlers, type Learning, ok, type Outcome, remark, TacetError } from '../../contract';
import { sliceOf } from '../../jobs/denoise/denoise-series';
import type { Backends } from '../../jobs/engine/backends';
import type { EngineOwner } from '../../jobs/engine/owner';
import type { JobBoard } from '../../jobs/job-board';
import { holdingBack, qualityOf } from '../../jobs/training/guard';
import type { OwnImages } from '../../jobs/training/own-images';
import { leftBy, ownImagesFor } from '../../jobs/training/own-images-for';
import { dataOf, fineTunings, presets, type TrainingPreset } from '../../jobs/training/presets';
import { type Trained, trainModel } from '../../jobs/training/train';
import { asBase, cardOf, type LoadedResidualModel, type ModelLibrary, summaryOf } from '../../models';
import type { Series } from '../../study';
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
  'checkTraining' | 'startTraining' | 'stopTraining' | 'keepModel' | 'listModels' | 'readModelCard' | 'removeModel'
>;

/** What a training would learn, from what, and what it begins from. */
interface Lesson {
  readonly base: LoadedResidualModel;
  readonly preset: TrainingPreset;
  readonly series: Series;
  readonly own: OwnImages;
}
/** A training that ended and may be kept. */
interface Learnt {
  readonly lesson: Lesson;
  readonly trained: Trained;
}

const seed = 1;

/** Fine-tunes one model at a time on an open series, and keeps what was learnt when the user wants it. */
export function createTrainingHandlers(services: TrainingServices): TrainingHandlers {
  const { studies, engine, backends, models, board, emit } = services;
  let stopping: { readonly jobId: string; readonly stop: AbortController } | null = null;
  /** The last lesson that was found, and for what: who starts what was checked does not wait for it again. */
  let checked: { readonly of: readonly unknown[]; readonly lesson: Lesson } | null = null;
  let learnt: { readonly jobId: string; readonly result: Learnt } | null = null;

  /** Fails where the series cannot teach the model this way. */
  const lessonOf = async ({ seriesId, twinId, way, baseModel, backend }: Learning): Promise<Outcome<Lesson>> => {
    const series: Series[] = [];
    for (const id of [seriesId, ...(twinId === null ? [] : [twinId])]) {
      const found = studies.find(id);
      if (!found.ok) return found;
      if (found.value.info.notDenoisable) return { ok: false, error: found.value.info.notDenoisable };
      series.push(found.value);
    }
    const loaded = await models.load(baseModel);
    const base = loaded.ok ? asBase(loaded.value) : loaded;
    if (!base.ok) return base;
    const of = [way, backend, base.value.sha256, ...series];
    if (checked?.of.length === of.length && checked.of.every((one, i) => one === of[i])) return ok(checked.lesson);
    const preset = presets[fineTunings[way]];
    const found = await ownImagesFor({
      learnsFrom: way,
      series,
      reader: studies.reader,
      holding: holdingBack({ base: base.value, preset }),
      leaves: async (slice) => leftBy(engine, base.value, await backends.resolve(backend))(slice),
    });
    if (!found.ok) return found;
    checked = { of, lesson: { base: base.value, preset, series: series[0]!, own: found.value.own } };
    return ok(checked.lesson);
  };

  return {
    checkTraining: async (learning) => {
      const lesson = await lessonOf(learning);
      return lesson.ok ? ok({ learnt: lesson.value.own.learnt, heldBack: lesson.value.own.heldBack }) : lesson;
    },
    startTraining: async ({ steps, previewSlice, ...learning }) => {
      if (stopping && board.isRunning(stopping.jobId)) return fail('training-runs');
      const lesson = await lessonOf(learning);
      if (!lesson.ok) return lesson;
      const { base, preset, series, own } = lesson.value;
      const shown = series.slices[Math.min(previewSlice, series.slices.length - 1)]!;
      const preview = await studies.reader.readPixels(shown);
      if (!preview.ok) return preview;
      // Another may have begun meanwhile.
      if (stopping && board.isRunning(stopping.jobId)) return fail('training-runs');
      const stop = new AbortController();
      learnt = null;
      const jobId = board.start('train', steps, async (job) => {
        job.signal.addEventListener('abort', () => stop.abort());
        const folder = mkdtempSync(join(tmpdir(), 'tacet-training-'));
        try {
          const request = {
            base,
            preset,
            own,
            seed,
            steps,
            secondsAtMost: null,
            backend: await backends.resolve(learning.backend),
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
          learnt = { jobId: job.jobId, result: { lesson: lesson.value, trained: next.value } };
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
      const { lesson, trained } = learnt.result;
      const { base, preset, own } = lesson;
      const file = {
        title: name,
        ...summaryOf(remark('model-fine-tuned', { base: base.file.title })),
        base: base.name,
        training: {
          data: dataOf(preset, own.learnt),
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
