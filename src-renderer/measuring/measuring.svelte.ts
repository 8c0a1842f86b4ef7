import type { Measurement } from '../../src-main/contract';
import { toPixel, toScreen, scaleOf, type PixelPoint, type ScreenPoint, type Stage } from '../viewer/geometry';
import { inPicture } from '../viewer/turn';
import { Choice } from './choice.svelte';
import type { Change, Edit } from './edits';
import type { EditHistory } from './edit-history.svelte';
import { quantitiesOf, type Contents, type Quantity, type Shape } from './figures';
import * as gesture from './gesture';
import { hitAt, type Hit } from './hit';
import { holdsPixels, isKind, isRegion, isWords, kindName } from './kinds';
import { shifted, withHandle, type Part } from './moving';
import { contrastToNoise } from './statistics';
import { sketchOf } from './sketch';
import type { MeasurementList, Surface } from './surface';

/** The pointer over a viewport, as the page tells of it. */
export interface Pointing {
  readonly stage: Stage;
  readonly at: ScreenPoint;
  readonly shift: 'up' | 'down';
}

/** Measuring on one surface: what lies on it, which of it is chosen, what the pointer is about to make, and the way back. */
export class Measuring {
  hovered = $state.raw<string | null>(null);
  /** An arrow or a text whose words are being typed. */
  typing = $state.raw<Measurement | null>(null);
  #gesture = $state.raw<gesture.Gesture>(gesture.idle);

  readonly surface: Surface;
  readonly #all: MeasurementList;
  readonly #history: EditHistory;
  readonly #choice: Choice;

  /** What lies on this surface, from its first picture to its last. */
  readonly list = $derived.by(() =>
    this.#all.list
      .flatMap((measurement) => {
        const index = this.surface.placeOf(measurement);
        return index === null ? [] : [{ measurement, index }];
      })
      .sort((a, b) => a.index - b.index),
  );
  /** What lies on the picture in view, as it is while the pointer changes it. */
  readonly here = $derived.by(() => {
    const { inView } = this.surface;
    const now = this.#gesture;
    const there = this.list
      .filter(({ measurement, index }) => index === inView && measurement.id !== this.typing?.id)
      .map(({ measurement }) => measurement);
    return now.phase === 'moving' ? there.map((one) => (one.id === now.id ? { ...one, points: [...now.points] } : one)) : there;
  });
  /** What is being set, before it is a measurement. */
  readonly draft = $derived.by(() => {
    const points = gesture.sketched(this.#gesture, this.#ground);
    return this.#gesture.phase === 'placing' && points ? { kind: this.#gesture.kind, points } : null;
  });
  readonly tool = $derived.by(() => (isKind(this.surface.leftTool) ? this.surface.leftTool : null));
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

  /** `choice`: shared by the surfaces that are seen together. */
  constructor(surface: Surface, all: MeasurementList, history: EditHistory, choice = new Choice()) {
    this.surface = surface;
    this.#all = all;
    this.#history = history;
    this.#choice = choice;
  }

  /** The latest chosen last. */
  get selected(): readonly string[] {
    return this.#choice.ids;
  }
  /** Of the one chosen last: what the arrow keys move. */
  get part(): Part {
    return this.#choice.part;
  }
  set part(part: Part) {
    this.#choice.part = part;
  }

  quantitiesOf({ kind, points }: Shape): readonly Quantity[] {
    return quantitiesOf({ kind, points }, this.surface.metric);
  }

  /** Null while the pixels are not in the page. Angles and words have no contents either. */
  contentsOf({ kind, points }: Shape, index: number): Contents | null {
    return holdsPixels(kind) ? this.surface.contentsAt(index, { kind, points }) : null;
  }

  /** The left button goes down. `elsewhere`: that means nothing here, and the viewport may have it. */
  press(pointing: Pointing, labelled: string | null): 'taken' | 'elsewhere' {
    if (this.typing || this.surface.inView === null) return 'elsewhere';
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
    return hitAt(this.here, at, (point) => toScreen(stage, this.surface.look, point));
  }

  /** Another picture is in view, or the pointer was lost: what was half done is dropped. */
  drop(): void {
    this.#gesture = gesture.idle;
    this.typing = null;
  }

  /** One step back out of what is going on: the gesture, then the choice, then the tool. */
  cancel(): 'cancelled' | 'nothing going on' {
    const before = this.tool;
    if (this.#gesture.phase !== 'idle' || this.typing) this.drop();
    else if (this.selected.length > 0) this.choose(null);
    else {
      this.surface.putToolDown();
      return before ? 'cancelled' : 'nothing going on';
    }
    return 'cancelled';
  }

  choose(id: string | null, part: Part = 'whole', how: 'only' | 'add' = 'only'): void {
    const others = how === 'add' ? this.selected.filter((one) => one !== id) : [];
    this.#choice.ids = id === null ? [] : [...others, id];
    this.#choice.part = part;
  }

  /** Chooses it and brings its picture into view. */
  show(id: string, how: 'only' | 'add' = 'only'): void {
    this.choose(id, 'whole', how);
    const measurement = this.#find(id);
    if (measurement) this.surface.bringIntoView(measurement);
  }

  rename(id: string, name: string): void {
    const before = this.#find(id);
    if (before && name.trim() !== '' && name.trim() !== before.name)
      this.#edit([{ before, after: { ...before, name: name.trim() } }]);
  }

  /** The words of `typing` are there. A text without any is none; an arrow may go without. */
  typed(words: string): void {
    const { typing } = this;
    this.typing = null;
    if (!typing) return;
    const name = words.trim();
    const before = this.#find(typing.id);
    if (name === '' && typing.kind === 'text' && !before) return;
    this.#edit([{ before, after: name === '' && typing.kind === 'text' ? null : { ...typing, name } }]);
    this.choose(typing.id);
  }

  delete(...ids: readonly string[]): void {
    const gone = this.#all.list.filter(({ id }) => ids.includes(id));
    if (gone.length > 0) this.#edit(gone.map((before): Change => ({ before, after: null })));
    this.#choice.ids = this.selected.filter((id) => !ids.includes(id));
  }

  deleteSelected(): void {
    this.delete(...this.selected);
  }

  /** Moves what is chosen by so many pixels of the image, to the right and down as it lies on the screen. */
  nudge(right: number, down: number): void {
    const before = this.chosen[this.chosen.length - 1]?.measurement;
    if (!before) return;
    const [columns, rows] = inPicture([right, down], this.surface.look.turn);
    const { kind, points } = before;
    const held = this.part === 'whole' ? null : sketchOf(kind, points).handles[this.part];
    const after = held
      ? withHandle(
          kind,
          points,
          this.part as number,
          { column: held.column + columns, row: held.row + rows },
          this.surface.metric,
        )
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
    this.#all.apply(edit);
    const { before, after } = edit[0]!;
    this.choose(after?.id ?? null);
    this.surface.bringIntoView((after ?? before)!);
  }

  #edit(edit: Edit): void {
    this.#history.record(edit);
    this.#all.apply(edit);
  }

  #take({ gesture: next, deed }: gesture.Step): void {
    this.#gesture = next;
    if (deed.did === 'make') this.#make(deed.kind, deed.points);
    if (deed.did === 'change') {
      const before = this.#find(deed.id);
      if (before) this.#edit([{ before, after: { ...before, points: [...deed.points] } }]);
    }
  }

  #make(kind: Measurement['kind'], points: readonly PixelPoint[]): void {
    const { inView } = this.surface;
    if (inView === null) return;
    const made: Measurement = {
      id: newId(),
      kind,
      ...this.surface.anchorAt(inView),
      points: [...points],
      name: isWords(kind) ? '' : this.#all.nextName(kindName(kind)),
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
    const { look } = this.surface;
    return { at: toPixel(stage, look, at), scale: scaleOf(stage, look), shape: shift === 'down' ? 'even' : 'free' };
  }

  get #ground(): gesture.Ground {
    const { size, metric } = this.surface;
    return { size, metric };
  }

  #find(id: string): Measurement | null {
    return this.#all.list.find((one) => one.id === id) ?? null;
  }
}

const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
