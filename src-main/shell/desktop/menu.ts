import type { MenuItemConstructorOptions } from 'electron';
import type { Stage } from './policy';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly stage: Stage;
  openWindow(): void;
}

/** What only a window can do; everything else is in the page, behind its own keys. Developer tools only in a checkout. */
export function menuTemplate({ platform, stage, openWindow }: MenuOptions): MenuItemConstructorOptions[] {
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
        { role: 'close' },
        ...(platform === 'darwin' ? [] : [{ role: 'quit' } as const]),
      ],
    },
    { role: 'editMenu' },
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
