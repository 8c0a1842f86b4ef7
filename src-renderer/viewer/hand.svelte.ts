import type { DragTool, MeasurementKind } from '../../src-main/contract';

export type LeftTool = DragTool | MeasurementKind;

/** What the reader has in hand, whichever cell the pointer is over. */
export class Hand {
  /** Text and measurements lie over the pictures. */
  overlayShown = $state(true);
  /** The magnifier is out: while its key is held, or until its button is pressed again. */
  lensHeld = $state(false);
  lensKept = $state(false);
  #taken = $state<LeftTool | null>(null);
  readonly #usual: () => DragTool;

  /** `usual`: what the left button does until another tool is taken. */
  constructor(usual: () => DragTool) {
    this.#usual = usual;
  }

  /** What a drag with the left button does, or what it measures. */
  get leftTool(): LeftTool {
    return this.#taken ?? this.#usual();
  }
  set leftTool(tool: LeftTool) {
    this.#taken = tool;
  }
  putToolDown(): void {
    this.#taken = null;
  }
}
