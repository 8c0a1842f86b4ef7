import { describe, expect, it } from 'vitest';
import { pathsIn } from '../../../src-main/shell/desktop/arguments';

describe('the paths that Tacet was started with', () => {
  it('come after the app in a checkout', () =>
    expect(pathsIn(['/usr/bin/electron', '.', 'scan', '/ct/head.zip'], 'checkout', '/home/me')).toEqual([
      '/home/me/scan',
      '/ct/head.zip',
    ]));
  it('come first in a release', () =>
    expect(pathsIn(['/opt/Tacet/tacet', 'scan'], 'release', '/home/me')).toEqual(['/home/me/scan']));
  it('are told from the switches that Chromium puts in front when a second start hands them over', () =>
    expect(
      pathsIn(['electron', '--allow-file-access-from-files', '--no-sandbox', '/tacet', '/ct/chest'], 'checkout', '/'),
    ).toEqual(['/ct/chest']));
  it('are none where nothing was named', () => {
    expect(pathsIn(['electron', '.'], 'checkout', '/')).toEqual([]);
    expect(pathsIn(['tacet'], 'release', '/')).toEqual([]);
  });
});
