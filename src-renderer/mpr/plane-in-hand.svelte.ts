import type { Window } from '../../src-main/contract';
import type { Look } from '../viewer/geometry';
import type { LeftTool } from '../viewer/hand.svelte';
import type { InHand } from '../viewer/mouse.svelte';
import type { ViewerState } from '../viewer/viewer-state.svelte';
import type { Mpr } from './mpr.svelte';
import type { PlaneName } from './plane';

/** The tool in hand, as planes know it: the magnifier is for slices, and means the window here. */
export const planeTool = (leftTool: LeftTool): LeftTool => (leftTool === 'magnify' ? 'window' : leftTool);

/** One plane as the mouse finds it: a look of its own, the window of all, and the places along its normal where a series has slices. */
export class PlaneInHand implements InHand {
  pointer = $state.raw<InHand['pointer']>(null);
  readonly #mpr: Mpr;
  readonly #viewer: ViewerState;
  readonly #name: PlaneName;

  constructor(mpr: Mpr, viewer: ViewerState, name: PlaneName) {
    this.#mpr = mpr;
    this.#viewer = viewer;
    this.#name = name;
  }

  get leftTool(): LeftTool {
    return planeTool(this.#viewer.leftTool);
  }
  get window(): Window {
    return this.#viewer.window;
  }
  setWindow(window: Window): void {
    this.#viewer.setWindow(window);
  }
  get look(): Look {
    return this.#mpr.lookOf(this.#name);
  }
  set look(look: Look) {
    this.#mpr.setLook(this.#name, look);
  }
  get index(): number {
    return this.#mpr.stopOf(this.#name);
  }
  get total(): number {
    return this.#mpr.stopsOf(this.#name);
  }
  goTo(stop: number): void {
    this.#mpr.goTo(this.#name, stop);
  }
  step(stops: number): void {
    this.#mpr.step(this.#name, stops);
  }
}
