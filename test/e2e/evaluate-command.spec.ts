import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeModelFolder } from '../../src-main/models';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { newModel } from '../new-model';
import { seoModel } from '../seo-model';
import { temporaryFolder } from '../temporary-folder';

const tacet = resolve(import.meta.dirname, '../../dist/main/tacet.cjs');
const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tacet, ...args], { encoding: 'utf8' });
  return { code: status, out: stdout, said: stderr };
};
/** The same without holding up this process: it takes a minute. */
const ran = (home: string, ...args: readonly string[]) =>
  new Promise<{ readonly code: number | null; readonly out: string }>((end) => {
    const env = { ...process.env, TACET_HOME: home };
    const child = spawn(process.execPath, [tacet, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    let out = '';
    child.stdout.on('data', (text) => (out += String(text)));
    child.once('close', (code) => end({ code, out }));
  });
/** A network of the 2018 article that has learnt nothing, as a case is kept. */
const history = newModel('Case 1', seoModel());

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

  it.skipIf(!haveSharedData)(
    `measures a scan against its twin at full dose, as numpy does, and writes a report that needs nothing else; a network of 2018 as it is${whySkipped}`,
    async () => {
      const [out, home] = [join(temporaryFolder(), 'report'), temporaryFolder()];
      await writeModelFolder(join(home, 'models', 'case-1'), history);
      const [noisy, twin] = ['010', '100'].map((dose) => sharedData('mita-lcd-phantom', `fbp_dose${dose}_signal_present`));
      const { code, out: said } = await ran(
        home,
        ...['evaluate', noisy!, '--reference', twin!, '--model', 'tacet', 'case-1'],
        ...['--out', out, '--json', ...quick],
      );
      expect(code).toBe(0);
      const { sets } = JSON.parse(said) as {
        readonly sets: readonly { readonly name: string; readonly methods: readonly Row[] }[];
      };
      expect(sets.map(({ name }) => name)).toEqual([
        '10 FBP 10% dose, signal present',
        '10 FBP 10% dose, signal present, against its reference',
      ]);
      const rmse = (name: string): number => sets[1]!.methods.find((one) => one.name === name)!.rmseHu!;
      // numpy, over all pixels of the six slices as pydicom reads them.
      expect(rmse('input')).toBeCloseTo(65.655, 2);
      // The twin is noisy itself (20 HU): no method comes below that.
      expect(rmse('tacet, strength 100 %, contrast 0 %')).toBeLessThan(0.45 * rmse('input'));
      expect(rmse('tacet, contrast 50 % (default)')).toBeLessThan(0.7 * rmse('input'));
      // The dials have no say over it, so it has one row; it has learnt nothing.
      const ofHistory = sets[1]!.methods.filter(({ name }) => name.startsWith('case-1'));
      expect(ofHistory.map(({ name }) => name)).toEqual(['case-1, strength 100 %, contrast 0 %']);
      expect(ofHistory[0]!.rmseHu).toBeGreaterThan(rmse('input'));
      const report = readFileSync(join(out, 'report.html'), 'utf8');
      // In its text: a picture's letters may spell anything.
      expect(report).not.toMatch(/>[^<]*NaN/);
      expect(report).not.toMatch(/(src|href)="(?!data:|#)/);
    },
    600_000,
  );
});

interface Row {
  readonly name: string;
  readonly rmseHu: number | null;
}
