import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOutFolder } from '../../../src-main/shell/cli/out-folder';
import { temporaryFolder } from '../../temporary-folder';

const linux = process.platform === 'linux';
const whyNotLinux = linux ? '' : ' (skipped: no /proc here)';

function opened(path: string) {
  const out = openOutFolder(path);
  if (!out.ok) throw new Error(out.error.message);
  return out.value;
}

describe('the folder of --out', () => {
  it('is made with all above it, and goes with them while it is empty', () => {
    const folder = temporaryFolder();
    const out = opened(join(folder, 'a', 'b', 'c'));
    expect(existsSync(out.path)).toBe(true);
    out.abandonEmpty();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stays when something was written into it, and when it was there before', () => {
    const folder = temporaryFolder();
    const written = opened(join(folder, 'a', 'b'));
    writeFileSync(join(written.path, 'weights'), '');
    written.abandonEmpty();
    mkdirSync(join(folder, 'old'));
    opened(join(folder, 'old')).abandonEmpty();
    expect([existsSync(written.path), existsSync(join(folder, 'old'))]).toEqual([true, true]);
  });

  it('is refused where it is a file, or would lie under one', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    for (const path of [join(folder, 'file'), join(folder, 'file', 'a', 'b')])
      expect(openOutFolder(path)).toMatchObject({ ok: false, error: { code: 'out-is-a-file' } });
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it.skipIf(!linux)(`is refused where nobody can write${whyNotLinux}`, () => {
    expect(openOutFolder('/proc/tacet/model')).toMatchObject({ ok: false, error: { code: 'out-not-writable' } });
  });
});
