import type { Picture } from '../viewer/pane';
import { cutting, portionMs, rest, type Cut } from './cut';

/** What one plane of three may take of a frame while it is moved. */
const frameMs = 8;
/** A plane that has not moved for so long is drawn as sharp as it is. */
const restsAfterMs = 60;
const coarsest = 6;

/** What is on the screen, and of which cut. */
export interface Drawn {
  readonly cut: Cut;
  readonly picture: Picture;
}

interface Job {
  readonly cut: Cut;
  readonly coarseness: number;
  /** What is drawn again, sharp, gives way to what is new. */
  readonly when: 'asked' | 'at rest';
}

/**
 * The picture of one plane, cut in portions so that a thick slab never holds the reader up. A plane that is moved, and takes longer than its share of a
 * frame, is drawn coarsely, and sharp as soon as it rests. A picture that is begun is finished, or a long drag would show nothing new until
 * its end; of those asked for meanwhile only the newest is cut.
 */
export class Drawing {
  drawn = $state.raw<Drawn | null>(null);
  readonly #now: () => number;
  #asked: Cut | null = null;
  #next: Job | null = null;
  #busy = false;
  /** At which the last picture would have taken its share of a frame. */
  #coarseness = 1;
  #resting: ReturnType<typeof setTimeout> | null = null;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** A single plane is there when this returns, unless another is under way. */
  ask(cut: Cut): void {
    const coarseness = this.#asked && isMoved(this.#asked, cut) ? this.#coarseness : 1;
    this.#asked = cut;
    this.#begin({ cut, coarseness, when: 'asked' });
  }

  stop(): void {
    this.#next = null;
    if (this.#resting !== null) clearTimeout(this.#resting);
  }

  #begin(job: Job): void {
    this.stop();
    this.#next = job;
    if (!this.#busy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (let job = this.#take(); job; job = this.#take()) {
      const { cut, coarseness, when } = job;
      const steps = cutting(cut, coarseness);
      let workedMs = 0;
      let began = this.#now();
      let step = steps.next();
      for (; !step.done && !(when === 'at rest' && this.#next); step = steps.next()) {
        const portion = this.#now() - began;
        if (portion < portionMs) continue;
        workedMs += portion;
        await rest();
        began = this.#now();
      }
      if (!step.done) continue;
      workedMs += this.#now() - began;
      // Through a slab it is coarser too: its work goes with the third power.
      this.#coarseness = coarsenessFor(workedMs, coarseness, cut.slab.thicknessMm > 0 ? 3 : 2);
      this.drawn = { cut, picture: step.value };
      if (coarseness > 1) this.#resting = setTimeout(() => this.#begin({ cut, coarseness: 1, when: 'at rest' }), restsAfterMs);
    }
    this.#busy = false;
  }

  #take(): Job | null {
    const job = this.#next;
    this.#next = null;
    return job;
  }
}

/** By the reader, not by slices that have come. */
const isMoved = (before: Cut, { atMm, slab, voxels }: Cut): boolean =>
  before.atMm !== atMm || before.slab !== slab || before.voxels.strength !== voxels.strength;

/** At which coarseness work of so many milliseconds, done at another, fits into a frame. */
function coarsenessFor(ms: number, at: number, power: number): number {
  return Math.max(1, Math.min(coarsest, Math.ceil(at * (ms / frameMs) ** (1 / power) - 0.1)));
}
