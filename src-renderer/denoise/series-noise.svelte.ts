import type { Trouble } from '../../src-main/contract';
import type { Session } from '../app/session.svelte';
import type { ByteLru } from '../viewer/byte-lru';
import type { ReadAhead } from '../viewer/read-ahead';
import type { SeriesImages } from '../viewer/series-images.svelte';
import { SliceStore } from '../viewer/slice-store.svelte';
import { Exporting } from './exporting.svelte';

/** What main said of a slice when it was denoised. */
interface SliceDone {
  readonly sigmaHu: number;
  readonly milliseconds: number;
}
/** A job that was started here, and what it runs on. */
interface Run {
  readonly jobId: string;
  readonly backend: string;
  readonly device: string;
}
/** What one model has made of the series. */
interface Made {
  readonly noise: SliceStore<Float32Array>;
  readonly done: ReadonlyMap<number, SliceDone>;
}

/** The noise of one series: the job that finds it, slice by slice, and what of it is in the page. The same for every cell that shows the series. */
export class SeriesNoise {
  starting = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  readonly exporting: Exporting;

  readonly #session: Session;
  readonly #images: SeriesImages;
  readonly #cache: ByteLru<Float32Array>;
  readonly #readAhead: ReadAhead;
  readonly #stopListening: () => void;
  #run = $state.raw<Run | null>(null);
  /** By name of the model. */
  #made = $state.raw<Readonly<Record<string, Made>>>({});
  /** Where main was last told to go on from. */
  #focus = 0;

  readonly model = $derived.by(() => this.#session.activeModel ?? this.#session.models[0] ?? null);
  readonly made = $derived(this.model ? (this.#made[this.model.name] ?? null) : null);
  readonly run = $derived(this.#run);
  readonly job = $derived.by(() => (this.#run ? (this.#session.jobs[this.#run.jobId] ?? null) : null));
  readonly running = $derived(this.starting || (this.#run !== null && (this.job === null || this.job.state === 'running')));
  readonly doneSlices = $derived(this.made?.done.size ?? 0);
  /** Median of the slices denoised last, ms; null before the first. */
  readonly millisecondsPerSlice = $derived.by(() => {
    const last = [...(this.made?.done.values() ?? [])].slice(-9).map(({ milliseconds }) => milliseconds);
    return last.length ? last.sort((a, b) => a - b)[last.length >> 1]! : null;
  });

  constructor(session: Session, images: SeriesImages, cache: ByteLru<Float32Array>, readAhead: ReadAhead) {
    this.#session = session;
    this.#images = images;
    this.#cache = cache;
    this.#readAhead = readAhead;
    this.exporting = new Exporting(session);
    this.#stopListening = session.on('sliceDenoised', ({ seriesId, modelName, index, sigmaHu, milliseconds }) => {
      if (seriesId !== images.series.seriesId) return;
      const made = this.#made[modelName] ?? { noise: this.#storeOf(modelName), done: new Map<number, SliceDone>() };
      const done = new Map(made.done).set(index, { sigmaHu, milliseconds });
      this.#made = { ...this.#made, [modelName]: { ...made, done } };
      made.noise.look();
    });
  }

  dispose(): void {
    this.#stopListening();
    this.exporting.dispose();
  }

  /** What was found in a slice, null where it has not come into the page. */
  at(index: number): Float32Array | null {
    void this.made?.noise.revision;
    return this.made?.noise.get(index) ?? null;
  }

  /** `started`: a job runs that did not before. */
  async start(firstSlice: number): Promise<'started' | 'not started'> {
    const { model } = this;
    if (!model || this.running) return 'not started';
    this.trouble = null;
    this.starting = true;
    this.#focus = firstSlice;
    const started = await this.#session.client.startDenoising({
      seriesId: this.#images.series.seriesId,
      modelName: model.name,
      backend: this.#session.settings?.backend ?? 'auto',
      firstSlice,
    });
    this.starting = false;
    if (!started.ok) {
      this.trouble = started.error;
      return 'not started';
    }
    this.#run = started.value;
    return 'started';
  }

  async cancel(): Promise<void> {
    if (this.#run) await this.#session.cancelJob(this.#run.jobId);
  }

  /** Noise is fetched around where the readers are. */
  plan(places: readonly number[], total: number): void {
    this.made?.noise.plan(places, total, 'prefetch');
  }

  /** The cache let something go, or has more room. */
  look(): void {
    for (const { noise } of Object.values(this.#made)) noise.look();
  }

  /** A job goes on from here. */
  focusOn(slice: number): void {
    if (!this.#run || !this.running || slice === this.#focus || this.made?.done.has(slice)) return;
    this.#focus = slice;
    void this.#session.client.focusDenoising({ jobId: this.#run.jobId, slice });
  }

  export(strength: number): Promise<void> {
    if (!this.model) return Promise.resolve();
    return this.exporting.start(this.#images.series.seriesId, this.model.name, strength);
  }

  #storeOf(modelName: string): SliceStore<Float32Array> {
    const { seriesId } = this.#images.series;
    const store = new SliceStore<Float32Array>({
      prefix: `${seriesId}/${modelName}/`,
      cache: this.#cache,
      readAhead: this.#readAhead,
      exists: (index) => this.#made[modelName]?.done.has(index) ?? false,
      bytesOf: (noise) => noise.byteLength,
      read: async (index) => {
        const read = await this.#session.client.readNoise({ seriesId, modelName, index });
        return read.ok ? { ok: true, value: new Float32Array(read.value.noise) } : read;
      },
    });
    store.plan(this.#images.places, this.#images.slices.length, 'prefetch');
    return store;
  }
}
