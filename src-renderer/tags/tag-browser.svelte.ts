import type { Client, Outcome, SliceInfo, TagElement, TagList, Trouble } from '../../src-main/contract';
import { ok } from '../../src-main/contract';
import { samePlace } from './same-place';
import { foldable, lineOf, rowsOf, textOf } from './tag-rows';
import { comparedTree, countDifferences, treeOf } from './tag-tree';

/** With which image the one in view is compared. */
export type Comparison =
  | { readonly kind: 'none' }
  /** A slice of the same series, which stays as the reader scrolls. */
  | { readonly kind: 'slice'; readonly index: number }
  /** The slice of another series at the place of the one in view. */
  | { readonly kind: 'series'; readonly seriesId: string };

interface Place {
  readonly seriesId: string;
  readonly index: number;
}
export interface InView extends Place {
  readonly info: SliceInfo | null;
}

/** The attributes of the image in view, beside those of another where the reader compares. Lives as long as the window. */
export class TagBrowser {
  query = $state('');
  only = $state<'all' | 'differences'>('all');
  comparison = $state.raw<Comparison>({ kind: 'none' });
  selectedKey = $state<string | null>(null);
  folded = $state.raw<ReadonlySet<string>>(new Set());
  here = $state.raw<TagList | null>(null);
  there = $state.raw<TagList | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  /** Whose attributes `here` and `there` are. */
  herePlace = $state.raw<Place | null>(null);
  therePlace = $state.raw<Place | null>(null);

  readonly tree = $derived.by(() => {
    if (!this.here) return [];
    return this.there ? comparedTree(this.here.elements, this.there.elements) : treeOf(this.here.elements);
  });
  readonly differences = $derived(this.there ? countDifferences(this.tree) : null);
  readonly rows = $derived(rowsOf(this.tree, { query: this.query, folded: this.folded, only: this.there ? this.only : 'all' }));
  readonly selected = $derived(this.rows.find(({ node }) => node.key === this.selectedKey) ?? null);

  readonly #client: Pick<Client, 'listTags' | 'readTag' | 'listSlices'>;
  #wanted: { readonly inView: InView; readonly comparison: Comparison } | null = null;
  #reading = false;

  constructor(client: Pick<Client, 'listTags' | 'readTag' | 'listSlices'>) {
    this.#client = client;
  }

  /** Shows another image. While one is read, only the last one asked for is kept waiting: scrolling must not queue up. */
  async follow(inView: InView, comparison: Comparison): Promise<void> {
    this.#wanted = { inView, comparison };
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#wanted) {
        const wanted = this.#wanted;
        this.#wanted = null;
        await this.#read(wanted.inView, wanted.comparison);
      }
    } finally {
      this.#reading = false;
    }
  }

  async #read(inView: InView, comparison: Comparison): Promise<void> {
    const there = await this.#placeOf(inView, comparison);
    const [mine, other] = await Promise.all([
      this.#client.listTags({ seriesId: inView.seriesId, index: inView.index }),
      there.ok && there.value ? this.#client.listTags(there.value) : there,
    ]);
    const failed = [mine, other].find((outcome) => !outcome.ok);
    this.trouble = failed && !failed.ok ? failed.error : null;
    if (mine.ok) this.here = mine.value;
    this.herePlace = mine.ok ? { seriesId: inView.seriesId, index: inView.index } : this.herePlace;
    this.there = other.ok && there.ok && there.value ? (other.value as TagList) : null;
    this.therePlace = this.there && there.ok ? there.value : null;
  }

  async #placeOf(inView: InView, comparison: Comparison): Promise<Outcome<Place | null>> {
    if (comparison.kind === 'none') return ok(null);
    if (comparison.kind === 'slice') return ok({ seriesId: inView.seriesId, index: comparison.index });
    const listed = await this.#client.listSlices({ seriesId: comparison.seriesId });
    if (!listed.ok) return listed;
    const place = { slicePositionMm: null, orientation: null, ...inView.info };
    return ok({ seriesId: comparison.seriesId, index: samePlace(place, inView.index, listed.value.slices) });
  }

  toggleFold(key: string): void {
    const folded = new Set(this.folded);
    if (!folded.delete(key)) folded.add(key);
    this.folded = folded;
  }

  foldAll(): void {
    this.folded = new Set(foldable(this.tree));
  }

  unfoldAll(): void {
    this.folded = new Set();
  }

  /** The selection so many rows on; to the first row where nothing is selected yet. */
  move(rows: number): void {
    const at = this.rows.findIndex(({ node }) => node.key === this.selectedKey);
    const to = at === -1 ? 0 : Math.max(0, Math.min(this.rows.length - 1, at + rows));
    this.selectedKey = this.rows[to]?.node.key ?? null;
  }

  /** A value as whole as main gives it, however little of it the list shows. */
  async wholeValue(row: TagElement, of: 'here' | 'there'): Promise<Outcome<string>> {
    const place = of === 'here' ? this.herePlace : this.therePlace;
    if (row.shown === 'whole' || place === null) return ok(row.value);
    const read = await this.#client.readTag({ ...place, offset: row.offset });
    return read.ok ? ok(read.value.value) : read;
  }

  rowText(): string {
    return this.selected ? lineOf(this.selected) : '';
  }

  /** What the list shows now, as text: after a search only what was found. */
  allText(): string {
    return textOf(this.rows);
  }
}
