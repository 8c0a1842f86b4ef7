import {
  softTissue,
  type Client,
  type GreyTable,
  type MeasurementKind,
  type SeriesInfo,
  type SliceInfo,
  type SliceReply,
  type Trouble,
  type Voi,
  type Window,
} from '../../src-main/contract';
import type { ByteLru } from './byte-lru';
import { fitted, toPixel, type Look, type PixelPoint, type ScreenPoint, type Stage } from './geometry';
import type { Tool } from './gestures';
import type { Pixels } from './grey';
import { SliceStore } from './slice-store.svelte';
import type { Turn } from './turn';
import { autoWindow, windowOf, windowsOfImage } from './window';

/** A decoded slice in the page. */
export interface Slice extends Pixels {
  readonly rows: number;
  readonly columns: number;
  /** MONOCHROME1: the lowest value is white. */
  readonly inverted: boolean;
  /** Tables from HU to grey that the image proposes besides its windows. */
  readonly tables: readonly GreyTable[];
}

/** What the reader chose: a window, or one of those that each image proposes, by its place among them. */
type Choice = { readonly kind: 'window'; readonly window: Window } | { readonly kind: 'proposed'; readonly at: number };

export const sliceOfReply = ({ rows, columns, type, hu, padding, rgba, inverted, tables }: SliceReply): Slice => ({
  rows,
  columns,
  hu: type === 'int16' ? new Int16Array(hu) : new Float32Array(hu),
  padding: padding && new Uint8Array(padding),
  rgba: rgba && new Uint32Array(rgba),
  inverted,
  tables: tables.map(({ name, firstHu, levels }) => ({ name, firstHu, levels: new Uint8Array(levels) })),
});

/** Where a reader is in one series and how it is looked at. Every viewport of the series shares it: they are linked by default. */
export class ViewerState {
  series = $state.raw() as SeriesInfo;
  slices = $state.raw<readonly SliceInfo[]>([]);
  /** Why the series can't be shown at all. */
  trouble = $state.raw<Trouble | null>(null);
  /** The slice asked for; `shown` says which one there is. */
  index = $state(0);
  look = $state.raw<Look>(fitted);
  inverted = $state(false);
  overlayShown = $state(true);
  /** What a drag with the left button does, or what it measures. */
  leftTool = $state<Tool | MeasurementKind>('window');
  playing = $state(false);
  /** The viewports of a series are of one size. */
  stage = $state.raw<Stage | null>(null);
  /** Where the pointer is, in whichever viewport. */
  pointer = $state.raw<{ readonly stage: Stage; readonly at: ScreenPoint } | null>(null);
  #choice = $state.raw<Choice | null>(null);

  readonly pictures: SliceStore<Slice>;
  readonly #client: Client;
  #listedImages = 0;
  #extent: 'growing' | 'whole' = 'growing';
  /** The reader chose a slice, or was brought to the middle. */
  #placed = false;

  /** What lies under the pointer; another pixel as soon as the picture is moved or zoomed beneath it. */
  readonly cursor = $derived.by<PixelPoint | null>(() => this.pointer && toPixel(this.pointer.stage, this.look, this.pointer.at));
  readonly total = $derived(this.slices.length);
  /** The slice asked for, or the loaded one nearest to it while that is on its way. */
  readonly shown = $derived.by(() => {
    void this.pictures.revision;
    const index = this.pictures.nearest(this.index);
    return index === null ? null : { index, slice: this.pictures.get(index)! };
  });
  /** Header facts of the slice asked for. */
  readonly info = $derived(this.slices[this.index] ?? null);
  /** What the image proposes: its windows, then its tables. */
  readonly proposed = $derived<readonly Voi[]>([
    ...windowsOfImage(this.info?.windows ?? []),
    ...(this.shown?.slice.tables ?? []),
  ]);
  /** Which of them is in use, or null where the reader set a window. */
  readonly proposedAt = $derived.by(() => {
    if (this.#choice?.kind === 'window' || this.proposed.length === 0) return null;
    return this.#choice !== null && this.#choice.at < this.proposed.length ? this.#choice.at : 0;
  });
  /** How HU become grey: as the reader chose; before that, as the image asks for. */
  readonly voi = $derived.by<Voi>(() => {
    if (this.#choice?.kind === 'window') return this.#choice.window;
    return this.proposedAt === null ? this.#ownWindow() : this.proposed[this.proposedAt]!;
  });
  readonly window = $derived(windowOf(this.voi));
  readonly pictureTrouble = $derived.by(() => {
    void this.pictures.revision;
    return this.pictures.troubleAt(this.index);
  });

  constructor(client: Client, series: SeriesInfo, cache: ByteLru<Slice>) {
    this.#client = client;
    this.series = series;
    this.pictures = new SliceStore<Slice>({
      prefix: `${series.seriesId}/`,
      cache,
      exists: () => true,
      bytesOf: ({ hu, padding, rgba, tables }) =>
        hu.byteLength +
        (padding?.byteLength ?? 0) +
        (rgba?.byteLength ?? 0) +
        tables.reduce((bytes, { levels }) => bytes + levels.byteLength, 0),
      read: async (index) => {
        const read = await client.readSlice({ seriesId: series.seriesId, index });
        return read.ok ? { ok: true, value: sliceOfReply(read.value) } : read;
      },
    });
  }

  /**
   * The series as main now knows it. When it has grown, its indices mean other slices: the list is asked for again, everything read is
   * read again, and the reader stays on the image that was in view. Once it is whole, a reader who has not touched anything yet is
   * brought to its middle.
   */
  async update(series: SeriesInfo, extent: 'growing' | 'whole'): Promise<void> {
    this.series = series;
    this.#extent = extent;
    if (series.images === this.#listedImages) return this.#beginInTheMiddle();
    this.#listedImages = series.images;
    const listed = await this.#client.listSlices({ seriesId: series.seriesId });
    if (series.images !== this.#listedImages) return;
    this.trouble = listed.ok ? null : listed.error;
    if (!listed.ok) return;
    const inView = this.info?.sopUid;
    this.pictures.clear();
    this.slices = listed.value.slices;
    const place = inView === undefined ? -1 : this.slices.findIndex(({ sopUid }) => sopUid === inView);
    this.#show(place === -1 ? this.index : place);
    this.#beginInTheMiddle();
  }

  goTo(index: number): void {
    this.#placed = true;
    this.#show(index);
  }

  #show(index: number): void {
    this.index = Math.max(0, Math.min(this.total - 1, index));
  }

  #beginInTheMiddle(): void {
    if (this.#extent === 'growing' || this.total !== this.series.images) return;
    if (!this.#placed && this.pointer === null && this.#choice === null) this.#show(Math.floor(this.total / 2));
    this.#placed = true;
  }

  step(slices: number): void {
    this.goTo(this.index + slices);
  }

  /** One slice on, around the end; waits for a slice that is still on its way. */
  playOn(): void {
    if (this.pictures.has(this.index) || this.pictureTrouble) this.goTo((this.index + 1) % Math.max(1, this.total));
  }

  /** What is measured has to be seen. */
  takeTool(tool: MeasurementKind): void {
    this.leftTool = tool;
    this.overlayShown = true;
  }

  setWindow(window: Window): void {
    const { centerHu, widthHu, curve } = window;
    this.#choice = { kind: 'window', window: { centerHu, widthHu, curve } };
  }

  /** One of the image's own, of each slice the one at that place. */
  setProposed(at: number): void {
    this.#choice = { kind: 'proposed', at };
  }

  windowOfImage(): void {
    this.#choice = null;
  }

  windowOfSlice(): void {
    if (this.shown) this.setWindow(autoWindow(this.shown.slice));
  }

  /** All of the picture in view, turned as it is. */
  fit(): void {
    this.look = { ...fitted, turn: this.look.turn };
  }

  turn(change: (turn: Turn) => Turn): void {
    this.look = { ...this.look, turn: change(this.look.turn) };
  }

  reset(): void {
    this.look = fitted;
    this.inverted = false;
    this.windowOfImage();
  }

  /** For an image that names no window: soft tissue where the numbers are HU, else from the first slice that came. */
  #ownWindow(): Window {
    if (this.series.unit === 'HU' || !this.shown) return softTissue;
    return autoWindow(this.shown.slice);
  }
}
