import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../src-main/shell/desktop/menu';

const rolesOf = (items: readonly MenuItemConstructorOptions[]): unknown[] =>
  items.flatMap(({ role, submenu }) => [role, ...(Array.isArray(submenu) ? rolesOf(submenu) : [])]).filter(Boolean);
const menu = (platform: NodeJS.Platform, stage: 'release' | 'checkout') =>
  rolesOf(menuTemplate({ platform, stage, openWindow: () => undefined }));

describe('the menu', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('offers developer tools only in a checkout, on %s', (platform) => {
    expect(menu(platform, 'checkout')).toContain('toggleDevTools');
    const roles = menu(platform, 'release');
    expect(roles).not.toContain('toggleDevTools');
    // Electron's own view menu has them inside.
    expect(roles).not.toContain('viewMenu');
  });
  it('can reload the window, which is what an error may advise', () => expect(menu('linux', 'release')).toContain('reload'));
  it('ends Tacet where the system has it: in the app menu of macOS, under File elsewhere', () => {
    expect(menu('linux', 'release')).toContain('quit');
    expect(menu('darwin', 'release')).not.toContain('quit');
    expect(menu('darwin', 'release')).toContain('appMenu');
  });
});
