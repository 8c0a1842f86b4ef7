import type { Desk, DeskCell, SeriesInfo } from '../../src-main/contract';
import type { StudyState } from '../app/study-state';
import type { Reading, SeriesReading } from '../viewer/reading.svelte';
import { Cell } from './cell.svelte';
import { Links } from './links.svelte';

/** How many cells lie below and beside each other. */
export interface Shape {
  readonly rows: number;
  readonly columns: number;
}
const single: Shape = { rows: 1, columns: 1 };
export const largest: Shape = { rows: 3, columns: 3 };

/** The cells that show the open study, and which of them the bar, the keys and the panels act on. Lives as long as the window. */
export class Grid {
  shape = $state.raw(single);
  /** All there can be, in reading order: those that a smaller shape has no room for keep what they show. */
  readonly cells: readonly Cell[];
  /** The cell that has all the room for a while, or null. */
  maximised = $state.raw<Cell | null>(null);
  /** The cells that there is room for by the shape, whether or not one of them has all of it now. */
  readonly placed = $derived.by(() => this.cells.slice(0, this.shape.rows * this.shape.columns));
  readonly visible = $derived.by(() => (this.maximised ? [this.maximised] : this.placed));
  readonly links = new Links(() => this.placed);
  #active = $state.raw() as Cell;
  /** The last active cell that was no scout. */
  #slices = $state.raw() as Cell;
  /** The cell whose slice the others draw: the active one, or the one before where that is a scout. */
  readonly drawn = $derived.by(() => (this.#active.projects ? this.#slices : this.#active));

  readonly #reading: Reading;
  #openId = '';
  #list: readonly SeriesInfo[] = [];
  /** How the study was left, until it is laid out so. */
  #left: Desk | null = null;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.cells = Array.from(
      { length: largest.rows * largest.columns },
      () => new Cell(reading, (cell, change) => this.links.lead(cell, change)),
    );
    this.#active = this.cells[0]!;
    this.#slices = this.#active;
  }

  get active(): Cell {
    return this.#active;
  }

  activate(cell: Cell): void {
    if (!this.#active.projects) this.#slices = this.#active;
    this.#active = cell;
    if (this.maximised) this.maximised = cell;
  }

  /** The active cell becomes the next one, or the one before, around the ends. */
  step(cells: -1 | 1): void {
    const count = this.placed.length;
    this.activate(this.placed[(this.placed.indexOf(this.#active) + cells + count) % count]!);
  }

  /** Where the active cell has no place any more, the last one that has becomes active. */
  reshape(shape: Shape): void {
    this.shape = shape;
    this.maximised = null;
    if (!this.placed.includes(this.#active)) this.#active = this.placed[this.placed.length - 1]!;
  }

  /** Gives a cell all the room, or the others theirs back. */
  toggleMaximised(cell: Cell): void {
    this.activate(cell);
    this.maximised = this.maximised || this.placed.length === 1 ? null : cell;
  }

  /** What the reader put into a cell can be seen now: it goes where the others are. */
  join(cell: Cell): void {
    cell.joining = false;
    this.links.join(cell, this.drawn);
  }

  /** A series was dropped there. One that is not of the open study is left aside. */
  drop(seriesId: string, cell: Cell): void {
    const series = this.#list.find((entry) => entry.seriesId === seriesId);
    if (!series) return;
    this.activate(cell);
    this.show(series);
  }

  /** In the active cell. */
  show(series: SeriesInfo): void {
    this.#active.show(series);
  }

  /** In the active cell, the series before (-1) or after (1) the shown one in the list; at its ends, nothing. */
  showNeighbour(step: -1 | 1): void {
    const at = this.#list.findIndex(({ seriesId }) => seriesId === this.#active.series?.seriesId);
    const next = this.#list[at + step];
    if (next) this.show(next);
  }

  /** How the study is looked at now: to be found so again. Null while nothing is. */
  readonly desk = $derived.by<Desk | null>(() => {
    const cells = this.placed.map((cell) => cell.shown && this.#deskCell(cell.shown));
    if (cells.every((cell) => cell === null)) return null;
    return { ...this.shape, active: this.placed.indexOf(this.#active), cells };
  });

  #deskCell({ viewer, denoising }: SeriesReading): DeskCell | null {
    const { series, info, index, chosenWindow: window } = viewer;
    if (!info) return null;
    const part = this.#partsOf(series.seriesUid).findIndex(({ seriesId }) => seriesId === series.seriesId);
    const { seriesUid } = series;
    return { seriesUid, part: Math.max(0, part), sopUid: info.sopUid, index, window, comparison: denoising.left };
  }

  #partsOf(seriesUid: string): readonly SeriesInfo[] {
    return this.#list.filter((series) => series.seriesUid === seriesUid);
  }

  /** Lays out the study as it was left, as far as its series are there, where the reader has not begun otherwise. */
  #goOn(finished: 'reading' | 'finished'): void {
    const left = this.#left;
    if (!left) return;
    const found = left.cells.map((cell) => cell && (this.#partsOf(cell.seriesUid)[cell.part] ?? null));
    if (finished === 'reading' && left.cells.some((cell, at) => cell && !found[at])) return;
    this.#left = null;
    if (!this.cells.every(({ untouched }) => untouched)) return;
    this.reshape({ rows: left.rows, columns: left.columns });
    left.cells.forEach((cell, at) => found[at] && this.cells[at]?.goOn(found[at], cell!));
    this.#active = this.placed[left.active] ?? this.placed[0]!;
  }

  /** The study as it is now; null when none is open. Another one begins in a single cell, or as it was `left`. */
  follow(study: StudyState | null, left: Desk | null): void {
    const openId = study?.openId ?? '';
    if (openId !== this.#openId) {
      this.#openId = openId;
      this.#left = left;
      this.cells.forEach((cell, at) => cell.forget(at === 0 ? 'fill' : 'wait'));
      this.#reading.forget();
      this.links.forget();
      this.shape = single;
      this.maximised = null;
      this.#active = this.cells[0]!;
      this.#slices = this.#active;
    }
    this.#list = study?.series ?? [];
    for (const cell of this.cells) cell.follow(this.#list);
    this.#goOn(study?.finished ? 'finished' : 'reading');
    this.#reading.update(this.#list, study?.finished ? 'whole' : 'growing');
  }
}
