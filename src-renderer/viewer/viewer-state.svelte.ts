import {
  softTissue,
  type Client,
  type SeriesInfo,
  type SliceInfo,
  type SliceReply,
  type Trouble,
  type Window,
} from '../../src-main/contract';
import type { ByteLru } from './byte-lru';
import { fitted, toPixel, type Look, type PixelPoint, type ScreenPoint, type Stage } from './geometry';
import type { Tool } from './gestures';
import type { Pixels } from './grey';
import { SliceStore } from './slice-store.svelte';
import type { Turn } from './turn';
import { autoWindow, windowsOfImage } from './window';

/** A decoded slice in the page. */
export interface Slice extends Pixels {
  readonly rows: number;
  readonly columns: number;
  /** MONOCHROME1: the lowest value is white. */
  readonly inverted: boolean;
}

export const sliceOfReply = ({ rows, columns, type, hu, padding, inverted }: SliceReply): Slice => ({
  rows,
  columns,
  hu: type === 'int16' ? new Int16Array(hu) : new Float32Array(hu),
  padding: padding && new Uint8Array(padding),
  inverted,
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
  leftTool = $state<Tool>('window');
  playing = $state(false);
  /** Where the pointer is, in whichever viewport. */
  pointer = $state.raw<{ readonly stage: Stage; readonly at: ScreenPoint } | null>(null);
  #chosenWindow = $state.raw<Window | null>(null);

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
  readonly imageWindows = $derived(windowsOfImage(this.info?.windows ?? []));
  /** What the reader chose; before that, what the image asks for. */
  readonly window = $derived(this.#chosenWindow ?? this.imageWindows[0] ?? this.#ownWindow());
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
      bytesOf: ({ hu, padding }) => hu.byteLength + (padding?.byteLength ?? 0),
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
    if (!this.#placed && this.pointer === null && this.#chosenWindow === null) this.#show(Math.floor(this.total / 2));
    this.#placed = true;
  }

  step(slices: number): void {
    this.goTo(this.index + slices);
  }

  /** One slice on, around the end; waits for a slice that is still on its way. */
  playOn(): void {
    if (this.pictures.has(this.index) || this.pictureTrouble) this.goTo((this.index + 1) % Math.max(1, this.total));
  }

  setWindow(window: Window): void {
    this.#chosenWindow = { centerHu: window.centerHu, widthHu: window.widthHu };
  }

  windowOfImage(): void {
    this.#chosenWindow = null;
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
