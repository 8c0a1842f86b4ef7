import { basename } from 'node:path';
import { version } from '../../../package.json';
import { type BackendName, type Emit, fail, type Handlers, ok, type Outcome } from '../../contract';
import type { Anonymiser, Derivation } from '../../dicom';
import type { EngineBackend, SliceHu } from '../../engine';
import { type DenoisedSlice, denoiseSeries, sliceOf } from '../../jobs/denoise/denoise-series';
import { NoiseStore } from '../../jobs/denoise/noise-store';
import { SliceQueue } from '../../jobs/denoise/slice-queue';
import type { Backends } from '../../jobs/engine/backends';
import type { EngineOwner } from '../../jobs/engine/owner';
import { newAnonymiser } from '../../jobs/export/anonymising';
import { type Destination, folderDestination, zipDestination } from '../../jobs/export/destination';
import { worded } from '../../jobs/export/write-trouble';
import { exportName, exportSeries } from '../../jobs/export/export-series';
import type { JobBoard, RunningJob } from '../../jobs/job-board';
import type { LoadedModel, ModelLibrary } from '../../models';
import type { Series, SlicePixels } from '../../study';
import type { Places } from '../places';
import type { Platform } from '../platform';
import type { OpenStudies } from './open-studies';

export interface DenoisingServices {
  readonly studies: OpenStudies;
  readonly engine: EngineOwner;
  readonly backends: Backends;
  readonly models: Pick<ModelLibrary, 'load'>;
  readonly board: JobBoard;
  readonly places: Pick<Places, 'resolve'>;
  readonly platform: Platform;
  readonly emit: Emit;
}

type DenoisingHandlers = Pick<Handlers, 'startDenoising' | 'focusDenoising' | 'readNoise' | 'exportSeries' | 'cancelJob'>;

interface Denoising {
  readonly seriesId: string;
  readonly modelSha256: string;
  readonly queue: SliceQueue;
}

/** Denoises open series, keeps their noise, and writes them as new series. */
export function createDenoisingHandlers(services: DenoisingServices): { handlers: DenoisingHandlers; dispose(): void } {
  const { studies, engine, backends, models, board, places, platform, emit } = services;
  const store = new NoiseStore();
  const queues = new Map<string, Denoising>();
  /** The weights that a model's name stood for when it denoised last: noise is asked for often, and a model is slow to load. */
  const usedAs = new Map<string, string>();

  /** One for each study while Tacet runs: its series, exported one by one, still belong together. */
  const anonymisers = new Map<string, Anonymiser>();
  const anonymiserFor = (studyUid: string): Anonymiser => {
    const anonymiser = anonymisers.get(studyUid) ?? newAnonymiser();
    anonymisers.set(studyUid, anonymiser);
    return anonymiser;
  };

  const chosenRun = async (wanted: BackendName): Promise<Outcome<{ backend: EngineBackend; device: string }>> => {
    const backend = await backends.resolve(wanted);
    const row = (await backends.report()).backends.find(({ name }) => name === backend);
    if (row?.available) return ok({ backend, device: row.device ?? '' });
    return fail(
      'backend-missing',
      `The backend "${backend}" does not run here: ${row?.why ?? 'it is not known'}`,
      'Choose "auto" in the settings.',
    );
  };

  const seriesAndModel = async (
    seriesId: string,
    modelName: string,
  ): Promise<Outcome<{ series: Series; model: LoadedModel }>> => {
    const series = studies.find(seriesId);
    if (!series.ok) return series;
    if (series.value.info.notDenoisable) return { ok: false, error: series.value.info.notDenoisable };
    const model = await models.load(modelName);
    return model.ok ? ok({ series: series.value, model: model.value }) : model;
  };

  /** One slice through the network; that the engine died under it is told on the job. */
  const denoiserFor =
    ({ model, sha256 }: LoadedModel, backend: EngineBackend, job: RunningJob) =>
    (slice: SliceHu): Promise<DenoisedSlice> =>
      engine.persist(
        () => engine.call('denoise', { model: { ...model, id: sha256 }, backend, slice }, { signal: job.signal }),
        (why) => job.note(`${why} It was started again, and the work goes on.`),
      );

  const denoise = async (
    series: Series,
    model: LoadedModel,
    backend: EngineBackend,
    queue: SliceQueue,
    job: RunningJob,
  ): Promise<void> => {
    const { seriesId } = series.info;
    const { sha256: modelSha256, name: modelName } = model;
    const tell = (index: number, sigmaHu: number, milliseconds: number): void =>
      emit('sliceDenoised', { jobId: job.jobId, seriesId, modelName, index, sigmaHu, milliseconds });
    const there = store.list(seriesId, modelSha256);
    let done = there.length;
    // A page that was loaded anew does not know them yet.
    for (const { index, sigmaHu, milliseconds } of there) tell(index, sigmaHu, milliseconds);
    let unreadable = 0;
    const read = (index: number) => studies.reader.readPixels(series.slices[index]!);
    const work = { queue, read, denoise: denoiserFor(model, backend, job) };
    for await (const news of denoiseSeries(work, job.signal)) {
      if (news.kind === 'denoised') {
        const { noiseHu, sigmaHu, milliseconds } = news.made;
        await store.put({ seriesId, modelSha256, index: news.index }, { noiseHu, sigmaHu }, milliseconds);
        tell(news.index, sigmaHu, milliseconds);
      } else {
        unreadable++;
        job.note(
          `${unreadable === 1 ? 'A slice' : `${unreadable} slices`} could not be read, the last one number ${news.index + 1}: ${news.trouble.message}`,
        );
      }
      job.advance(++done);
    }
  };

  const handlers: DenoisingHandlers = {
    startDenoising: async ({ seriesId, modelName, backend: wanted, firstSlice }) => {
      const asked = await seriesAndModel(seriesId, modelName);
      if (!asked.ok) return asked;
      const run = await chosenRun(wanted);
      if (!run.ok) return run;
      const { series, model } = asked.value;
      usedAs.set(modelName, model.sha256);
      const isSame = (one: Denoising) => one.seriesId === seriesId && one.modelSha256 === model.sha256;
      const already = [...queues].find(([jobId, one]) => isSame(one) && board.isRunning(jobId));
      if (already) return ok({ jobId: already[0], ...run.value });
      await store.retain((id) => studies.find(id).ok);
      const there = new Set(store.list(seriesId, model.sha256).map(({ index }) => index));
      const queue = new SliceQueue(
        [...series.slices.keys()].filter((index) => !there.has(index)),
        firstSlice,
      );
      const jobId = board.start('denoise', series.slices.length, (job) =>
        denoise(series, model, run.value.backend, queue, job).finally(() => queues.delete(job.jobId)),
      );
      queues.set(jobId, { seriesId, modelSha256: model.sha256, queue });
      return ok({ jobId, ...run.value });
    },
    focusDenoising: async ({ jobId, slice }) => {
      queues.get(jobId)?.queue.lookAt(slice);
      return ok({});
    },
    readNoise: async ({ seriesId, modelName, index }) => {
      const modelSha256 = usedAs.get(modelName);
      const noise = modelSha256 === undefined ? null : await store.get({ seriesId, modelSha256, index });
      if (!noise)
        return fail('not-denoised', `Image ${index + 1} was not denoised with "${modelName}".`, 'Denoise the series first.');
      return ok({ noise: noise.noiseHu.buffer as ArrayBuffer, sigmaHu: noise.sigmaHu });
    },
    exportSeries: async ({ seriesId, modelName, backend: wanted, strength, identity, syntax, grantId }) => {
      const asked = await seriesAndModel(seriesId, modelName);
      if (!asked.ok) return asked;
      const { series, model } = asked.value;
      const derivation: Derivation = {
        modelName,
        modelSha256: model.sha256,
        strength,
        contrast: 0,
        version,
        at: new Date(),
        syntax,
        anonymiser: identity === 'anonymised' ? anonymiserFor(series.info.studyUid) : null,
      };
      const known = studies.list();
      const name = exportName(series, derivation);
      const place = grantId === null ? null : places.resolve(grantId);
      if (place && !place.ok) return place;
      const { offerDownload } = platform;
      if (!place && !offerDownload) return fail('no-place', 'An export needs a folder.', 'Choose one.');
      const folder = place?.value.paths[0];
      // The page is told the folder's name, never its path.
      const open = (): Promise<Destination> =>
        folder === undefined
          ? worded('the temporary folder', () => zipDestination(name))
          : worded(basename(folder), () => folderDestination(folder, name));
      const jobId = board.start('export', series.slices.length, async (job) => {
        const denoiseOne = denoiserFor(model, await backends.resolve(wanted), job);
        const noiseOf = async (index: number, pixels: SlicePixels): Promise<Float32Array> => {
          const made = (await store.get({ seriesId, modelSha256: model.sha256, index })) ?? (await denoiseOne(sliceOf(pixels)));
          return made.noiseHu;
        };
        const writing = exportSeries(
          { series, known, reader: studies.reader, noiseOf, derivation, destination: await open(), pictures: 'none' },
          job.signal,
        );
        let next = await writing.next();
        for (; !next.done; next = await writing.next()) job.advance(next.value);
        if (!next.value || job.signal.aborted) return;
        const { place: written, images } = next.value;
        emit('exportDone', {
          jobId: job.jobId,
          images,
          place: place ? basename(written) : null,
          download: place ? null : offerDownload!(written, basename(written)),
        });
      });
      return ok({ jobId });
    },
    cancelJob: async ({ jobId }) => {
      board.cancel(jobId);
      return ok({});
    },
  };
  return { handlers, dispose: () => store.dispose() };
}
