/** The part of standard error that a progress line needs. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Ten times a second is as often as an eye follows. */
const paceMs = 100;
const clearLine = '\r\u001b[K';

/**
 * One line on a terminal that is written over again and again: count, rate, time left. Says nothing where standard error is no
 * terminal. Print anything else only after `end`.
 */
export class ProgressLine {
  private firstMs: number | null = null;
  private firstDone = 0;
  private nextMs = -Infinity;
  private shown = false;

  /** `unit`: what is counted, in the plural ("slices"). `clock` in milliseconds. */
  constructor(
    private readonly unit: string,
    private readonly terminal: Terminal = process.stderr,
    private readonly clock: () => number = Date.now,
  ) {}

  /** `total` is null while it is not known. The rate is the mean since the first call. */
  show(done: number, total: number | null): void {
    if (!this.terminal.isTTY) return;
    const nowMs = this.clock();
    if (this.firstMs === null) {
      this.firstMs = nowMs;
      this.firstDone = done;
    }
    if (nowMs < this.nextMs) return;
    this.nextMs = nowMs + paceMs;
    this.shown = true;
    const seconds = (nowMs - this.firstMs) / 1000;
    this.terminal.write(clearLine + progressText(this.unit, done, total, seconds > 0 ? (done - this.firstDone) / seconds : 0));
  }

  /** Takes the line off the terminal. */
  end(): void {
    if (this.shown) this.terminal.write(clearLine);
    this.shown = false;
    this.nextMs = -Infinity;
  }
}

/** "12 of 40 slices · 3.2/s · 9 s left" */
export function progressText(unit: string, done: number, total: number | null, perSecond: number): string {
  const parts = [total === null ? `${done} ${unit}` : `${done} of ${total} ${unit}`];
  if (perSecond > 0) {
    parts.push(`${perSecond >= 10 ? Math.round(perSecond) : perSecond.toPrecision(2)}/s`);
    if (total !== null && total > done) parts.push(`${durationText((total - done) / perSecond)} left`);
  }
  return parts.join(' · ');
}

/** "9 s", "4 min 5 s", "2 h 10 min" */
export function durationText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
