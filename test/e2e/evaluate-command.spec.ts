import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder';

const tacet = resolve(import.meta.dirname, '../../dist/main/tacet.cjs');
const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tacet, ...args], { encoding: 'utf8' });
  return { code: status, out: stdout, said: stderr };
};
const quick = ['--backend', 'onnxruntime'];

describe('tacet evaluate', () => {
  it('leaves nothing when it is stopped', async () => {
    const out = join(temporaryFolder(), 'report');
    const child = spawn(process.execPath, [tacet, 'evaluate', '--out', out, ...quick], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text) => (said += String(text)));
    setTimeout(() => child.kill('SIGINT'), 8000);
    const code = await new Promise((end) => child.once('close', end));
    expect(code).toBe(1);
    expect(said).toContain('Stopped before the end; nothing was written');
    expect(existsSync(out)).toBe(false);
  });

  it('says in a sentence what it cannot do', () => {
    const out = join(temporaryFolder(), 'report');
    const alone = run('evaluate', '--reference', out, '--out', out);
    expect([alone.code, alone.said]).toEqual([1, 'A reference needs the series that it is the reference of. Give its PATH.\n']);
    expect(run('evaluate', '--model', 'no-such-model', '--out', out).said).toContain('There is no model named "no-such-model"');
    expect(run('evaluate', '--out').code).toBe(2);
    expect(existsSync(out)).toBe(false);
  });
});
