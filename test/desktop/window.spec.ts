import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { version } from '../../package.json';
import { haveElectron, openDesktop, runInMain, whyNoElectron } from './electron9';

/** A site on this machine that counts who comes. */
async function site(): Promise<{ readonly url: string; readonly visits: () => number }> {
  let visits = 0;
  const server: Server = createServer((_request, response) => {
    visits++;
    response.setHeader('Access-Control-Allow-Origin', '*').end('seen');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, visits: () => visits };
}

describe.skipIf(!haveElectron)(`the window in Electron 9${whyNoElectron}`, () => {
  it('shows the start page, and main answers it over IPC', async () => {
    const { page, call, keepPicture } = await openDesktop();
    await page.waitForSelector('text=Open the demo study');
    expect(page.url()).toBe('tacet://app/');
    expect(await call('app:hello', {})).toEqual({ ok: true, value: { version, shell: 'desktop', initialGrant: null } });
    await keepPicture('start');
  });

  it('gives its page three functions, and nothing of Node', async () => {
    const { app, page } = await openDesktop();
    expect(await page.evaluate(() => Object.entries(window.tacet!).map(([name, value]) => `${name}: ${typeof value}`))).toEqual([
      'call: function',
      'onEvent: function',
      'grantFiles: function',
    ]);
    expect(
      await page.evaluate(() =>
        ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in window),
      ),
    ).toEqual([]);
    const [preferences] = await app.evaluate(({ BrowserWindow }) =>
      // Electron's types leave out what only tests ask for.
      BrowserWindow.getAllWindows().map((window) =>
        (window.webContents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
      ),
    );
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
  });

  it('goes nowhere', async () => {
    const { page } = await openDesktop();
    const { url, visits } = await site();
    for (const target of [url, 'file:///etc/passwd', 'tacet://app/index.html', 'data:text/html,gone']) {
      await page.evaluate((to) => void setTimeout(() => (location.href = to)), target);
      await page.waitForTimeout(300);
    }
    expect(await page.evaluate(() => location.href)).toBe('tacet://app/');
    expect(await page.isVisible('text=Open the demo study')).toBe(true);
    expect(visits()).toBe(0);
  });

  it('opens nothing', async () => {
    const { url, visits } = await site();
    const open = [url, 'file:///etc/passwd', 'tacet://app/', ''].map((target) => `window.open(${JSON.stringify(target)})`).join();
    const seen = await runInMain(`
      const [window] = BrowserWindow.getAllWindows();
      await window.webContents.executeJavaScript(${JSON.stringify(`${open}, 0`)}, true);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return [BrowserWindow.getAllWindows().length, window.webContents.getURL()];`);
    expect(seen).toEqual([1, 'tacet://app/']);
    expect(visits()).toBe(0);
  });

  it('reaches no network, not even where its content policy says nothing', async () => {
    const { app, page } = await openDesktop();
    const { url, visits } = await site();
    await page.evaluate(async (to) => {
      await fetch(to).catch(() => null);
      navigator.sendBeacon(to);
      new Image().src = to;
      document.body.append(Object.assign(document.createElement('iframe'), { src: to }));
      new WebSocket(to.replace('http', 'ws'));
    }, url);
    // Main sends the window there, past the page and its policy: the request filter alone stands in the way.
    const answer = await app.evaluate(
      ({ BrowserWindow }, to) =>
        BrowserWindow.getAllWindows()[0]!
          .loadURL(to)
          .catch((reason: Error) => reason.message),
      url,
    );
    expect(answer).toContain('ERR_BLOCKED_BY_CLIENT');
    await page.waitForTimeout(500);
    expect(visits()).toBe(0);
  });

  it('is granted no permission', async () => {
    const { page } = await openDesktop();
    expect(
      await page.evaluate(async () => [
        await Notification.requestPermission(),
        await navigator.mediaDevices.getUserMedia({ video: true }).catch((reason: Error) => reason.name),
        await new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('here'),
            ({ code }) => resolve(code),
          ),
        ),
      ]),
    ).toEqual(['denied', expect.stringMatching(/NotAllowed|NotFound/), 1]);
  });

  it.skipIf(!haveSharedData)(
    `opens what is chosen in the system's dialog, without telling the page where it lies${whySkipped}`,
    async () => {
      const { app, page, listen, heard } = await openDesktop();
      const folder = sharedData('siemens-chest');
      await app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      }, folder);
      await listen();
      await page.click('text=Open study…');
      await page.waitForSelector('text=26 images');
      const told = JSON.stringify(await heard());
      expect(told).toContain('siemens-chest');
      expect(told).not.toContain(folder);
    },
  );
});
