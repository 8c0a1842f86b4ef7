import { spawn } from 'node:child_process';

/** Whether a window can be shown: always on Windows and macOS, elsewhere where an X or Wayland display is named. */
export const hasDisplay = (env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): boolean =>
  platform === 'win32' || platform === 'darwin' || !!env.DISPLAY || !!env.WAYLAND_DISPLAY;

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  darwin: ['open'],
};

/** Opens the user's browser. Where there is none, nothing happens: the address was printed. */
export function openBrowser(url: string): void {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const opener = spawn(command, [...args, url], { detached: true, stdio: 'ignore' });
  opener.once('error', () => undefined);
  opener.unref();
}
