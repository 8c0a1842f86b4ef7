import type { WebPreferences } from 'electron';

/** `release` is what electron-builder packaged; `checkout` is what `npm start` runs, where developers may look inside. */
export type Stage = 'release' | 'checkout';

export const scheme = 'tacet';
const host = 'app';
/** The one page there is. */
export const pageUrl = `${scheme}://${host}/`;

/** Whether a URL belongs to our page. Anything that does not parse does not. */
export function isOwn(url: string): boolean {
  try {
    const parsed = new URL(url);
    return parsed.protocol === `${scheme}:` && parsed.host === host;
  } catch {
    return false;
  }
}

/** What a window may fetch: its own files, and what it made itself. Tacet works offline, and this is what proves it. */
export function mayLoad(url: string, stage: Stage): boolean {
  if (url.startsWith('blob:')) return isOwn(url.slice('blob:'.length));
  return isOwn(url) || (stage === 'checkout' && url.startsWith('devtools:'));
}

/** Electron's `IpcMainInvokeEvent`, as far as it says who speaks. Electron 9 knows no frames, newer ones lose those that are gone. */
export interface Sender {
  readonly sender: { getURL(): string };
  readonly senderFrame?: { readonly url: string; readonly parent: unknown } | null;
}

/** Whether a message comes from the top frame of our page. */
export function isFromPage(event: Sender): boolean {
  if (!('senderFrame' in event)) return isOwn(event.sender.getURL());
  const frame = event.senderFrame;
  return !!frame && frame.parent === null && isOwn(frame.url);
}

/** Electron's security checklist, said in full, since its defaults were other ones in Electron 9. */
export const webPreferences = (preload: string, stage: Stage): WebPreferences => ({
  preload,
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // Would fetch its dictionaries from the network.
  spellcheck: false,
  devTools: stage === 'checkout',
});

/** Switches that would let another program steer a release from outside. */
export const switchesTakenFromReleases = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'js-flags',
  'load-extension',
] as const;
