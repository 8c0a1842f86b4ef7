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
  readonly visible = $derived.by(() => this.cells.slice(0, this.shape.rows * this.shape.columns));
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
      this.#active = this.cells[0]!;
    }
    this.#list = study?.series ?? [];
    for (const cell of this.cells) cell.follow(this.#list);
    this.#reading.update(this.#list, study?.finished ? 'whole' : 'growing');
  }
}
