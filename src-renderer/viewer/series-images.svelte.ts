import { SvelteMap } from 'svelte/reactivity';
import type { Client, GreyTable, SeriesInfo, SliceInfo, SliceReply, Trouble } from '../../src-main/contract';
import type { ByteLru } from './byte-lru';
import type { Pixels } from './grey';
import type { ReadAhead } from './read-ahead';
import { SharedMasks } from './shared-masks';
import { SliceStore } from './slice-store.svelte';

/** A decoded slice in the page. */
export interface Slice extends Pixels {
  readonly rows: number;
  readonly columns: number;
  /** MONOCHROME1: the lowest value is white. */
  readonly inverted: boolean;
  /** Tables from HU to grey that the image proposes besides its windows. */
  readonly tables: readonly GreyTable[];
}

export const sliceOfReply = ({ rows, columns, type, hu, padding, rgba, inverted, tables }: SliceReply): Slice => ({
  rows,
  columns,
  hu: type === 'int16' ? new Int16Array(hu) : new Float32Array(hu),
  padding: padding && new Uint8Array(padding),
  rgba: rgba && new Uint32Array(rgba),
  inverted,
  tables: tables.map(({ name, firstHu, levels }) => ({ name, firstHu, levels: new Uint8Array(levels) })),
});

/** Without the mask of padding, which slices share. */
const ownBytes = ({ hu, rgba, tables }: Slice): number =>
  hu.byteLength + (rgba?.byteLength ?? 0) + tables.reduce((bytes, { levels }) => bytes + levels.byteLength, 0);

/** Whoever has a place in the list, and must find it again in another one. */
export interface Listener {
  /** The list was another one; or nothing changed but that the series is now known to be whole. */
  relisted(before: readonly SliceInfo[]): void;
}

/** The images of one series, as far as main knows them and the page has read them: the same for every cell that shows it. */
export class SeriesImages {
  series = $state.raw() as SeriesInfo;
  slices = $state.raw<readonly SliceInfo[]>([]);
  /** Why the series can't be shown at all. */
  trouble = $state.raw<Trouble | null>(null);
  readonly pictures: SliceStore<Slice>;

  readonly #masks = new SharedMasks();
  readonly #client: Client;
  readonly #listeners = new Set<Listener>();
  /** Where each cell that shows the series is in it. */
  readonly #places = new SvelteMap<object, number>();
  readonly places = $derived([...this.#places.values()]);
  #listedImages = 0;
  #extent = $state<'growing' | 'whole'>('growing');

  constructor(client: Client, series: SeriesInfo, cache: ByteLru<Slice>, readAhead: ReadAhead) {
    this.#client = client;
    this.series = series;
    this.pictures = new SliceStore<Slice>({
      prefix: () => `${series.seriesId}/`,
      cache,
      readAhead,
      exists: () => true,
      bytesOf: (slice) => ownBytes(slice) + (slice.padding ? this.#masks.bytesFor(slice.padding) : 0),
      read: async (index) => {
        const read = await client.readSlice({ seriesId: series.seriesId, index });
        if (!read.ok) return read;
        const slice = sliceOfReply(read.value);
        return { ok: true, value: { ...slice, padding: slice.padding && this.#masks.shared(slice.padding) } };
      },
    });
  }

  /** Every image of the series is known and listed. */
  get whole(): boolean {
    return this.#extent === 'whole' && this.slices.length > 0 && this.slices.length === this.series.images;
  }

  get extent(): 'growing' | 'whole' {
    return this.#extent;
  }

  /** Somebody has a slice in view. Returns how to look away. */
  lookAt(who: object, index: number): () => void {
    this.#places.set(who, index);
    return () => this.#places.delete(who);
  }

  /** Returns how to stop listening. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * The series as main now knows it. When it has grown, its indices mean other slices: the list is asked for again, and everything read is
   * read again.
   */
  async update(series: SeriesInfo, extent: 'growing' | 'whole'): Promise<void> {
    this.series = series;
    this.#extent = extent;
    if (series.images === this.#listedImages) return this.#tell(this.slices);
    this.#listedImages = series.images;
    const listed = await this.#client.listSlices({ seriesId: series.seriesId });
    if (series.images !== this.#listedImages) return;
    this.trouble = listed.ok ? null : listed.error;
    if (!listed.ok) return;
    const before = this.slices;
    this.pictures.clear();
    this.slices = listed.value.slices;
    this.#tell(before);
  }

  #tell(before: readonly SliceInfo[]): void {
    for (const listener of this.#listeners) listener.relisted(before);
  }
}
