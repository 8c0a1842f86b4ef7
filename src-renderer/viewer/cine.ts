import type { CineSettings } from '../../src-main/contract';
import type { ViewerState } from './viewer-state.svelte';

/** Where a cine stands. */
export interface CineStand {
  readonly index: number;
  readonly direction: 1 | -1;
  /** The share of the next slice's time that has gone by already, 0 to 1. */
  readonly due: number;
}

/** Choices for slices a second: finer where a slice more can be seen. */
const speeds = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60] as const;

export const faster = (slicesPerSecond: number): number => speeds.find((speed) => speed > slicesPerSecond) ?? 60;
export const slower = (slicesPerSecond: number): number => [...speeds].reverse().find((speed) => speed < slicesPerSecond) ?? 1;

function following(index: number, direction: 1 | -1, way: CineSettings['way'], total: number): Omit<CineStand, 'due'> {
  if (way === 'loop') return { index: (index + 1) % total, direction: 1 };
  const ahead = index + direction;
  return ahead >= 0 && ahead < total
    ? { index: ahead, direction }
    : { index: index - direction, direction: direction === 1 ? -1 : 1 };
}

/**
 * Where it stands `elapsedMs` later. Time is the measure, so a screen that is slow leaves slices out rather than playing slower. Only a slice
 * that is still on its way, which `ready` says no to, is waited for.
 */
export function played(
  { index, direction, due }: CineStand,
  elapsedMs: number,
  { slicesPerSecond, way }: CineSettings,
  total: number,
  ready: (index: number) => boolean,
): CineStand {
  if (total < 2 || !ready(index)) return { index, direction, due: 0 };
  const now = due + (elapsedMs * slicesPerSecond) / 1000;
  let stand = { index, direction };
  for (let left = Math.floor(now); left > 0; left -= 1) {
    stand = following(stand.index, stand.direction, way, total);
    if (!ready(stand.index)) return { ...stand, due: 0 };
  }
  return { ...stand, due: now % 1 };
}

/** Plays a series with the screen's own frames. Returns how to stop. */
export function playCine(viewer: ViewerState, settings: () => CineSettings): () => void {
  const ready = (index: number) => viewer.pictures.has(index) || viewer.pictures.troubleAt(index) !== null;
  let stand: CineStand = { index: 0, direction: 1, due: 0 };
  let before: number | null = null;
  const onFrame = (now: number): void => {
    // The reader may have gone elsewhere meanwhile: it plays on from there.
    stand = played({ ...stand, index: viewer.index }, now - (before ?? now), settings(), viewer.total, ready);
    before = now;
    if (stand.index !== viewer.index) viewer.goTo(stand.index);
    frame = requestAnimationFrame(onFrame);
  };
  let frame = requestAnimationFrame(onFrame);
  return () => cancelAnimationFrame(frame);
}
