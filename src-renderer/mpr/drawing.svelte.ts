import type { Picture } from '../viewer/pane';
import { cutting, type Cut } from './cut';

/** A portion of work between two rests: a sixtieth of a second then has time for the pointer and for the other planes. */
const portionMs = 6;

/** What is on the screen, and of which cut. */
export interface Drawn {
  readonly cut: Cut;
  readonly picture: Picture;
}

/**
 * The picture of one plane, cut in portions so that a thick slab never holds the reader up. A picture that is begun is finished, or a long
 * drag would show nothing new until its end; of those asked for meanwhile only the newest is cut.
 */
export class Drawing {
  drawn = $state.raw<Drawn | null>(null);
  #next: Cut | null = null;
  #busy = false;

  /** A single plane is there when this returns, unless a slab is under way. */
  ask(cut: Cut): void {
    this.#next = cut;
    if (!this.#busy) void this.#work();
  }

  stop(): void {
    this.#next = null;
  }

  async #work(): Promise<void> {
    this.#busy = true;
    let began = performance.now();
    for (let cut = this.#take(); cut; cut = this.#take()) {
      const steps = cutting(cut);
      let step = steps.next();
      for (; !step.done; step = steps.next()) {
        if (performance.now() - began < portionMs) continue;
        await new Promise((rested) => setTimeout(rested));
        began = performance.now();
      }
      this.drawn = { cut, picture: step.value };
    }
    this.#busy = false;
  }

  #take(): Cut | null {
    const cut = this.#next;
    this.#next = null;
    return cut;
  }
}
