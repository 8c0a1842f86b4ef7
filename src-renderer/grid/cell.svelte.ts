import type { DeskCell, SeriesInfo } from '../../src-main/contract';
import { seriesToShow } from '../app/study-state';
import type { Change } from '../viewer/viewer-state.svelte';
import type { Reading, SeriesReading } from '../viewer/reading.svelte';

/** One place of the grid: the series it shows, and where the reader was in each that it has shown. */
export class Cell {
  /** Null while the cell is empty. */
  shown = $state.raw<SeriesReading | null>(null);
  /** The reader put something here that has not joined the others yet. */
  joining = $state(false);
  readonly #reading: Reading;
  readonly #onchange: (change: Change) => void;
  readonly #readings = new Map<string, ReturnType<Reading['begin']>>();
  /** Who chose what is shown, or that nothing is. */
  #chosenBy: 'page' | 'reader' = 'reader';

  /** `onchange`: told of what the reader changed in what is shown. */
  constructor(reading: Reading, onchange: (cell: Cell, change: Change) => void) {
    this.#reading = reading;
    this.#onchange = (change) => onchange(this, change);
  }

  readonly series = $derived.by(() => this.shown?.viewer.series ?? null);
  /** A scout or the like, on which the slices of others are drawn. */
  readonly projects = $derived(this.series?.notDenoisable?.code === 'scout');

  /** The series as it is, or was left, in this cell, whether or not it is shown now. */
  of(series: SeriesInfo): SeriesReading {
    const known = this.#readings.get(series.seriesId);
    if (known) return known;
    const begun = this.#reading.begin(series);
    begun.viewer.onchange = (change) => {
      if (this.shown?.viewer === begun.viewer) this.#onchange(change);
    };
    this.#readings.set(series.seriesId, begun);
    return begun;
  }

  show(series: SeriesInfo): void {
    this.#chosenBy = 'reader';
    this.shown = this.of(series);
    this.joining = true;
  }

  /** The reader has not chosen yet what is to be here, nor where. */
  get untouched(): boolean {
    if (this.shown === null) return this.#readings.size === 0;
    return this.#chosenBy === 'page' && !this.shown.viewer.touched;
  }

  /** A series as it was left when its study was last open. */
  goOn(series: SeriesInfo, left: DeskCell): void {
    this.#chosenBy = 'reader';
    this.shown = this.of(series);
    this.shown.viewer.goOn(left);
    if (left.comparison) this.shown.denoising.goOn(left.comparison);
  }

  clear(): void {
    this.#chosenBy = 'reader';
    this.shown = null;
  }

  /** Another study is open. `fill`: shows the first series there is; `wait`: until the reader puts one here. */
  forget(then: 'fill' | 'wait'): void {
    for (const { dispose } of this.#readings.values()) dispose();
    this.#readings.clear();
    this.shown = null;
    this.#chosenBy = then === 'fill' ? 'page' : 'reader';
  }

  /** The list of series is another one. */
  follow(list: readonly SeriesInfo[]): void {
    if (!this.shown && this.#chosenBy === 'reader') return;
    const series = seriesToShow(list, this.series, this.#chosenBy);
    this.shown = series && this.of(series);
  }
}
