import type { NoiseReport } from './report';
import type { Question } from './worker';

/** The reader has stopped somewhere, rather than scrolled past. */
const settledMs = 200;

/** Looks at what was removed from the slice in view, in a thread of its own: some 200 ms a slice would hold up drawing. */
export class NoiseInspection {
  #shown = $state.raw<Float32Array | null>(null);
  #failed = $state(false);
  #revision = $state(0);
  /** By the noise itself, which stands for slice and model; goes when the noise goes. */
  readonly #reports = new WeakMap<Float32Array, NoiseReport>();
  #worker: Worker | null = null;
  #asked: Question | null = null;
  #next: Question | null = null;

  /** Of the slice in view; null while nobody looks at it or it is not there yet. */
  readonly report = $derived.by(() => {
    void this.#revision;
    return this.#shown && (this.#reports.get(this.#shown) ?? null);
  });
  /** This browser runs no such thread. */
  readonly failed = $derived(this.#failed);

  /** Someone looks: the thread lives for so long. Returns how to stop, for an effect. */
  open(): () => void {
    return () => {
      this.#shown = null;
      this.#worker?.terminate();
      this.#worker = this.#asked = this.#next = null;
    };
  }

  /** Another slice is in view, or none. Returns how to take it back before the reader has settled there, for an effect. */
  look(question: Question | null): (() => void) | undefined {
    this.#shown = question?.slice.noise ?? null;
    if (!question || this.#reports.has(question.slice.noise)) return undefined;
    const timer = setTimeout(() => this.#ask(question), settledMs);
    return () => clearTimeout(timer);
  }

  /** One after the other; of those that wait only the latest matters. */
  #ask(question: Question): void {
    if (this.#asked) {
      this.#next = question;
      return;
    }
    this.#asked = question;
    this.#worker ??= this.#start();
    this.#worker.postMessage(question);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<NoiseReport>) => {
      if (this.#asked) this.#reports.set(this.#asked.slice.noise, data);
      this.#revision += 1;
      const next = this.#next;
      this.#asked = this.#next = null;
      if (next) this.#ask(next);
    };
    worker.onerror = () => (this.#failed = true);
    return worker;
  }
}
