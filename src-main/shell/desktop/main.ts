import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  session as sessions,
  utilityProcess,
  type WebContents,
} from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createBackends } from '../../jobs/engine/backends';
import { openSession, type Session } from '../handlers';
import { userDataFolder } from '../home';
import { pageFolder } from '../page-files';
import { pathsIn } from './arguments';
import { answerCalls, emitTo } from './calls';
import { engineLauncher } from './engine-launcher';
import { lockContents, lockSession } from './lock-down';
import { menuTemplate } from './menu';
import { pageScheme, servePage } from './page-protocol';
import { desktopPlatform } from './platform';
import { switchesTakenFromReleases, type Stage } from './policy';
import { createWindow } from './window';

/** Entry of Electron's main process. Each window has a session of its own: a study, its jobs, and an engine when it needs one. */

const stage: Stage = app.isPackaged ? 'release' : 'checkout';
/** How long the app waits for its jobs to end before it ends without them. */
const patienceMs = 5000;
/** By the window's contents. */
const open = new Map<WebContents, Session>();
const closing = new Set<Promise<void>>();
const launchEngine = engineLauncher(utilityProcess);
const backends = createBackends(launchEngine);

function openWindow(paths: readonly string[]): void {
  const window = createWindow(pageSession(), stage);
  const contents = window.webContents;
  const session = openSession({
    platform: desktopPlatform(window, dialog),
    emit: emitTo(contents),
    initialPaths: paths,
    launchEngine,
    backends,
  });
  open.set(contents, session);
  window.once('closed', () => close(contents));
}

/** Ends the jobs of a window. Closing it and quitting may both ask for it, in either order. */
function close(contents: WebContents): void {
  const session = open.get(contents);
  if (!session) return;
  open.delete(contents);
  const closed = session.dispose().finally(() => closing.delete(closed));
  closing.add(closed);
}

/** Kept in memory alone: Chromium writes nothing of a study to the disk. */
const pageSession = () => sessions.fromPartition('tacet');

/** A second start ends at once and hands over what it was to open; it gets a window of its own, so that no job is disturbed. */
function takeOver(argv: readonly string[], workingDirectory: string): void {
  const paths = pathsIn(argv, stage, workingDirectory);
  const [first] = open.keys();
  if (paths.length > 0 || !first) return openWindow(paths);
  const window = BrowserWindow.fromWebContents(first);
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

/** Waits until what jobs were writing is ended and their threads are gone. */
function quit(event: { preventDefault(): void }): void {
  backends.dispose();
  for (const contents of [...open.keys()]) close(contents);
  if (closing.size === 0) return;
  event.preventDefault();
  const tooLong = new Promise((resolve) => setTimeout(resolve, patienceMs));
  void Promise.race([Promise.allSettled(closing), tooLong]).then(() => app.exit());
}

async function start(): Promise<void> {
  await app.whenReady();
  lockSession(pageSession(), stage);
  servePage(pageSession(), pageFolder);
  answerCalls(ipcMain, (contents) => open.get(contents));
  const template = menuTemplate({
    platform: process.platform,
    stage,
    openWindow: () => openWindow([]),
    command: (command) => {
      const front = BrowserWindow.getFocusedWindow();
      if (front) emitTo(front.webContents)('commandChosen', { command });
    },
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  nativeTheme.themeSource = 'dark';
  app.on('second-instance', (_event, argv, workingDirectory) => takeOver(argv, workingDirectory));
  // macOS keeps an app without windows in the dock.
  app.on('activate', () => void (open.size === 0 && openWindow([])));
  openWindow(pathsIn(process.argv, stage, process.cwd()));
}

// Chromium's own files go below Tacet's, and the lock on a single instance with them.
const chromiumFolder = join(userDataFolder(), 'window');
mkdirSync(chromiumFolder, { recursive: true });
app.setPath('userData', chromiumFolder);

if (app.requestSingleInstanceLock()) {
  // Electron 16 on can take switches away.
  if (stage === 'release') for (const name of switchesTakenFromReleases) app.commandLine.removeSwitch?.(name);
  // Whoever starts Electron without a sandbox (root on Linux has none) gets processes that refuse to start when told to use one.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  protocol.registerSchemesAsPrivileged([pageScheme]);
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  app.on('window-all-closed', () => void (process.platform !== 'darwin' && app.quit()));
  app.on('will-quit', quit);
  void start();
} else {
  app.quit();
}
