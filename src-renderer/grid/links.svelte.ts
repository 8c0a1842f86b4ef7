import type { Change, ViewerState } from '../viewer/viewer-state.svelte';
import type { Cell } from './cell.svelte';
import { correspondence, nearestSlice, nearestTo, type Correspondence, type Nearest } from './correspondence';
import { linkedCentre, linkedZoom } from './linked-look';
import { middleOf, slicePlane, type SlicePlane } from './slice-plane';

/** What cells can have in common. */
export type Link = 'scroll' | 'zoom' | 'move' | 'window';

const planeOf = ({ info, series }: ViewerState): SlicePlane | null => info && slicePlane(info, series);

/**
 * What the cells do together. Series of one patient coordinate system that are cut alike are linked by where their slices lie in the patient;
 * series cut alike in systems of their own, once the reader has said which slices belong together. Others are not.
 */
export class Links {
  on = $state.raw<Readonly<Record<Link, boolean>>>({ scroll: true, zoom: true, move: true, window: true });
  /** Slice positions that the reader said to be one place, mm, by what shows them. */
  #byHand = $state.raw<ReadonlyMap<ViewerState, number>>(new Map());
  readonly #cells: () => readonly Cell[];

  /** `cells`: those that have a place now. */
  constructor(cells: () => readonly Cell[]) {
    this.#cells = cells;
  }

  forget(): void {
    this.#byHand = new Map();
  }

  /** What is switched on takes hold at once, from the active cell. */
  toggle(link: Link, active: Cell): void {
    this.on = { ...this.on, [link]: !this.on[link] };
    if (this.on[link]) this.#lead(active, link);
  }

  /** The slices in view now are one place. */
  alignByHand(): void {
    const shown = this.#cells().flatMap((cell) => cell.shown?.viewer ?? []);
    this.#byHand = new Map(
      shown.flatMap((viewer) => (viewer.info?.slicePositionMm == null ? [] : [[viewer, viewer.info.slicePositionMm]])),
    );
  }

  /** The reader changed something in a cell: the others follow. */
  lead(leader: Cell, change: Change): void {
    if (change === 'place') this.#lead(leader, 'scroll');
    if (change === 'window') this.#lead(leader, 'window');
    if (change === 'look') {
      this.#lead(leader, 'zoom');
      this.#lead(leader, 'move');
    }
  }

  /** A series came into a cell: it goes where another one is that it belongs to. */
  join(cell: Cell, active: Cell): void {
    const own = cell.shown?.viewer;
    const others = this.#cells().filter((other) => other !== cell && other.shown);
    const leader = [active, ...others].find(
      (other) => own && other !== cell && other.shown && this.#linked(other.shown.viewer, own) !== 'no',
    );
    if (!own || !leader?.shown) return;
    for (const link of ['scroll', 'zoom', 'move', 'window'] as const)
      if (this.on[link]) this.#follow(leader.shown.viewer, own, link);
  }

  /** How two cells that are shown correspond. */
  between(one: ViewerState, other: ViewerState): Correspondence | 'by hand' {
    const found = correspondence(one, other);
    return found === 'frames' && this.#byHand.has(one) && this.#byHand.has(other) ? 'by hand' : found;
  }

  /** The slice of one cell at the place of another; null where they do not correspond. */
  placeOf(leader: ViewerState, follower: ViewerState): Nearest | null {
    const plane = planeOf(leader);
    const theirs = planeOf(follower);
    if (!plane || !theirs) return null;
    const how = this.between(leader, follower);
    if (how === 'patient') return nearestSlice(middleOf(plane), follower.slices, theirs);
    if (how !== 'by hand') return null;
    const positions = follower.slices.map(({ slicePositionMm }) => slicePositionMm);
    const mm = leader.info?.slicePositionMm;
    if (mm == null || positions.some((position) => position === null)) return null;
    const wanted = this.#byHand.get(follower)! + mm - this.#byHand.get(leader)!;
    return nearestTo(wanted, positions as number[], follower.info?.thicknessMm ?? 1);
  }

  #linked(one: ViewerState, other: ViewerState): 'by patient' | 'by hand' | 'no' {
    const how = this.between(one, other);
    return how === 'patient' ? 'by patient' : how === 'by hand' ? 'by hand' : 'no';
  }

  #lead(leader: Cell, link: Link): void {
    const leading = leader.shown?.viewer;
    if (!leading || !this.on[link]) return;
    for (const { shown } of this.#cells())
      if (shown && shown.viewer !== leading && this.#linked(leading, shown.viewer) !== 'no')
        this.#follow(leading, shown.viewer, link);
  }

  #follow(leader: ViewerState, follower: ViewerState, link: Link): void {
    if (link === 'scroll') {
      const place = this.placeOf(leader, follower);
      if (place && place.index !== follower.index) follower.followPlace(place.index);
    } else if (link === 'window') {
      follower.followWindow(leader.chosenWindow);
    } else {
      const [plane, theirs] = [planeOf(leader), planeOf(follower)];
      if (!plane || !theirs || !leader.stage?.width || !follower.stage?.width) return;
      const look = follower.look;
      if (link === 'zoom') follower.followLook({ ...look, zoom: linkedZoom(leader.stage, leader.look, follower.stage, look) });
      else if (this.#linked(leader, follower) === 'by patient')
        follower.followLook({ ...look, centre: linkedCentre(plane, leader.look.centre, theirs) });
      else follower.followLook({ ...look, centre: leader.look.centre });
    }
  }
}
