import type { Session, WebContents } from 'electron';
import { mayLoad, type Stage } from './policy';

/** No permission but for the whole screen, no device, and nothing from outside the app. */
export function lockSession(session: Session, stage: Stage): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === 'fullscreen'));
  session.setPermissionCheckHandler((_contents, permission) => (permission as string) === 'fullscreen');
  // Electron 16 on.
  session.setDevicePermissionHandler?.(() => false);
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !mayLoad(url, stage) }));
}

/** Electron 9 lacks some of these events; listening to them does no harm there. */
const leavings = ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview', 'new-window'] as const;

/** A window shows its page for as long as it lives: it goes nowhere else, opens nothing, and holds no other page. */
export function lockContents(contents: WebContents): void {
  // One listener fits them all; Electron's types name a signature for each.
  for (const leaving of leavings) contents.on(leaving as 'will-navigate', (event) => event.preventDefault());
  // Electron 12 on; before it, `new-window` asks.
  contents.setWindowOpenHandler?.(() => ({ action: 'deny' }));
}
