import { defaultStrength, type Trouble } from '../../src-main/contract';
import type { Session } from '../app/session.svelte';
import type { ByteLru } from '../viewer/byte-lru';
import { SliceStore } from '../viewer/slice-store.svelte';
import type { ViewerState } from '../viewer/viewer-state.svelte';
import { compose } from './compose';
import { Exporting } from './exporting.svelte';
import { flatNoise } from './flat-noise';
import { nextMode, type ViewMode } from './view';

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

const strengthStep = 0.05;
/** The reader has stopped somewhere, rather than scrolled past. */
const settledMs = 150;

/** Denoising one series: the job, its slices as they come, and how they are compared with the original. */
export class Denoising {
  strength = $state(defaultStrength);
  mode = $state<ViewMode>('original');
  /** The original is shown for as long as a key is held. */
  originalHeld = $state(false);
  noiseShown = $state(false);
  noiseOpacity = $state(0.7);
  starting = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  readonly exporting: Exporting;

  readonly #session: Session;
  readonly #viewer: ViewerState;
  readonly #cache: ByteLru<Float32Array>;
  readonly #stopListening: () => void;
  #run = $state.raw<Run | null>(null);
  /** By name of the model. */
  #made = $state.raw<Readonly<Record<string, Made>>>({});
  #focusing: ReturnType<typeof setTimeout> | null = null;
  /** Where main was last told to go on from. */
  #focus = 0;

  readonly model = $derived.by(() => this.#session.activeModel ?? this.#session.models[0] ?? null);
  readonly made = $derived(this.model ? (this.#made[this.model.name] ?? null) : null);
  readonly run = $derived(this.#run);
  readonly job = $derived.by(() => (this.#run ? (this.#session.jobs[this.#run.jobId] ?? null) : null));
  readonly running = $derived(this.starting || (this.#run !== null && (this.job === null || this.job.state === 'running')));
  readonly doneSlices = $derived(this.made?.done.size ?? 0);
  /** Of the slice on the screen; null while there is none. */
  readonly noise = $derived.by(() => this.#viewer.shown && this.noiseAt(this.#viewer.shown.index));
  readonly noiseState = $derived.by(() => {
    if (this.noise) return 'there';
    return this.#viewer.shown && this.made?.done.has(this.#viewer.shown.index) ? 'to come' : 'never';
  });
  readonly sigmaHu = $derived.by(() => this.#viewer.shown && (this.made?.done.get(this.#viewer.shown.index)?.sigmaHu ?? null));
  /** The slice on the screen with strength · noise taken away; the original's own array where there is nothing to take. */
  readonly shownHu = $derived.by(() => {
    const hu = this.#viewer.shown?.slice.hu ?? null;
    return hu && this.noise ? compose(hu, this.noise, this.strength) : hu;
  });
  readonly flatNoise = $derived.by(() => {
    const slice = this.#viewer.shown?.slice;
    return slice && this.noise && this.shownHu ? flatNoise(slice.hu, this.shownHu, slice.padding, slice) : null;
  });
  /** Median of the slices denoised last, ms; null before the first. */
  readonly millisecondsPerSlice = $derived.by(() => {
    const last = [...(this.made?.done.values() ?? [])].slice(-9).map(({ milliseconds }) => milliseconds);
    return last.length ? last.sort((a, b) => a - b)[last.length >> 1]! : null;
  });

  constructor(session: Session, viewer: ViewerState, cache: ByteLru<Float32Array>) {
    this.#session = session;
    this.#viewer = viewer;
    this.#cache = cache;
    this.exporting = new Exporting(session);
    this.#stopListening = session.on('sliceDenoised', ({ seriesId, modelName, index, sigmaHu, milliseconds }) => {
      if (seriesId !== viewer.series.seriesId) return;
      const made = this.#made[modelName] ?? { noise: this.#storeOf(modelName), done: new Map<number, SliceDone>() };
      const done = new Map(made.done).set(index, { sigmaHu, milliseconds });
      this.#made = { ...this.#made, [modelName]: { ...made, done } };
      made.noise.look();
    });
  }

  dispose(): void {
    this.#stopListening();
    this.exporting.dispose();
    if (this.#focusing !== null) clearTimeout(this.#focusing);
  }

  /** What was found in a slice, null where it has not come into the page. */
  noiseAt(index: number): Float32Array | null {
    void this.made?.noise.revision;
    return this.made?.noise.get(index) ?? null;
  }

  /** Starts with the slice in view. */
  async start(): Promise<void> {
    const { model } = this;
    if (!model || this.running) return;
    this.trouble = null;
    this.starting = true;
    this.#focus = this.#viewer.index;
    const started = await this.#session.client.startDenoising({
      seriesId: this.#viewer.series.seriesId,
      modelName: model.name,
      backend: this.#session.settings?.backend ?? 'auto',
      firstSlice: this.#focus,
    });
    this.starting = false;
    if (!started.ok) {
      this.trouble = started.error;
      return;
    }
    this.#run = started.value;
    if (this.mode === 'original') this.mode = 'denoised';
  }

  async cancel(): Promise<void> {
    if (this.#run) await this.#session.cancelJob(this.#run.jobId);
  }

  startOrCancel(): void {
    void (this.running ? this.cancel() : this.start());
  }

  /** The reader is elsewhere: noise is fetched around there, and a job goes on from there. */
  follow(index: number, total: number): void {
    this.made?.noise.plan(index, total, 'prefetch');
    if (this.#focusing !== null) clearTimeout(this.#focusing);
    this.#focusing = setTimeout(() => this.#focusOn(index), settledMs);
  }

  #focusOn(slice: number): void {
    if (!this.#run || !this.running || slice === this.#focus || this.made?.done.has(slice)) return;
    this.#focus = slice;
    void this.#session.client.focusDenoising({ jobId: this.#run.jobId, slice });
  }

  cycleMode(): void {
    this.mode = nextMode(this.mode);
  }

  changeStrength(steps: -1 | 1): void {
    this.strength = Math.min(1, Math.max(0, Math.round(20 * (this.strength + steps * strengthStep)) / 20));
  }

  export(): Promise<void> {
    if (!this.model) return Promise.resolve();
    return this.exporting.start(this.#viewer.series.seriesId, this.model.name, this.strength);
  }

  #storeOf(modelName: string): SliceStore<Float32Array> {
    const { seriesId } = this.#viewer.series;
    const store = new SliceStore<Float32Array>({
      prefix: `${seriesId}/${modelName}/`,
      cache: this.#cache,
      exists: (index) => this.#made[modelName]?.done.has(index) ?? false,
      bytesOf: (noise) => noise.byteLength,
      read: async (index) => {
        const read = await this.#session.client.readNoise({ seriesId, modelName, index });
        return read.ok ? { ok: true, value: new Float32Array(read.value.noise) } : read;
      },
    });
    store.plan(this.#viewer.index, this.#viewer.total, 'prefetch');
    return store;
  }
}
