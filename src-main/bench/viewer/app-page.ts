import type { Browser, Page } from 'playwright-core';
import { sliceBytes } from '../open/folders';
import { startServer } from '../server';
import type { BenchReport, BenchRow } from '../report';
import { median } from '../contest';
import { pageMiB } from './browser';
import type { ViewerBench } from './conditions';

/** From the address to the first picture on the screen, aimed at. */
const aimMs = 1000;
/** What grows with the series must not show. */
const least = 1 / 1.25;
/** The page may hold so much of each slice, in its pixels. */
const mostASlice = 1.3;
/** And all that it holds, code and canvases too, once a thousand slices were scrolled through. */
const mostInAll = 1.5;

/** In the page: milliseconds from its beginning to the first picture that cornerstone drew, as an attribute, since its policy lets no script be asked. */
const noteFirstPicture = `document.addEventListener(
  'cornerstoneimagerendered',
  () => (document.documentElement.dataset.pictureMs = performance.now()),
  { capture: true, once: true },
)`;

/** The real page of `tacet serve`: how soon it shows the first slice of a long series and of a short one, and what it holds once each slice was shown. */
export async function benchPage(bench: ViewerBench): Promise<BenchReport> {
  const { few, many, slicesInFew, slicesInMany, rounds, signal, browser } = bench;
  const what = `first picture of ${slicesInMany} slices, from the page’s address on`;
  const times = { few: [] as number[], many: [] as number[] };
  const open = (folder: string) => opened(browser, folder, bench.newHome());
  for (let round = 0; round < Math.min(rounds, 5) && !signal.aborted; round++)
    for (const [key, folder] of Object.entries({ few, many })) {
      const { firstPictureMs, close } = await open(folder);
      times[key as keyof typeof times].push(firstPictureMs);
      await close();
    }
  const held = { few: 0, many: 0 } as { few: number | null; many: number | null };
  for (const [key, folder, slices] of [
    ['few', few, slicesInFew],
    ['many', many, slicesInMany],
  ] as const) {
    if (signal.aborted) return { rows: [], skipped: [{ what, peerName: 'Tacet', why: 'the run was stopped' }] };
    const { page, close } = await open(folder);
    try {
      await scrollThrough(page, slices, signal);
      held[key] = await pageMiB(browser);
    } finally {
      await close();
    }
  }
  const ours = median(times.many);
  const against = (peer: number, peerName: string, goal: number): BenchRow => ({
    ...{ what, ours, peer, peerName, unit: 'ms', ratio: peer / ours, goal, difference: 0 },
  });
  const pictures = [
    against(aimMs, 'what is aimed at', 1),
    against(median(times.few), `the same of ${slicesInFew} slices`, least),
  ];
  if (held.few === null || held.many === null)
    return {
      rows: pictures,
      skipped: [{ what: 'memory of the page', peerName: 'its pixels', why: 'only Linux tells what a process holds' }],
    };
  const pixels = (slices: number): number => (slices * sliceBytes) / 2 ** 20;
  const added = slicesInMany - slicesInFew;
  return {
    rows: [
      ...pictures,
      memory(`memory of the page for ${added} cached slices more`, held.many - held.few, pixels(added), mostASlice),
      memory(`memory of the page after scrolling through ${slicesInMany} slices`, held.many, pixels(slicesInMany), mostInAll),
    ],
    skipped: [],
  };
}

const memory = (what: string, ours: number, peer: number, most: number): BenchRow => ({
  ...{ what, ours, peer, peerName: 'the pixels themselves', unit: 'MiB', ratio: peer / ours, goal: 1 / most, difference: 0 },
});

interface Opened {
  readonly page: Page;
  readonly firstPictureMs: number;
  close(): Promise<void>;
}

async function opened(browser: Browser, folder: string, home: string): Promise<Opened> {
  const server = await startServer(folder, home);
  // A context of its own, and so a process of its own.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const close = async (): Promise<void> => {
    await context.close();
    await server.stop();
  };
  try {
    await page.addInitScript(noteFirstPicture);
    await page.goto(server.address);
    const noted = page.locator('html[data-picture-ms]');
    await noted.waitFor({ timeout: 120_000 });
    return { page, firstPictureMs: Number(await noted.getAttribute('data-picture-ms')), close };
  } catch (reason) {
    await close();
    throw reason;
  }
}

/** From the first slice to the last, each on the screen before the next is asked for. */
async function scrollThrough(page: Page, slices: number, signal: AbortSignal): Promise<void> {
  await page.getByText(`of ${slices}`).first().waitFor({ timeout: 120_000 });
  await page.keyboard.press('Home');
  for (let slice = 1; slice < slices && !signal.aborted; slice++) {
    await page.keyboard.press('ArrowDown');
    await page.getByText(/^Loading/).waitFor({ state: 'detached' });
  }
}
