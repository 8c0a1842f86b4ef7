import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDemo } from '../../../src-main/jobs/phantom/demo';
import { temporaryFolder } from '../../temporary-folder';

const small = { slices: 3, size: 48, workers: 0 } as const;

async function demo(folder: string, signal = new AbortController().signal) {
  const fractions: number[] = [];
  const making = makeDemo(folder, signal, small);
  let next = await making.next();
  for (; !next.done; next = await making.next()) fractions.push(next.value.fraction);
  return { folder: next.value, fractions };
}

describe('the demo study', () => {
  it('is made once: the second call finds it and returns at once', async () => {
    const home = temporaryFolder();
    const first = await demo(home);
    expect(first.fractions).toEqual([1 / 3, 2 / 3, 1]);
    expect(readdirSync(home)).toHaveLength(1);
    const before = statSync(first.folder).mtimeMs;
    const second = await demo(home);
    expect(second).toEqual({ folder: first.folder, fractions: [] });
    expect(statSync(first.folder).mtimeMs).toBe(before);
  });

  it('is made again where images were lost', async () => {
    const home = temporaryFolder();
    const { folder } = await demo(home);
    rmSync(join(folder, readdirSync(folder)[1]!));
    expect((await demo(home)).fractions).toHaveLength(3);
    expect(readdirSync(home)).toHaveLength(1);
    expect(readdirSync(folder)).toHaveLength(3);
  });

  it('takes away what an ended process left half made, but not what another is making now', async () => {
    const home = temporaryFolder();
    const name = (await demo(home)).folder.split('/').pop()!;
    rmSync(join(home, name), { recursive: true });
    for (const left of ['old', 'new']) {
      mkdirSync(join(home, `.${name}.part-${left}`));
      writeFileSync(join(home, `.${name}.part-${left}`, 'IM0001.dcm'), '');
    }
    const longAgo = Date.now() / 1000 - 3600;
    utimesSync(join(home, `.${name}.part-old`), longAgo, longAgo);
    await demo(home);
    expect(readdirSync(home).sort()).toEqual([`.${name}.part-new`, name]);
  });

  it('says in a sentence, which a page may show, that it can’t be written', async () => {
    const home = join(temporaryFolder(), 'home');
    writeFileSync(home, 'a file where a folder should be');
    await expect(demo(home)).rejects.toThrow('Tacet’s own folder for data is no folder');
  });

  it('is not there after it was cancelled', async () => {
    const home = temporaryFolder();
    const stop = new AbortController();
    const making = makeDemo(home, stop.signal, small);
    await making.next();
    stop.abort();
    expect((await making.next()).done).toBe(true);
    expect(readdirSync(home)).toEqual([]);
  });
});
