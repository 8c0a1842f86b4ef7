import { build } from 'esbuild';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type * as Drawing from './drawing';

declare global {
  interface Window {
    /** The modules of drawing.ts. */
    readonly drawing: typeof Drawing;
  }
}

/** A page with nothing but the viewer's drawing in it. */
export async function openDrawing(browser: Browser): Promise<Page> {
  const { outputFiles } = await build({
    entryPoints: [resolve(import.meta.dirname, 'drawing.ts')],
    bundle: true,
    format: 'iife',
    globalName: 'drawing',
    target: 'chrome83',
    write: false,
  });
  const page = await browser.newPage();
  await page.addScriptTag({ content: outputFiles[0]!.text });
  return page;
}
