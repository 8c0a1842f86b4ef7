import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../src-main/shell/desktop/menu';

const rolesOf = (items: readonly MenuItemConstructorOptions[]): unknown[] =>
  items.flatMap(({ role, submenu }) => [role, ...(Array.isArray(submenu) ? rolesOf(submenu) : [])]).filter(Boolean);
const menu = (platform: NodeJS.Platform, stage: 'release' | 'checkout') =>
  rolesOf(menuTemplate({ platform, stage, openWindow: () => undefined, command: () => undefined }));

describe('the menu', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('offers developer tools only in a checkout, on %s', (platform) => {
    expect(menu(platform, 'checkout')).toContain('toggleDevTools');
    const roles = menu(platform, 'release');
    expect(roles).not.toContain('toggleDevTools');
    // Electron's own view menu has them inside.
    expect(roles).not.toContain('viewMenu');
  });
  it('saves and copies a picture, and still cuts, copies and pastes text', () => {
    const chosen: string[] = [];
    const template = menuTemplate({
      platform: 'linux',
      stage: 'release',
      openWindow: () => undefined,
      command: (command) => chosen.push(command),
    });
    const items = template.flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[]);
    for (const label of ['Save Picture…', 'Copy Picture']) (items.find((item) => item.label === label)!.click as () => void)();
    expect(chosen).toEqual(['save-picture', 'copy-picture']);
    expect(rolesOf(template)).toEqual(expect.arrayContaining(['cut', 'copy', 'paste']));
  });
  it('can reload the window, which is what an error may advise', () => expect(menu('linux', 'release')).toContain('reload'));
  it('ends Tacet where the system has it: in the app menu of macOS, under File elsewhere', () => {
    expect(menu('linux', 'release')).toContain('quit');
    expect(menu('darwin', 'release')).not.toContain('quit');
    expect(menu('darwin', 'release')).toContain('appMenu');
  });
});
