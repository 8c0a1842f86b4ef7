import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { temporaryFolder } from '../temporary-folder';

const tacet = resolve(import.meta.dirname, '../../dist/main/tacet.cjs');
const exporting = (out: string, ...paths: string[]): string[] => [tacet, 'denoise', ...paths, '--out', out, '--strength', '0'];
const run = (args: readonly string[]) => {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { code: status, said: stderr };
};
const partsIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('.'));

/** A file system of its own in memory, which goes with the test; null where this user may not mount one. */
function mounted(options: string): string | null {
  const place = join(temporaryFolder(), 'mounted');
  mkdirSync(place);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tacet-test', place]).status !== 0) return null;
  onTestFinished(() => void spawnSync('umount', [place]));
  return place;
}
const mayMount = process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'x', '/mnt']).status === 0;
const whyNotMounted = mayMount ? '' : ' (skipped: only the administrator can mount a small file system)';

describe.skipIf(!haveSharedData)(`an export that is cut short${whySkipped}`, () => {
  const chest = sharedData('siemens-chest');

  it('by a kill leaves no series behind, and the next one takes its remains away', async () => {
    const out = temporaryFolder();
    const child = spawn(process.execPath, exporting(out, chest));
    const ended = new Promise((done) => child.once('exit', (_, signal) => done(signal)));
    while (!partsIn(out).some((name) => readdirSync(join(out, name)).length > 0))
      await new Promise((later) => setTimeout(later, 5));
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    const remains = partsIn(out);
    expect(remains).toHaveLength(1);
    expect(readdirSync(out)).toEqual(remains);
    expect(run(exporting(out, chest)).code).toBe(0);
    expect(readdirSync(out)).toEqual([expect.stringMatching(/^Thorax-.*-denoised-0-\d{6}$/)]);
  });

  it.skipIf(!mayMount)(`by a full disk leaves nothing behind, and says so in one sentence${whyNotMounted}`, () => {
    const place = mounted('size=4m')!;
    const { code, said } = run(exporting(place, chest));
    expect(code).toBe(1);
    expect(said).toBe(
      `There is not enough room at ${place}; nothing of it was kept. Make room there, or choose another place.\n`,
    );
    expect(readdirSync(place)).toEqual([]);
  });

  it.skipIf(!mayMount)(`by a disk that takes nothing is told so before it begins${whyNotMounted}`, () => {
    const place = mounted('ro')!;
    const { code, said } = run(exporting(join(place, 'exports'), chest));
    expect(code).toBe(1);
    expect(said).toMatch(/^Nothing can be written here \(EROFS\): .*exports\. Give --out another place\.\n$/);
  });
});
