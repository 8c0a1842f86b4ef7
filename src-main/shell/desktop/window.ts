import { BrowserWindow, dialog, screen, type Session } from 'electron';
import { join } from 'node:path';
import { pageUrl, webPreferences, type Stage } from './policy';

/** Below this the panels would cover the image. */
const smallest = { minWidth: 960, minHeight: 600 };
const usual = { width: 1600, height: 1000 };

/** A window with the page in it. It shows itself once it is drawn, so that no white flash precedes a dark reading room. */
export function createWindow(session: Session, stage: Stage): BrowserWindow {
  const { workAreaSize: room } = screen.getPrimaryDisplay();
  const window = new BrowserWindow({
    ...smallest,
    width: Math.min(usual.width, room.width),
    height: Math.min(usual.height, room.height),
    show: false,
    title: 'Tacet',
    backgroundColor: '#0c0d0e',
    autoHideMenuBar: true,
    webPreferences: { ...webPreferences(join(__dirname, 'preload.cjs'), stage), session },
  });
  window.once('ready-to-show', () => window.show());
  // Electron 10 on.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void offerReload(window, reason);
  });
  void window.loadURL(pageUrl);
  return window;
}

/** The page is gone; main, with its jobs, is not. */
async function offerReload(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window stopped working.',
    detail: `Its process ended (${reason}). Your files are as they were.`,
    buttons: ['Reload', 'Close'],
    cancelId: 1,
  });
  if (window.isDestroyed()) return;
  if (response === 0) window.reload();
  else window.destroy();
}
