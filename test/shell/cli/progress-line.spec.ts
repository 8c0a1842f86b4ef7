import { describe, expect, it } from 'vitest';
import { durationText, ProgressLine, progressText } from '../../../src-main/shell/cli/progress-line';

/** A terminal that keeps what is written, and a clock that is set by hand. */
function desk(isTTY: boolean) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const line = new ProgressLine('slices', { isTTY, write: (text) => written.push(text) }, () => clock.ms);
  return { written, clock, line, last: () => written[written.length - 1]?.replace('\r\u001b[K', '') };
}

describe('the progress line', () => {
  it('tells count, rate and time left', () => {
    const { line, clock, last } = desk(true);
    line.show(0, 40);
    expect(last()).toBe('0 of 40 slices');
    clock.ms = 5000;
    line.show(10, 40);
    expect(last()).toBe('10 of 40 slices · 2.0/s · 15 s left');
  });

  it('counts the rate from where a job was taken up again', () => {
    const { line, clock, last } = desk(true);
    line.show(30, 40);
    clock.ms = 1000;
    line.show(31, 40);
    expect(last()).toBe('31 of 40 slices · 1.0/s · 9 s left');
  });

  it('promises no time while the total is unknown, or nothing has moved', () => {
    expect(progressText('files', 120, null, 300)).toBe('120 files · 300/s');
    expect(progressText('files', 0, 10, 0)).toBe('0 of 10 files');
  });

  it('writes at most ten times a second, and takes itself off the terminal', () => {
    const { line, clock, written } = desk(true);
    for (clock.ms = 0; clock.ms < 1000; clock.ms++) line.show(clock.ms, 1000);
    expect(written).toHaveLength(10);
    line.end();
    line.end();
    expect(written.slice(10)).toEqual(['\r\u001b[K']);
  });

  it('says nothing where standard error is no terminal', () => {
    const { line, written } = desk(false);
    line.show(1, 2);
    line.end();
    expect(written).toEqual([]);
  });

  it('tells time as people do', () => {
    expect([0.2, 59, 60, 245, 3599.5, 7800].map(durationText)).toEqual([
      '1 s',
      '59 s',
      '1 min 0 s',
      '4 min 5 s',
      '1 h 0 min',
      '2 h 10 min',
    ]);
  });
});
