import type { MouseSettings } from '../../src-main/contract';
import { say } from '../language/language.svelte';
import type { ScreenPoint, Stage } from './geometry';
import { dragMoved, dragResult, regionOf, toolOfButton, wheelSteps, wheelZoom, zoomedAt, type Drag } from './gestures';
import { withoutRemoved } from './grey';
import type { Picture } from './pane';
import type { ViewerState } from './viewer-state.svelte';
import { windowOfRegion } from './window';

/** What a mouse can change: a series in a viewport, or a plane through one. */
export type InHand = Pick<
  ViewerState,
  'leftTool' | 'window' | 'look' | 'index' | 'total' | 'pointer' | 'setWindow' | 'goTo' | 'step'
>;

/** What the mouse finds in a viewport. */
interface Reach {
  readonly viewer: InHand;
  readonly stage: Stage;
  readonly picture: Picture | null;
  readonly mouse: MouseSettings;
  /** For a moment, in a few words. */
  tell(words: string): void;
}

/** The mouse over one viewport: what its buttons and its wheel do to what is shown there. */
export class Mouse {
  drag = $state.raw<Drag | null>(null);
  #last: ScreenPoint = { x: 0, y: 0 };
  #wheelRest = 0;
  /** Asked at each event: all of it may have changed. */
  readonly #reach: () => Reach;

  constructor(reach: () => Reach) {
    this.#reach = reach;
  }

  /** What is being dragged over, on the screen; null while no region is. */
  get region(): (ScreenPoint & { readonly width: number; readonly height: number }) | null {
    if (this.drag?.tool !== 'region') return null;
    const { from, moved } = this.drag;
    const [x, y] = [Math.min(from.x, from.x + moved.x), Math.min(from.y, from.y + moved.y)];
    return { x, y, width: Math.abs(moved.x), height: Math.abs(moved.y) };
  }

  /** `ignored` for a button that means nothing here, or while another is down. */
  press(button: number, at: ScreenPoint): 'taken' | 'ignored' {
    const { viewer, mouse } = this.#reach();
    const tool = toolOfButton(button, viewer.leftTool, mouse);
    if (!tool || this.drag) return 'ignored';
    const { window, look, index } = viewer;
    this.#last = at;
    this.drag = { tool, window, look, index, from: at, moved: { x: 0, y: 0 } };
    return 'taken';
  }

  move(at: ScreenPoint, pace: 'normal' | 'fine'): void {
    const { viewer, stage } = this.#reach();
    if (this.drag) {
      // Not movementX: Chromium gave it in device pixels once and in CSS pixels later.
      this.drag = dragMoved(this.drag, at.x - this.#last.x, at.y - this.#last.y, pace);
      this.#last = at;
      this.#show(this.drag);
    }
    viewer.pointer = { stage, at };
  }

  release(): void {
    const { drag } = this;
    this.drag = null;
    if (drag?.tool === 'region') this.#windowFrom(drag);
  }

  /** The button was taken away: by another window, or by the system. */
  drop(): void {
    this.drag = null;
  }

  turnWheel(event: WheelEvent, at: ScreenPoint): void {
    const { viewer, stage, mouse } = this.#reach();
    // A pinch on a touchpad comes as Ctrl and the wheel, too.
    if ((event.ctrlKey || event.metaKey) === (mouse.wheel === 'scroll')) {
      viewer.look = zoomedAt(viewer.look, stage, at, wheelZoom(event));
      return;
    }
    // With Shift the wheel turns sideways.
    const turned = wheelSteps(this.#wheelRest, { deltaY: event.deltaY || event.deltaX, deltaMode: event.deltaMode });
    this.#wheelRest = turned.rest;
    if (turned.steps !== 0) viewer.step(turned.steps * (event.shiftKey ? 10 : 1));
  }

  #show(drag: Drag): void {
    const { viewer, stage } = this.#reach();
    const { window, look, index } = dragResult(drag, stage, viewer.total);
    if (drag.tool === 'window') viewer.setWindow(window);
    else if (drag.tool === 'scroll') viewer.goTo(index);
    else if (drag.tool === 'pan' || drag.tool === 'zoom') viewer.look = look;
  }

  #windowFrom(drag: Drag): void {
    const { viewer, stage, picture, tell } = this.#reach();
    const region = regionOf(drag, stage);
    if (!region || !picture) return;
    const window = windowOfRegion(withoutRemoved(picture), region);
    if (window) viewer.setWindow(window);
    else tell(say().viewer.nothingMeasured);
  }
}
