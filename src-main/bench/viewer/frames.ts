import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { median } from '../contest';
import { cornerstone3dFolder, drawingFolder } from '../places';
import type { BenchReport, BenchRow, Skipped } from '../report';
import { processorMs } from './browser';
import type { ViewerBench } from './conditions';

/** As they are called in src-renderer/bench. */
const ours = 'Tacet, WebGL 2';
const others = ['Tacet, in the page', 'cornerstone-core, canvas', 'cornerstone-core, WebGL'];
/** What the browser takes where nothing is computed: no contestant, but what is left to them. */
const browserAlone = 'pictures painted beforehand';
const cornerstone3d = 'Cornerstone3D';

/** A series of so many slices of 512 x 512, in a viewport of so many pixels. */
const slices = 40;
const sidePx = 800;
/** At 60 frames a second. */
const frameMs = 1000 / 60;

/** Milliseconds from one frame's pixels to the next one's. */
interface FrameTimes {
  readonly scrolling: readonly number[];
  readonly windowing: readonly number[];
}
interface Standing {
  readonly scrolling: number[];
  readonly windowing: number[];
  /** Of each round. */
  readonly processorMs: number[];
  readonly meanGrey: number;
}

/**
 * Frames of a cached series as it is scrolled and windowed, drawn by Tacet's two painters, both renderers of cornerstone-core and Cornerstone3D, in one page,
 * round after round. A frame ends when a pixel of it can be read, so that what the graphics card still has to do counts.
 */
export async function benchFrames({ browser, rounds, signal }: ViewerBench): Promise<BenchReport> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1000 } });
  page.setDefaultTimeout(0);
  try {
    await page.addScriptTag({ content: await bundled(`export * from './page';`) });
    const skipped: Skipped[] = [];
    const names = [ours, ...others, browserAlone];
    if (existsSync(cornerstone3dFolder)) {
      const add = `import { inStackViewport } from './cornerstone3d'; globalThis.bench.add('${cornerstone3d}', inStackViewport);`;
      await page.addScriptTag({ content: await bundled(add) });
      names.push(cornerstone3d);
    } else skipped.push({ what: 'frames', peerName: cornerstone3d, why: '"npm run peers" fetches it' });
    const standings = await contest(page, names, () => processorMs(browser), rounds, signal);
    if (signal.aborted)
      return { rows: [], skipped: [{ what: 'frames', peerName: names.join(', '), why: 'the run was stopped' }] };
    return { rows: (['scrolling', 'windowing'] as const).flatMap((what) => rowsOf(what, standings)), skipped };
  } finally {
    await page.close();
  }
}

/** A script for the page, made from the window's own modules. */
async function bundled(contents: string): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: drawingFolder },
    bundle: true,
    format: 'iife',
    globalName: contents.startsWith('export') ? 'bench' : undefined,
    alias: { cornerstone3d: cornerstone3dFolder },
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}

async function contest(
  page: Page,
  names: readonly string[],
  processorTime: () => Promise<number>,
  rounds: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Standing>> {
  const standings = new Map<string, Standing>();
  await page.evaluate(`bench.makeSeries(512, ${slices})`);
  for (const name of names) {
    await page.evaluate(`bench.open(${JSON.stringify(name)}, ${sidePx})`);
    const meanGrey = (await page.evaluate(`bench.meanGrey(${JSON.stringify(name)})`)) as number;
    standings.set(name, { scrolling: [], windowing: [], processorMs: [], meanGrey });
  }
  for (let round = 0; round < rounds; round++)
    for (const [name, { scrolling, windowing, processorMs }] of standings) {
      if (signal.aborted) return standings;
      const before = await processorTime();
      const times = (await page.evaluate(`bench.frames(${JSON.stringify(name)})`)) as FrameTimes;
      processorMs.push((await processorTime()) - before);
      scrolling.push(...times.scrolling);
      windowing.push(...times.windowing);
    }
  return standings;
}

function rowsOf(what: 'scrolling' | 'windowing', standings: ReadonlyMap<string, Standing>): readonly BenchRow[] {
  const mine = standings.get(ours)!;
  const rows: BenchRow[] = [];
  const words = what === 'scrolling' ? 'a frame of scrolling' : 'a frame of a window drag';
  for (const [part, at] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    const milliseconds = quantile(mine[what], at);
    const row = { what: `${words}, ${part}`, ours: milliseconds, unit: 'ms' } as const;
    if (part === 'p95')
      rows.push({ ...row, peer: frameMs, peerName: 'sixty a second', ratio: frameMs / milliseconds, goal: 1, difference: 0 });
    for (const [name, peer] of standings) {
      if (name === ours) continue;
      const its = quantile(peer[what], at);
      rows.push({
        ...row,
        peer: its,
        peerName: name,
        ratio: its / milliseconds,
        processorRatio: median(peer.processorMs) / median(mine.processorMs),
        goal: name.startsWith('Tacet') || name === browserAlone ? null : 1,
        difference: Math.abs(peer.meanGrey - mine.meanGrey) / 255,
      });
    }
  }
  return rows;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}
