import {
  softTissue,
  type GreyTable,
  type SeriesInfo,
  type SliceInfo,
  type Trouble,
  type DeskCell,
  type MeasurementKind,
  type Voi,
  type VoiWindow,
  type Window,
} from '../../src-main/contract';
import { say } from '../language/language.svelte';
import { fitted, toPixel, type Look, type PixelPoint, type ScreenPoint, type Stage } from './geometry';
import { atActualSize } from './gestures';
import type { Hand, LeftTool } from './hand.svelte';
import type { SeriesImages, Slice } from './series-images.svelte';
import type { SliceStore } from './slice-store.svelte';
import type { Turn } from './turn';
import { autoWindow, windowOf, windowsOfImage } from './window';

/** What the reader chose: a window, or one of those that each image proposes, by its place among them. */
type Choice = { readonly kind: 'window'; readonly window: Window } | { readonly kind: 'proposed'; readonly at: number };

/** What a reader changes in a cell, and cells linked to it follow. */
export type Change = 'place' | 'look' | 'window';

/** Where a reader is in one series of one cell and how it is looked at there. Every viewport of the cell shares it. */
export class ViewerState {
  /** The slice asked for; `shown` says which one there is. */
  index = $state(0);
  #look = $state.raw<Look>(fitted);
  inverted = $state(false);
  playing = $state(false);
  /** The number of a slice is being typed. */
  seeking = $state(false);
  /** The viewports of a cell are of one size. */
  stage = $state.raw<Stage | null>(null);
  /** Where the pointer is, in whichever viewport. */
  pointer = $state.raw<{ readonly stage: Stage; readonly at: ScreenPoint } | null>(null);
  #choice = $state.raw<Choice | null>(null);

  readonly images: SeriesImages;
  /** Told of what the reader changed, not of what was changed to follow another cell. */
  onchange: (change: Change) => void = () => undefined;
  readonly #hand: Hand;
  /** The reader chose a slice, or was brought to the middle. */
  #placed = false;
  /** The reader chose a slice. */
  #moved = false;
  /** Where the reader was when the series was last open, until it is listed. */
  #leftAt: { readonly sopUid: string; readonly index: number } | null = null;

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
  readonly proposed = $derived<readonly (VoiWindow | GreyTable)[]>([
    ...windowsOfImage(this.info?.windows ?? [], say().viewer),
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

  constructor(images: SeriesImages, hand: Hand) {
    this.images = images;
    this.#hand = hand;
    if (images.whole) this.#beginInTheMiddle();
  }

  get series(): SeriesInfo {
    return this.images.series;
  }
  get slices(): readonly SliceInfo[] {
    return this.images.slices;
  }
  get pictures(): SliceStore<Slice> {
    return this.images.pictures;
  }
  get trouble(): Trouble | null {
    return this.images.trouble;
  }
  get look(): Look {
    return this.#look;
  }
  set look(look: Look) {
    this.#look = look;
    this.onchange('look');
  }
  /** What a drag with the left button does, or what it measures, in every cell. */
  get leftTool(): LeftTool {
    return this.#hand.leftTool;
  }
  set leftTool(tool: LeftTool) {
    this.#hand.leftTool = tool;
  }
  putToolDown(): void {
    this.#hand.putToolDown();
  }
  /** The magnifier is out, in every cell. */
  get lensShown(): boolean {
    return this.#hand.lensHeld || this.#hand.lensKept;
  }
  get lensKept(): boolean {
    return this.#hand.lensKept;
  }
  set lensKept(kept: boolean) {
    this.#hand.lensKept = kept;
  }
  holdLens(how: 'up' | 'down'): void {
    this.#hand.lensHeld = how === 'up';
  }
  get overlayShown(): boolean {
    return this.#hand.overlayShown;
  }
  set overlayShown(shown: boolean) {
    this.#hand.overlayShown = shown;
  }

  /** The reader stays on the image that was in view; one who has not touched anything yet is brought to the middle of a whole series. */
  relisted(before: readonly SliceInfo[]): void {
    const inView = before[this.index]?.sopUid;
    const place = inView === undefined ? -1 : this.slices.findIndex(({ sopUid }) => sopUid === inView);
    this.#show(place === -1 ? this.index : place);
    this.#goOnAt();
    if (this.images.whole) this.#beginInTheMiddle();
  }

  /** At the image and in the window that the series was left, as soon as it is listed and unless the reader has chosen since. */
  goOn({ sopUid, index, window }: DeskCell): void {
    // Linked cells are not told: each was left in its own way.
    if (window) this.followWindow(window);
    this.#leftAt = { sopUid, index };
    this.#goOnAt();
  }

  #goOnAt(): void {
    if (this.#leftAt === null) return;
    const { sopUid, index } = this.#leftAt;
    const at = this.slices[index]?.sopUid === sopUid ? index : this.slices.findIndex((slice) => slice.sopUid === sopUid);
    if (at === -1) return;
    this.followPlace(at);
    this.#moved = true;
  }

  goTo(index: number): void {
    this.#leftAt = null;
    this.#placed = true;
    this.#moved = true;
    this.#show(index);
    this.onchange('place');
  }

  /** As another cell is looked at that this one is linked to. */
  followPlace(index: number): void {
    this.#leftAt = null;
    this.#placed = true;
    this.#show(index);
  }
  followLook(look: Look): void {
    this.#look = look;
  }
  /** Null: each image's own. */
  followWindow(window: Window | null): void {
    this.#choice = window && { kind: 'window', window };
  }

  #show(index: number): void {
    this.index = Math.max(0, Math.min(this.total - 1, index));
  }

  #beginInTheMiddle(): void {
    if (!this.#placed && this.pointer === null && this.#choice === null) this.#show(Math.floor(this.total / 2));
    this.#placed = true;
  }

  step(slices: number): void {
    this.goTo(this.index + slices);
  }

  /** What is measured has to be seen. */
  takeTool(tool: MeasurementKind): void {
    this.leftTool = tool;
    this.overlayShown = true;
  }

  setWindow(window: Window): void {
    const { centerHu, widthHu, curve } = window;
    this.#choice = { kind: 'window', window: { centerHu, widthHu, curve } };
    this.onchange('window');
  }

  /** One of the image's own, of each slice the one at that place. */
  setProposed(at: number): void {
    this.#choice = { kind: 'proposed', at };
    this.onchange('window');
  }

  /** The reader chose a slice or a window here. */
  get touched(): boolean {
    return this.#moved || this.#choice !== null;
  }

  /** As the reader set it, or null where the image's own is used. */
  get chosenWindow(): Window | null {
    return this.#choice?.kind === 'window' ? this.#choice.window : null;
  }

  windowOfImage(): void {
    this.#choice = null;
    this.onchange('window');
  }

  windowOfSlice(): void {
    if (this.shown) this.setWindow(autoWindow(this.shown.slice));
  }

  /** All of the picture in view, turned as it is. */
  fit(): void {
    this.look = { ...fitted, turn: this.look.turn };
  }

  /** A pixel of the image on one of the screen, which has `deviceRatio` pixels to one of CSS. */
  actualSize(deviceRatio: number): void {
    if (this.stage) this.look = atActualSize(this.look, this.stage, deviceRatio);
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
