import type { Browser, Download, Locator, Page } from 'playwright-core';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, onTestFinished } from 'vitest';
import { serveTacet, type Served } from './browser';

/** Tacet in a window of its own, with what was named on its command line. */
export interface Desk {
  readonly page: Page;
  readonly served: Served;
  /** The picture under its name: `Original` or `Denoised`. */
  picture(name: 'Original' | 'Denoised'): Locator;
  button(name: string | RegExp): Locator;
  press(...keys: string[]): Promise<void>;
}

/** Whatever the page or the server complains about fails the test at its end. */
export async function openDesk(
  browser: Browser,
  paths: readonly string[],
  viewport = { width: 1440, height: 900 },
  deviceScaleFactor = 1,
  prepare?: (home: string) => void,
): Promise<Desk> {
  const served = await serveTacet(paths, prepare);
  const page = await browser.newPage({ viewport, deviceScaleFactor, acceptDownloads: true });
  // A series takes its time on a machine that does other things too.
  page.setDefaultTimeout(120_000);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  onTestFinished(async () => {
    await page.close();
    await served.stop();
    expect(complaints).toEqual([]);
    expect(served.complaints()).toBe('');
  });
  await page.goto(served.url);
  return {
    page,
    served,
    picture: (name) => page.getByRole('application', { name }),
    button: (name) => page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }),
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
  };
}

/** The grey of every pixel of a picture's canvas, as it is on the screen once what was asked for is drawn. */
export const greyOf = (picture: Locator): Promise<number[]> =>
  picture.locator('canvas.cornerstone-canvas').evaluate(async (canvas: HTMLCanvasElement) => {
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]!);
  });

export async function bytesOf(download: Download): Promise<Uint8Array> {
  return new Uint8Array(readFileSync(await download.path()));
}

/** Processes that a process has started, and what they run. Linux alone tells: it has /proc. */
export function childrenOf(pid: number): readonly { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const parent = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1];
        return Number(parent) === pid ? [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, 'utf8') }] : [];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}
