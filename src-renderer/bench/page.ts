import type { BenchSeries, Contestant, Open } from './contestant';
import { onCanvas, onWebgl } from './cornerstone-core';
import { finished } from './finished';
import { inThePage, onTheCard } from './ours';

/** What the benchmark's browser calls in its page. */
const contestants: Record<string, Open> = {
  'Tacet, WebGL 2': onTheCard,
  'Tacet, in the page': inThePage,
  'cornerstone-core, canvas': onCanvas,
  'cornerstone-core, WebGL': onWebgl,
  'pictures painted beforehand': finished,
};

/** For a peer that comes in a bundle of its own. */
export function add(name: string, open: Open): void {
  contestants[name] = open;
}

let series: BenchSeries;
const opened = new Map<string, { readonly contestant: Contestant; readonly element: HTMLDivElement }>();

/** Slices of noise about soft tissue, each another. */
export function makeSeries(side: number, count: number): void {
  let state = 1;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const slices = Array.from({ length: count }, () => Int16Array.from({ length: side * side }, () => 400 * random() - 160));
  series = { side, slices };
}

/** A viewport of so many pixels; every slice is shown once, so that nothing is new when time is taken. */
export async function open(name: string, sizePx: number): Promise<void> {
  const element = document.body.appendChild(document.createElement('div'));
  Object.assign(element.style, { position: 'absolute', top: '0', left: '0', width: `${sizePx}px`, height: `${sizePx}px` });
  const contestant = await contestants[name]!(element, series);
  opened.set(name, { contestant, element });
  for (const slice of series.slices.keys()) await contestant.scrollTo(slice);
  element.style.display = 'none';
}

/** Mean grey, 0 to 255, of the first slice at C 40 W 400: near enough the same for all who drew it. */
export async function meanGrey(name: string): Promise<number> {
  const { contestant, element } = opened.get(name)!;
  element.style.display = 'block';
  await contestant.scrollTo(1);
  await contestant.scrollTo(0);
  await contestant.window(41, 400);
  await contestant.window(40, 400);
  const canvas = element.querySelector('canvas')!;
  const { width, height } = canvas;
  const copy = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')!;
  copy.drawImage(canvas, 0, 0);
  element.style.display = 'none';
  const { data } = copy.getImageData(0, 0, width, height);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum += data[at]!;
  return (4 * sum) / data.length;
}

export interface FrameTimes {
  readonly scrolling: readonly number[];
  readonly windowing: readonly number[];
}

/** Milliseconds from one frame's pixels to the next one's: once through the series, and as many steps of a window's drag. The others are hidden meanwhile. */
export async function frames(name: string): Promise<FrameTimes> {
  const { contestant, element } = opened.get(name)!;
  element.style.display = 'block';
  const count = series.slices.length;
  const canvas = element.querySelector('canvas')!;
  const scrolling = await timed(count, canvas, (step) => contestant.scrollTo(step));
  const windowing = await timed(count, canvas, (step) => contestant.window(40 + step, 400 - step));
  element.style.display = 'none';
  return { scrolling, windowing };
}

async function timed(steps: number, canvas: HTMLCanvasElement, draw: (step: number) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  // The first one pays for what went before.
  await draw(0);
  awaitPixels(canvas);
  let last = performance.now();
  for (let step = 1; step < steps; step += 1) {
    await draw(step);
    awaitPixels(canvas);
    const now = performance.now();
    times.push(now - last);
    last = now;
  }
  return times;
}

const probe = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
  willReadFrequently: true,
})!;

/** Drawing commands are only noted at first: whoever wants a pixel has to wait until all of them are done. */
function awaitPixels(canvas: HTMLCanvasElement): void {
  probe.drawImage(canvas, canvas.width / 2, canvas.height / 2, 1, 1, 0, 0, 1, 1);
  probe.getImageData(0, 0, 1, 1);
}
