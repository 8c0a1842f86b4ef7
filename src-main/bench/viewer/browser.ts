import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

interface Process {
  readonly id: number;
  readonly type: string;
  /** Seconds. */
  readonly cpuTime: number;
}

/** A Chromium on a graphics card that the processor plays, the same for everybody. Rejects where there is none. */
export async function launchBenchBrowser(): Promise<Browser> {
  // Loaded only here: it is a part of the checkout, not of the app.
  const { launchBrowser } = await import('../chromium');
  // Otherwise a frame would take a sixtieth of a second at least.
  return launchBrowser(['--disable-frame-rate-limit', '--disable-gpu-vsync']);
}

async function processesOf(browser: Browser): Promise<readonly Process[]> {
  const session = await browser.newBrowserCDPSession();
  try {
    return (await session.send('SystemInfo.getProcessInfo')).processInfo;
  } finally {
    await session.detach();
  }
}

/** Of all its processes since they began. */
export async function processorMs(browser: Browser): Promise<number> {
  return (await processesOf(browser)).reduce((sum, { cpuTime }) => sum + 1000 * cpuTime, 0);
}

/** What the largest page of the browser holds now, MiB; null where the system doesn't tell (only Linux does). */
export async function pageMiB(browser: Browser): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const pages = (await processesOf(browser)).filter(({ type }) => type === 'renderer');
  return Math.max(...pages.map(({ id }) => residentKib(id) / 1024));
}

const residentKib = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
