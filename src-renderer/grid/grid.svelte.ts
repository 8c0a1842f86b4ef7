import type { SeriesInfo } from '../../src-main/contract';
import type { StudyState } from '../app/study-state';
import type { Reading } from '../viewer/reading.svelte';
import { Cell } from './cell.svelte';

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
  #active = $state.raw() as Cell;

  readonly #reading: Reading;
  #openId = '';
  #list: readonly SeriesInfo[] = [];

  constructor(reading: Reading) {
    this.#reading = reading;
    this.cells = Array.from({ length: largest.rows * largest.columns }, () => new Cell(reading));
    this.#active = this.cells[0]!;
  }

  get active(): Cell {
    return this.#active;
  }

  activate(cell: Cell): void {
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

  /** The study as it is now; null when none is open. Another one begins in a single cell. */
  follow(study: StudyState | null): void {
    const openId = study?.openId ?? '';
    if (openId !== this.#openId) {
      this.#openId = openId;
      this.cells.forEach((cell, at) => cell.forget(at === 0 ? 'fill' : 'wait'));
      this.#reading.forget();
      this.shape = single;
      this.maximised = null;
      this.#active = this.cells[0]!;
    }
    this.#list = study?.series ?? [];
    for (const cell of this.cells) cell.follow(this.#list);
    this.#reading.update(this.#list, study?.finished ? 'whole' : 'growing');
  }
}
