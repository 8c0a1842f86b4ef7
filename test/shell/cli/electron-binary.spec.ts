import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { findElectron } from '../../../src-main/shell/cli/electron-binary';
import { temporaryFolder } from '../../temporary-folder';

/** A checkout with the npm package in it; `install` is what its own script does. */
function checkoutWith(install: string): { readonly checkout: string; readonly folder: string } {
  const checkout = temporaryFolder();
  const folder = join(checkout, 'node_modules/electron');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'install.js'), `const fs = require('fs'); fs.appendFileSync('tries', 'x'); ${install}`);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  return { checkout, folder };
}
const fetches = "fs.mkdirSync('dist'); fs.writeFileSync('dist/electron', ''); fs.writeFileSync('path.txt', 'electron');";

describe('which Electron opens Tacet', () => {
  it('is the one that was named', () =>
    expect(findElectron('/checkout', { TACET_ELECTRON: '/opt/electron' })).toBe('/opt/electron'));
  it('is none where "none" was named, although there is one', () => {
    const { checkout } = checkoutWith(fetches);
    expect(findElectron(checkout, { TACET_ELECTRON: 'none' })).toBeNull();
  });
  it('is none where its package is not installed', () => expect(findElectron(temporaryFolder(), {})).toBeNull());
  it('is fetched once, and there from then on', () => {
    const { checkout, folder } = checkoutWith(fetches);
    expect(findElectron(checkout, {})).toBe(join(folder, 'dist/electron'));
    rmSync(join(folder, 'install.js'));
    expect(findElectron(checkout, {})).toBe(join(folder, 'dist/electron'));
  });
  it('is none where it could not be fetched, which is not tried again', () => {
    const { checkout, folder } = checkoutWith('process.exit(1)');
    expect(findElectron(checkout, {})).toBeNull();
    rmSync(join(folder, 'tries'));
    expect(findElectron(checkout, {})).toBeNull();
    expect(existsSync(join(folder, 'tries'))).toBe(false);
  });
});
