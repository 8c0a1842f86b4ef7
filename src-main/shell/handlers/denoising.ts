import { basename } from 'node:path';
import { version } from '../../../package.json';
import {
  type BackendName,
  type DenoisingExtent,
  type Emit,
  fail,
  type Handlers,
  ok,
  type Outcome,
  remark,
  strengthPlaces,
} from '../../contract';
import type { Anonymiser, Derivation } from '../../dicom';
import { type EngineBackend, type SliceHu, withoutFaint } from '../../engine';
import { type DenoisedSlice, denoiseSeries, sliceOf } from '../../jobs/denoise/denoise-series';
import { type NoiseFacts, NoiseStore } from '../../jobs/denoise/noise-store';
import { SliceQueue } from '../../jobs/denoise/slice-queue';
import { troubleWithContent } from '../../jobs/denoise/tissue';
import type { Backends } from '../../jobs/engine/backends';
import type { EngineOwner } from '../../jobs/engine/owner';
import { newAnonymiser } from '../../jobs/export/anonymising';
import { type Destination, folderDestination, zipDestination } from '../../jobs/export/destination';
import { worded } from '../../jobs/export/write-trouble';
import { exportName, exportSeries } from '../../jobs/export/export-series';
import type { JobBoard, RunningJob } from '../../jobs/job-board';
import { isHistorical, type LoadedModel, type ModelLibrary } from '../../models';
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
  readonly extent: DenoisingExtent;
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
    return fail('backend-missing', { backend, why: row?.why ?? '?' });
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
        ({ how }) => job.note(remark('denoising-goes-on', { how })),
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
    const tell = (index: number, { sigmaHu, strengths, milliseconds }: NoiseFacts): void =>
      emit('sliceDenoised', {
        jobId: job.jobId,
        seriesId,
        modelName,
        index,
        sigmaHu,
        strengths: strengths && [...strengths],
        milliseconds,
      });
    const there = store.list(seriesId, modelSha256);
    let done = there.length;
    // A page that was loaded anew does not know them yet.
    for (const { index, facts } of there) tell(index, facts);
    let unreadable = 0;
    const read = (index: number) => studies.reader.readPixels(series.slices[index]!);
    const work = { queue, read, denoise: denoiserFor(model, backend, job) };
    for await (const news of denoiseSeries(work, job.signal)) {
      if (news.kind === 'denoised') {
        await store.put({ seriesId, modelSha256, index: news.index }, news.made, news.made.milliseconds);
        tell(news.index, news.made);
      } else {
        unreadable++;
        job.note(remark('slices-unreadable', { slices: unreadable, last: news.index + 1 }));
      }
      job.advance(++done);
    }
  };

  const handlers: DenoisingHandlers = {
    startDenoising: async ({ seriesId, modelName, backend: wanted, firstSlice, extent }) => {
      const found = await seriesAndModel(seriesId, modelName);
      if (!found.ok) return found;
      const run = await chosenRun(wanted);
      if (!run.ok) return run;
      const { series, model } = found.value;
      const trouble = await troubleWithContent(series.slices, studies.reader);
      if (trouble) return { ok: false, error: trouble };
      usedAs.set(modelName, model.sha256);
      const isSame = (one: Denoising) =>
        one.seriesId === seriesId && one.modelSha256 === model.sha256 && (one.extent === 'series' || extent === 'in-view');
      const already = [...queues].find(([jobId, one]) => isSame(one) && board.isRunning(jobId));
      if (already) return ok({ jobId: already[0], ...run.value });
      await store.retain((id) => studies.find(id).ok);
      const there = new Set(store.list(seriesId, model.sha256).map(({ index }) => index));
      const places = strengthPlaces(series.slices.length);
      const asked = extent === 'series' ? series.slices.keys() : new Set([firstSlice, ...places]);
      const left = [...asked].filter((index) => index < series.slices.length && !there.has(index));
      const queue = new SliceQueue(left, firstSlice, places);
      const jobId = board.start('denoise', there.size + left.length, (job) =>
        denoise(series, model, run.value.backend, queue, job).finally(() => queues.delete(job.jobId)),
      );
      queues.set(jobId, { seriesId, modelSha256: model.sha256, extent, queue });
      return ok({ jobId, ...run.value });
    },
    focusDenoising: async ({ jobId, slice }) => {
      queues.get(jobId)?.queue.lookAt(slice);
      return ok({});
    },
    readNoise: async ({ seriesId, modelName, index, contrast }) => {
      const modelSha256 = usedAs.get(modelName);
      const noise = modelSha256 === undefined ? null : await store.get({ seriesId, modelSha256, index });
      if (!noise) return fail('not-denoised', { image: index + 1, model: modelName });
      const slice = studies.find(seriesId);
      if (!slice.ok) return slice;
      const taken = withoutFaint(noise.noiseHu, noise.bands, slice.value.info, contrast);
      return ok({ noise: taken.buffer as ArrayBuffer, sigmaHu: noise.sigmaHu });
    },
    exportSeries: async ({ seriesId, modelName, backend: wanted, strength, contrast: dial, identity, syntax, grantId }) => {
      const asked = await seriesAndModel(seriesId, modelName);
      if (!asked.ok) return asked;
      const { series, model } = asked.value;
      const historical = isHistorical(model);
      // The dial has no say over a network of 2018.
      const contrast = historical ? 0 : dial;
      const derivation: Derivation = {
        modelName,
        modelSha256: model.sha256,
        strength,
        contrast,
        historical,
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
      if (!place && !offerDownload) return fail('no-place');
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
          return withoutFaint(made.noiseHu, made.bands, pixels, contrast);
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
