import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../contract';
import type { Stage } from './policy';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly stage: Stage;
  openWindow(): void;
  /** For the page of the window in front. */
  command(command: MenuCommand): void;
}

/** What only a window can do, and what is looked for here; everything else is in the page, behind its own keys. Developer tools only in a checkout. */
export function menuTemplate({ platform, stage, openWindow, command }: MenuOptions): MenuItemConstructorOptions[] {
  const separator = { type: 'separator' } as const;
  const mac: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const developers: MenuItemConstructorOptions[] = stage === 'checkout' ? [separator, { role: 'toggleDevTools' }] : [];
  return [
    ...mac,
    {
      label: '&File',
      submenu: [
        { label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
        separator,
        // The key is the page's: only it knows whether it is free.
        { label: 'Save Picture…', accelerator: 'CmdOrCtrl+S', registerAccelerator: false, click: () => command('save-picture') },
        separator,
        { role: 'close' },
        ...(platform === 'darwin' ? [] : [{ role: 'quit' } as const]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { label: 'Copy Picture', click: () => command('copy-picture') },
        separator,
        ...(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] as const).map((role) => ({ role })),
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'reload' },
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...developers,
      ],
    },
    { role: 'windowMenu' },
    { label: '&Help', role: 'help', submenu: [{ role: 'about' }] },
  ];
}
