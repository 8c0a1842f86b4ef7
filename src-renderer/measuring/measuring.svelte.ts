import type { Measurement, SliceInfo } from '../../src-main/contract';
import type { Denoising } from '../denoise/denoising.svelte';
import { toPixel, toScreen, scaleOf, type PixelPoint, type ScreenPoint, type Stage } from '../viewer/geometry';
import { inPicture } from '../viewer/turn';
import type { ViewerState } from '../viewer/viewer-state.svelte';
import type { Change, Edit } from './edits';
import type { EditHistory } from './edit-history.svelte';
import { contentsOf, quantitiesOf, type Contents, type Quantity, type Shape, type Values } from './figures';
import * as gesture from './gesture';
import { hitAt, type Hit } from './hit';
import { holdsPixels, isKind, isRegion, isWords, kindName } from './kinds';
import { metricOf } from './metric';
import { shifted, withHandle, type Part } from './moving';
import { contrastToNoise } from './statistics';
import { sketchOf } from './sketch';
import type { StudyMeasurements } from './study-measurements.svelte';

/** The pointer over a viewport, as the page tells of it. */
export interface Pointing {
  readonly stage: Stage;
  readonly at: ScreenPoint;
  readonly shift: 'up' | 'down';
}

const anchorOf = ({ sopUid, frame }: Pick<Measurement, 'sopUid' | 'frame'>): string => `${sopUid} ${frame}`;

/** Measuring on one series in one cell: what lies on it, which of it is chosen, what the pointer is about to make, and the way back. */
export class Measuring {
  /** The latest chosen last. */
  selected = $state.raw<readonly string[]>([]);
  /** Of the one chosen last: what the arrow keys move. */
  part = $state.raw<Part>('whole');
  hovered = $state.raw<string | null>(null);
  /** An arrow or a text whose words are being typed. */
  typing = $state.raw<Measurement | null>(null);
  #gesture = $state.raw<gesture.Gesture>(gesture.idle);

  readonly #viewer: ViewerState;
  readonly #denoising: Denoising;
  readonly study: StudyMeasurements;
  readonly #history: EditHistory;

  readonly metric = $derived.by(() => metricOf(this.#viewer.series));
  readonly #places = $derived.by(() => new Map(this.#viewer.slices.map((_, index) => [this.#anchorAt(index), index])));
  /** What lies on this series, from its first slice to its last. */
  readonly list = $derived.by(() =>
    this.study.list
      .filter((one) => this.#places.has(anchorOf(one)))
      .map((measurement) => ({ measurement, index: this.#places.get(anchorOf(measurement))! }))
      .sort((a, b) => a.index - b.index),
  );
  /** What lies on the slice in view, as it is while the pointer changes it. */
  readonly here = $derived.by(() => {
    const anchor = this.#anchorAt(this.#viewer.shown?.index ?? -1);
    const now = this.#gesture;
    const there = this.study.list.filter((one) => anchorOf(one) === anchor && one.id !== this.typing?.id);
    return now.phase === 'moving' ? there.map((one) => (one.id === now.id ? { ...one, points: [...now.points] } : one)) : there;
  });
  /** What is being set, before it is a measurement. */
  readonly draft = $derived.by(() => {
    const points = gesture.sketched(this.#gesture, this.#ground);
    return this.#gesture.phase === 'placing' && points ? { kind: this.#gesture.kind, points } : null;
  });
  readonly tool = $derived.by(() => (isKind(this.#viewer.leftTool) ? this.#viewer.leftTool : null));
  readonly canUndo = $derived.by(() => this.#history.canUndo);
  readonly canRedo = $derived.by(() => this.#history.canRedo);
  readonly chosen = $derived.by(() =>
    this.selected.flatMap((id) => this.list.find(({ measurement }) => measurement.id === id) ?? []),
  );
  /** Of the two regions chosen last, in both pictures; null while there are no two. */
  readonly contrastToNoise = $derived.by(() => {
    const [one, other] = this.chosen.filter(({ measurement }) => isRegion(measurement.kind)).slice(-2);
    if (!one || !other) return null;
    const contents = [one, other].map(({ measurement, index }) => this.contentsOf(measurement, index));
    const ratio = (picture: keyof Contents) => {
      const [a, b] = contents.map((of) => of?.[picture]);
      return a && b ? contrastToNoise(a, b) : null;
    };
    return {
      regions: [one.measurement.name, other.measurement.name] as const,
      original: ratio('original'),
      denoised: ratio('denoised'),
    };
  });

  constructor(viewer: ViewerState, denoising: Denoising, study: StudyMeasurements, history: EditHistory) {
    this.#viewer = viewer;
    this.#denoising = denoising;
    this.study = study;
    this.#history = history;
  }

  quantitiesOf({ kind, points }: Shape): readonly Quantity[] {
    return quantitiesOf({ kind, points }, this.metric);
  }

  /** Null while the slice is not in the page. Angles and words have no contents either. */
  contentsOf({ kind, points }: Shape, index: number): Contents | null {
    if (!holdsPixels(kind)) return null;
    const values = this.#valuesAt(index);
    return values && contentsOf({ kind, points }, values, this.#denoising.strength);
  }

  /** The left button goes down. `elsewhere`: that means nothing here, and the viewport may have it. */
  press(pointing: Pointing, labelled: string | null): 'taken' | 'elsewhere' {
    if (this.typing || !this.#viewer.shown) return 'elsewhere';
    const aim = this.#aim(pointing, labelled);
    if (this.#gesture.phase !== 'placing' && aim.on === 'nothing') return 'elsewhere';
    if (aim.on === 'measurement' && this.#gesture.phase !== 'placing')
      this.choose(aim.id, aim.part, pointing.shift === 'down' ? 'add' : 'only');
    this.#take(gesture.pressed(this.#gesture, this.#pointer(pointing), aim, this.#ground));
    return 'taken';
  }

  move(pointing: Pointing): void {
    if (this.#gesture.phase === 'idle') this.hovered = this.hit(pointing)?.measurement.id ?? null;
    else this.#take(gesture.moved(this.#gesture, this.#pointer(pointing), this.#ground));
  }

  release(pointing: Pointing): void {
    this.#take(gesture.released(this.#gesture, this.#pointer(pointing), this.#ground));
  }

  /** A double click ends an outline. `elsewhere`: it meant nothing here. */
  doubleClick(pointing: Pointing): 'taken' | 'elsewhere' {
    const hit = this.hit(pointing);
    if (hit && isWords(hit.measurement.kind)) this.typing = hit.measurement;
    if (!hit && !this.tool) return 'elsewhere';
    this.#take(gesture.closed(this.#gesture, this.#pointer(pointing), this.#ground));
    return 'taken';
  }

  hit({ stage, at }: Pick<Pointing, 'stage' | 'at'>): Hit | null {
    return hitAt(this.here, at, (point) => toScreen(stage, this.#viewer.look, point));
  }

  /** Another slice is in view, or the pointer was lost: what was half done is dropped. */
  drop(): void {
    this.#gesture = gesture.idle;
    this.typing = null;
  }

  /** One step back out of what is going on: the gesture, then the choice, then the tool. */
  cancel(): void {
    if (this.#gesture.phase !== 'idle' || this.typing) this.drop();
    else if (this.selected.length > 0) this.choose(null);
    else this.#viewer.putToolDown();
  }

  choose(id: string | null, part: Part = 'whole', how: 'only' | 'add' = 'only'): void {
    const others = how === 'add' ? this.selected.filter((one) => one !== id) : [];
    this.selected = id === null ? [] : [...others, id];
    this.part = part;
  }

  /** Chooses it and brings its slice into view. */
  show(id: string, how: 'only' | 'add' = 'only'): void {
    this.choose(id, 'whole', how);
    this.#bringIntoView(id);
  }

  rename(id: string, name: string): void {
    const before = this.study.list.find((one) => one.id === id);
    if (before && name.trim() !== '' && name.trim() !== before.name)
      this.#edit([{ before, after: { ...before, name: name.trim() } }]);
  }

  /** The words of `typing` are there. A text without any is none; an arrow may go without. */
  typed(words: string): void {
    const { typing } = this;
    this.typing = null;
    if (!typing) return;
    const name = words.trim();
    const before = this.study.list.find((one) => one.id === typing.id) ?? null;
    if (name === '' && typing.kind === 'text' && !before) return;
    this.#edit([{ before, after: name === '' && typing.kind === 'text' ? null : { ...typing, name } }]);
    this.choose(typing.id);
  }

  delete(...ids: readonly string[]): void {
    const gone = this.study.list.filter(({ id }) => ids.includes(id));
    if (gone.length > 0) this.#edit(gone.map((before): Change => ({ before, after: null })));
    this.selected = this.selected.filter((id) => !ids.includes(id));
  }

  deleteSelected(): void {
    this.delete(...this.selected);
  }

  /** Moves what is chosen by so many pixels of the image, to the right and down as it lies on the screen. */
  nudge(right: number, down: number): void {
    const before = this.chosen[this.chosen.length - 1]?.measurement;
    if (!before) return;
    const [columns, rows] = inPicture([right, down], this.#viewer.look.turn);
    const { kind, points } = before;
    const held = this.part === 'whole' ? null : sketchOf(kind, points).handles[this.part];
    const after = held
      ? withHandle(kind, points, this.part as number, { column: held.column + columns, row: held.row + rows }, this.metric)
      : shifted(points, { column: columns, row: rows }, this.#ground.size);
    this.#edit([{ before, after: { ...before, points: [...after] } }]);
  }

  undo(): void {
    this.#go(this.#history.undo());
  }

  redo(): void {
    this.#go(this.#history.redo());
  }

  #go(edit: Edit | null): void {
    if (!edit) return;
    this.drop();
    this.study.apply(edit);
    const { before, after } = edit[0]!;
    this.choose(after?.id ?? null);
    this.#bringIntoView((after ?? before)!);
  }

  #edit(edit: Edit): void {
    this.#history.record(edit);
    this.study.apply(edit);
  }

  #take({ gesture: next, deed }: gesture.Step): void {
    this.#gesture = next;
    if (deed.did === 'make') this.#make(deed.kind, deed.points);
    if (deed.did === 'change') {
      const before = this.study.list.find(({ id }) => id === deed.id);
      if (before) this.#edit([{ before, after: { ...before, points: [...deed.points] } }]);
    }
  }

  #make(kind: Measurement['kind'], points: readonly PixelPoint[]): void {
    const index = this.#viewer.shown?.index;
    if (index === undefined) return;
    const made: Measurement = {
      id: newId(),
      kind,
      ...this.#anchor(index),
      points: [...points],
      name: isWords(kind) ? '' : numbered(kindName(kind), this.study.list),
    };
    if (isWords(kind)) {
      this.typing = made;
      return;
    }
    this.#edit([{ before: null, after: made }]);
    this.choose(made.id);
  }

  #aim(pointing: Pointing, labelled: string | null): gesture.Aim {
    const hit = this.hit(pointing);
    const measurement = hit?.measurement ?? this.here.find(({ id }) => id === labelled);
    if (measurement) return { on: 'measurement', ...measurement, part: hit?.part ?? 'whole' };
    return this.tool ? { on: 'tool', kind: this.tool } : { on: 'nothing' };
  }

  #pointer({ stage, at, shift }: Pointing): gesture.Pointer {
    const { look } = this.#viewer;
    return { at: toPixel(stage, look, at), scale: scaleOf(stage, look), shape: shift === 'down' ? 'even' : 'free' };
  }

  get #ground(): gesture.Ground {
    const { rows, columns } = this.#viewer.shown?.slice ?? this.#viewer.series;
    return { size: { rows, columns }, metric: this.metric };
  }

  #valuesAt(index: number): Values | null {
    void this.#viewer.pictures.revision;
    const slice = this.#viewer.pictures.get(index);
    return slice ? { ...slice, noise: this.#denoising.noiseAt(index) } : null;
  }

  #anchor(index: number): Pick<Measurement, 'sopUid' | 'frame'> {
    const info: Pick<SliceInfo, 'sopUid' | 'frame'> | undefined = this.#viewer.slices[index];
    // Without a UID only this window knows which image it is.
    return info?.sopUid ? { sopUid: info.sopUid, frame: info.frame } : { sopUid: this.#viewer.series.seriesId, frame: index };
  }

  #anchorAt(index: number): string {
    return anchorOf(this.#anchor(index));
  }

  #bringIntoView(which: string | Measurement): void {
    const measurement = typeof which === 'string' ? this.study.list.find(({ id }) => id === which) : which;
    const index = measurement && this.#places.get(anchorOf(measurement));
    if (index !== undefined && index !== this.#viewer.index) this.#viewer.goTo(index);
  }
}

const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** `Ellipse 3`: the next number that no measurement of the study has. */
function numbered(name: string, list: readonly Measurement[]): string {
  const taken = list.map((one) => Number(one.name.startsWith(`${name} `) ? one.name.slice(name.length + 1) : 0) || 0);
  return `${name} ${Math.max(0, ...taken) + 1}`;
}
