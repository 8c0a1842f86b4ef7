import { defaultStrength, type Trouble } from '../../src-main/contract';
import type { Removed } from '../viewer/grey';
import type { ViewerState } from '../viewer/viewer-state.svelte';
import { noiseRangeHu } from './colours';
import { Comparing } from './comparing.svelte';
import { compose } from './compose';
import type { Exporting } from './exporting.svelte';
import { NoiseInspection } from './noise/inspection.svelte';
import type { SeriesNoise } from './series-noise.svelte';

const strengthStep = 0.05;
/** The reader has stopped somewhere, rather than scrolled past. */
const settledMs = 150;

/** How the denoised series is compared with the original in one cell, over what every cell shares: its job and its noise. */
export class Denoising {
  strength = $state(defaultStrength);
  readonly comparing = new Comparing();
  readonly inspection = new NoiseInspection();

  readonly #viewer: ViewerState;
  readonly #shared: SeriesNoise;
  #focusing: ReturnType<typeof setTimeout> | null = null;

  readonly model = $derived.by(() => this.#shared.model);
  readonly made = $derived.by(() => this.#shared.made);
  readonly run = $derived.by(() => this.#shared.run);
  readonly job = $derived.by(() => this.#shared.job);
  readonly running = $derived.by(() => this.#shared.running);
  readonly doneSlices = $derived.by(() => this.#shared.doneSlices);
  readonly millisecondsPerSlice = $derived.by(() => this.#shared.millisecondsPerSlice);
  /** Of the slice on the screen; null while there is none. */
  readonly noise = $derived.by(() => this.#viewer.shown && this.noiseAt(this.#viewer.shown.index));
  readonly noiseState = $derived.by(() => {
    if (this.noise) return 'there';
    return this.#viewer.shown && this.made?.done.has(this.#viewer.shown.index) ? 'to come' : 'never';
  });
  readonly sigmaHu = $derived.by(() => this.#viewer.shown && (this.made?.done.get(this.#viewer.shown.index)?.sigmaHu ?? null));
  /** Of the picture on the screen: the dial's, or the part of it that a blend leaves. */
  readonly shownStrength = $derived(this.strength * this.comparing.share);
  /** What is taken away from the slice on the screen as it is drawn; null where there is nothing to take. */
  readonly removed = $derived.by<Removed | null>(() =>
    this.noise && this.shownStrength > 0 ? { noise: this.noise, strength: this.shownStrength } : null,
  );
  /** The slice on the screen with strength · noise taken away; the original's own array where there is nothing to take. */
  readonly shownHu = $derived.by(() => {
    const hu = this.#viewer.shown?.slice.hu ?? null;
    return hu && this.noise ? compose(hu, this.noise, this.shownStrength) : hu;
  });
  /** The ends of the colours of removed noise, ±HU. */
  readonly rangeHu = $derived(this.comparing.chosenRangeHu ?? noiseRangeHu(this.sigmaHu ?? 20));

  constructor(viewer: ViewerState, shared: SeriesNoise) {
    this.#viewer = viewer;
    this.#shared = shared;
  }

  get exporting(): Exporting {
    return this.#shared.exporting;
  }
  get trouble(): Trouble | null {
    return this.#shared.trouble;
  }
  set trouble(trouble: Trouble | null) {
    this.#shared.trouble = trouble;
  }

  dispose(): void {
    if (this.#focusing !== null) clearTimeout(this.#focusing);
  }

  /** What was found in a slice, null where it has not come into the page. */
  noiseAt(index: number): Float32Array | null {
    return this.#shared.at(index);
  }

  /** Starts with the slice in view. */
  async start(): Promise<void> {
    const started = await this.#shared.start(this.#viewer.index);
    if (started === 'started' && this.comparing.mode === 'original') this.comparing.show('denoised');
  }

  cancel(): Promise<void> {
    return this.#shared.cancel();
  }

  startOrCancel(): void {
    void (this.running ? this.cancel() : this.start());
  }

  /** The reader is elsewhere: a job goes on from there. */
  follow(index: number): void {
    if (this.#focusing !== null) clearTimeout(this.#focusing);
    this.#focusing = setTimeout(() => this.#shared.focusOn(index), settledMs);
  }

  changeStrength(steps: -1 | 1): void {
    this.strength = Math.min(1, Math.max(0, Math.round(20 * (this.strength + steps * strengthStep)) / 20));
  }

  export(): Promise<void> {
    return this.#shared.export(this.strength);
  }
}
