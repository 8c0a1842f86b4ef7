import {
  defaultContrast,
  type DenoisingExtent,
  isHistory,
  seriesStrength,
  strengthPlaces,
  type Trouble,
} from '../../src-main/contract';
import type { Session } from '../app/session.svelte';
import type { ByteLru } from '../viewer/byte-lru';
import type { ReadAhead } from '../viewer/read-ahead';
import type { SeriesImages } from '../viewer/series-images.svelte';
import { SliceStore } from '../viewer/slice-store.svelte';
import { Exporting } from './exporting.svelte';

/** What main said of a slice when it was denoised. */
interface SliceDone {
  readonly sigmaHu: number;
  readonly strengths: readonly [number, number, number] | null;
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

/** The reader has stopped somewhere, rather than scrolled past. */
export const settledMs = 150;

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
  #contrast = $state(defaultContrast);
  /** What the readers rest on is denoised, and no more: so a series goes on that was left denoised, until the reader says otherwise. */
  #onDemand = $state(false);
  /** By model and slice. One that can't be read is asked for once. */
  readonly #demanded = new Set<string>();
  /** What the slices in view showed last: it stays on the screen until what the dial asks for has come. */
  readonly #shown = new Map<number, Float32Array>();

  readonly model = $derived.by(() => this.#session.activeModel ?? this.#session.models[0] ?? null);
  readonly made = $derived(this.model ? (this.#made[this.model.name] ?? null) : null);
  readonly run = $derived(this.#run);
  readonly job = $derived.by(() => (this.#run ? (this.#session.jobs[this.#run.jobId] ?? null) : null));
  readonly running = $derived(this.starting || (this.#run !== null && (this.job === null || this.job.state === 'running')));
  /** 0 keeps texture first, 1 faint contrast first. */
  readonly contrast = $derived(this.#contrast);
  /**
   * The series' own, as soon as the slices that tell it are there, which come early; until then that of the first slice. So it changes once. Of a
   * network of 2018 the whole output, from the start.
   */
  readonly automaticStrength = $derived.by(() => {
    if (this.model && isHistory(this.model)) return 1;
    const done = this.made?.done ?? new Map<number, SliceDone>();
    const places = strengthPlaces(this.#images.slices.length);
    const told = places.flatMap((place) => done.get(place) ?? []);
    const settled = told.length === places.length || (told.length > 0 && !this.running);
    const telling = settled ? told : [...done.values()].filter(({ strengths }) => strengths !== null).slice(0, 1);
    return seriesStrength(
      telling.map(({ strengths }) => strengths),
      this.#contrast,
    );
  });
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
    this.#stopListening = session.on('sliceDenoised', ({ seriesId, modelName, index, sigmaHu, strengths, milliseconds }) => {
      if (seriesId !== images.series.seriesId) return;
      const made = this.#made[modelName] ?? { noise: this.#storeOf(modelName), done: new Map<number, SliceDone>() };
      const done = new Map(made.done).set(index, { sigmaHu, strengths, milliseconds });
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
    const noise = this.made?.noise.get(index);
    if (noise) this.#shown.set(index, noise);
    return noise ?? (this.made?.done.has(index) ? this.#shown.get(index) : null) ?? null;
  }

  /** What was read for another setting is let go; the slices in view come first. */
  changeContrast(to: number): void {
    if (to === this.#contrast) return;
    for (const name of Object.keys(this.#made)) this.#cache.deleteAll((key) => key.startsWith(this.#prefix(name)));
    this.#contrast = to;
    this.look();
  }

  /** The reader has had something denoised, or will have as soon as that can be. */
  get wanted(): boolean {
    return this.made !== null || this.running || this.#onDemand;
  }

  denoiseOnDemand(): void {
    this.#onDemand = true;
  }

  /** Denoises the slices in view that are not denoised yet, where that is done on demand. Call it in an effect; what it returns ends the waiting. */
  followDemand(): (() => void) | undefined {
    const { model } = this;
    if (!this.#onDemand || this.running || !model || !this.#session.settings || !this.#images.whole) return undefined;
    const keyOf = (index: number): string => `${model.name} ${index}`;
    const next = this.#images.places.find((index) => !this.made?.done.has(index) && !this.#demanded.has(keyOf(index)));
    if (next === undefined) return undefined;
    const timer = setTimeout(() => {
      this.#demanded.add(keyOf(next));
      void this.#start(next, 'in-view').then((started) => {
        if (started === 'not started') this.#onDemand = false;
      });
    }, settledMs);
    return () => clearTimeout(timer);
  }

  /** The whole series. `started`: a job runs that did not before. */
  start(firstSlice: number): Promise<'started' | 'not started'> {
    this.#onDemand = false;
    return this.#start(firstSlice, 'series');
  }

  async #start(firstSlice: number, extent: DenoisingExtent): Promise<'started' | 'not started'> {
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
      extent,
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
    this.#onDemand = false;
    if (this.#run) await this.#session.cancelJob(this.#run.jobId);
  }

  /** Noise is fetched around where the readers are. */
  plan(places: readonly number[], total: number): void {
    for (const index of this.#shown.keys()) if (!places.includes(index)) this.#shown.delete(index);
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
    return this.exporting.start(this.#images.series.seriesId, this.model.name, { strength, contrast: this.contrast });
  }

  #prefix(modelName: string): string {
    return `${this.#images.series.seriesId}/${modelName}/`;
  }

  #storeOf(modelName: string): SliceStore<Float32Array> {
    const { seriesId } = this.#images.series;
    const store = new SliceStore<Float32Array>({
      prefix: () => `${this.#prefix(modelName)}${this.#contrast}/`,
      cache: this.#cache,
      readAhead: this.#readAhead,
      exists: (index) => this.#made[modelName]?.done.has(index) ?? false,
      bytesOf: (noise) => noise.byteLength,
      read: async (index) => {
        const read = await this.#session.client.readNoise({ seriesId, modelName, index, contrast: this.#contrast });
        return read.ok ? { ok: true, value: new Float32Array(read.value.noise) } : read;
      },
    });
    store.plan(this.#images.places, this.#images.slices.length, 'prefetch');
    return store;
  }
}
