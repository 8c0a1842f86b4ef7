import type { DeskComparison, Trouble } from '../../src-main/contract';
import type { Removed } from '../viewer/grey';
import type { ViewerState } from '../viewer/viewer-state.svelte';
import { noiseRangeHu } from './colours';
import { Comparing } from './comparing.svelte';
import { compose } from './compose';
import type { Exporting } from './exporting.svelte';
import { NoiseInspection } from './noise/inspection.svelte';
import { type SeriesNoise, settledMs } from './series-noise.svelte';

const dialStep = 0.05;

/** How the denoised series is compared with the original in one cell, over what every cell shares: its job and its noise. */
export class Denoising {
  /** Null: automatic. */
  #chosenStrength = $state<number | null>(null);
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

  /** The share of the noise that is taken: what the reader chose, else what about halves the noise. */
  get strength(): number {
    return this.#chosenStrength ?? this.#shared.automaticStrength;
  }
  set strength(to: number) {
    this.#chosenStrength = to;
  }
  get strengthIsAutomatic(): boolean {
    return this.#chosenStrength === null;
  }
  chooseStrengthAutomatically(): void {
    this.#chosenStrength = null;
  }

  /** 0 keeps texture first, 1 faint contrast first; one for all cells of the series. */
  get contrast(): number {
    return this.#shared.contrast;
  }
  set contrast(to: number) {
    this.#shared.changeContrast(to);
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

  /** How the series is compared here: to be found so again. */
  get left(): DeskComparison {
    return { ...this.comparing.left, strength: this.#chosenStrength, contrast: this.contrast, denoised: this.#shared.wanted };
  }

  /** As it was left. What was denoised then and is asked for now is denoised again, as the reader comes to it. */
  goOn({ strength, contrast, denoised, ...comparison }: DeskComparison): void {
    this.#chosenStrength = strength;
    this.contrast = contrast;
    this.comparing.goOn(comparison);
    if (denoised && (comparison.mode !== 'original' || comparison.noiseShown)) this.#shared.denoiseOnDemand();
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
    this.strength = stepped(this.strength, steps);
  }

  changeContrast(steps: -1 | 1): void {
    this.contrast = stepped(this.contrast, steps);
  }

  export(): Promise<void> {
    return this.#shared.export(this.strength);
  }
}

/** To the next mark of a dial from 0 to 1. */
const stepped = (value: number, steps: -1 | 1): number =>
  Math.min(1, Math.max(0, Math.round((value + steps * dialStep) / dialStep) * dialStep));
