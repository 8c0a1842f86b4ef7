import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder';

const tacet = resolve(import.meta.dirname, '../../dist/main/tacet.cjs');
const home = mkdtempSync(join(tmpdir(), 'tacet-test-'));
afterAll(() => rmSync(home, { recursive: true }));
const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tacet, 'models', ...args], {
    encoding: 'utf8',
    env: { ...process.env, TACET_HOME: home },
  });
  return { code: status, out: stdout.trim(), said: stderr.trim() };
};

describe('tacet models', () => {
  it('lists what ships, in words and as JSON', () => {
    expect(run().out).toMatch(/^tacet {2}Tacet\n {2}170 k parameters, 11\.1 GMAC a slice\./m);
    const { models } = JSON.parse(run('--json').out) as { models: readonly { name: string; builtIn: boolean }[] };
    expect(models.filter(({ builtIn }) => builtIn).map(({ name }) => name)).toContain('tacet');
  });

  it('exports a model as a zip that it imports again, and as ONNX, over no file that is there', () => {
    const folder = temporaryFolder();
    const zip = join(folder, 'tacet.zip');
    expect(run('export', 'tacet', '--to', zip)).toEqual({ code: 0, out: zip, said: '' });
    expect(run('export', 'tacet', '--to', zip)).toMatchObject({ code: 1, said: expect.stringContaining('already') });
    expect(run('import', zip, '--name', 'Our copy')).toEqual({ code: 0, out: 'our-copy', said: '' });
    expect(run('import', zip)).toMatchObject({ code: 1, said: expect.stringContaining('named "tacet" already') });
    expect(run().out).toMatch(/^our-copy /m);
    const onnx = join(folder, 'tacet.onnx');
    expect(run('export', 'our-copy', '--to', onnx).code).toBe(0);
    expect(readFileSync(onnx).length).toBeGreaterThan(170_000 * 4);
  });

  it('says in a sentence what it can do nothing with, and writes nothing', () => {
    const folder = temporaryFolder();
    const junk = join(folder, 'junk.zip');
    writeFileSync(junk, 'no zip');
    const to = join(folder, 'model.exe');
    for (const [args, sentence] of [
      [['import', junk], /^This is no zip that can be read.*junk\.zip\. Choose/],
      [['import', join(folder, 'none')], /^There is nothing here: .*none\. Name a model folder/],
      [['export', 'nobody', '--to', join(folder, 'a.zip')], /^There is no model named "nobody"\./],
      [['export', 'tacet', '--to', to], /written as \.zip or as \.onnx/],
    ] as const)
      expect(run(...args)).toMatchObject({ code: 1, out: '', said: expect.stringMatching(sentence) });
    expect(existsSync(to)).toBe(false);
    expect(run('export', 'tacet').code).toBe(2);
  });
});
