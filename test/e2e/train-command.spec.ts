import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSafetensors } from '../../src-main/engine';
import { seededRandom } from '../../src-main/engine/random';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { temporaryFolder } from '../temporary-folder';

const tacet = resolve(import.meta.dirname, '../../dist/main/tacet.cjs');
const groups = process.platform !== 'win32';
const whyNoGroups = groups ? '' : ' (skipped: no process groups here)';

interface Running {
  /** To the whole process group, as a terminal sends Ctrl C. */
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly said: string }>;
}
/** `tacet train` with a small network, at the head of a process group of its own. */
function train(out: string, ...args: string[]): Running {
  const given = ['train', '--preset', 'small', '--backend', 'onnxruntime', '--threads', '1', '--out', out, '--json', ...args];
  const child: ChildProcess = spawn(process.execPath, [tacet, ...given], {
    detached: true,
    env: { ...process.env, TACET_HOME: dirname(out) },
  });
  const text = { out: '', said: '' };
  child.stdout!.on('data', (chunk) => (text.out += String(chunk)));
  child.stderr!.on('data', (chunk) => (text.said += String(chunk)));
  const ended = new Promise<number | null>((done) => child.once('close', done)).then((code) => ({ code, ...text }));
  const signal = (name: NodeJS.Signals): void => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, name);
  };
  onTestFinished(() => signal('SIGKILL'));
  return { signal, ended };
}
async function until(isSo: () => boolean, everyMs = 20): Promise<void> {
  while (!isSo()) await new Promise((done) => setTimeout(done, everyMs));
}
const checkpointIn = (folder: string): string => join(folder, 'checkpoint.safetensors');
const weightsIn = (folder: string) => {
  const read = readSafetensors(readFileSync(join(folder, 'weights.safetensors')));
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
};
const stepsLogged = (folder: string): number[] =>
  readFileSync(join(folder, 'train.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { step: number }).step);

describe.skipIf(!groups)(`tacet train that is killed with all its processes${whyNoGroups}`, () => {
  it('and resumed, twice, once while it writes its checkpoint, ends with the very weights of a run without a break', async () => {
    const folder = temporaryFolder();
    const [whole, broken] = [join(folder, 'whole'), join(folder, 'broken')];
    const args = ['--seed', '5', '--steps', '40', '--checkpoint-every', '2'];
    const undisturbed = train(whole, ...args);
    const random = seededRandom(Date.now());
    const first = train(broken, ...args);
    await until(() => existsSync(`${checkpointIn(broken)}.part`), 0);
    first.signal('SIGKILL');
    await first.ended;
    const second = train(broken, ...args, '--resume');
    const earlier = existsSync(checkpointIn(broken)) ? statSync(checkpointIn(broken)).mtimeMs : 0;
    await until(() => existsSync(checkpointIn(broken)) && statSync(checkpointIn(broken)).mtimeMs > earlier);
    await new Promise((done) => setTimeout(done, 500 * random.uniform()));
    second.signal('SIGKILL');
    await second.ended;
    expect(existsSync(join(broken, 'model.json'))).toBe(false);
    const third = await train(broken, ...args, '--resume').ended;
    expect([third.code, third.said]).toEqual([0, '']);
    expect((JSON.parse(third.out) as { resumedFrom: number }).resumedFrom).toBeGreaterThanOrEqual(2);
    expect((await undisturbed.ended).code).toBe(0);
    expect(weightsIn(broken)).toEqual(weightsIn(whole));
    expect(readFileSync(checkpointIn(broken)).equals(readFileSync(checkpointIn(whole)))).toBe(true);
    expect(stepsLogged(broken)).toEqual([10, 20, 30, 40]);
    expect(readdirSync(broken).sort()).toEqual(readdirSync(whole).sort());
  });
});

describe.skipIf(!groups)(`Ctrl C at tacet train${whyNoGroups}`, () => {
  it('while images are prepared leaves nothing, says so, and ends with 1', async () => {
    const out = join(temporaryFolder(), 'new', 'model');
    const running = train(out);
    await until(() => existsSync(out));
    await new Promise((done) => setTimeout(done, 2000));
    running.signal('SIGINT');
    const { code, said } = await running.ended;
    expect([code, said]).toEqual([1, 'Stopped before the first step; nothing was learnt. Run it again.\n']);
    expect(existsSync(dirname(out))).toBe(false);
  });

  it('while it learns makes a model of what was learnt, from which it can go on', async () => {
    const out = join(temporaryFolder(), 'model');
    const running = train(out, '--checkpoint-every', '5');
    await until(() => existsSync(checkpointIn(out)));
    running.signal('SIGINT');
    const { code, out: json, said } = await running.ended;
    expect([code, said]).toEqual([0, '']);
    const { steps } = JSON.parse(json) as { steps: number };
    expect(steps).toBeGreaterThanOrEqual(5);
    expect(existsSync(join(out, 'model.json'))).toBe(true);
    const refused = await train(out, '--seed', '9', '--resume').ended;
    expect([refused.code, refused.said.trim()]).toEqual([
      1,
      'The checkpoint in this folder was made with another seed: 1, not 9. Ask for the same again, or start in an empty folder.',
    ]);
  });
});

describe('tacet train from neighbours and pairs', () => {
  const withPreset = (preset: string, out: string, ...args: string[]) =>
    train(out, '--preset', preset, '--steps', '2', ...args).ended;

  it.skipIf(!haveSharedData)(
    `refuses what cannot teach, in one sentence with what to do, and leaves no folder${whySkipped}`,
    async () => {
      const folder = temporaryFolder();
      const thick = await withPreset('neighbours', join(folder, 'a'), sharedData('philips-head-phantom/DICOM/S21570/S2010'));
      expect([thick.code, thick.out]).toEqual([1, '']);
      expect(thick.said.trim()).toMatch(
        /^The slices do not overlap \(5 mm thick, every 5 mm\) and the model knows their noise: .* Learn from simulated lower dose instead, or choose a series of overlapping slices\.$/,
      );
      const single = await withPreset('pairs', join(folder, 'b'), sharedData('siemens-chest'));
      expect(single.said.trim()).toMatch(
        /^Pairs are made of two series of the same places, and there is 1: .* Choose two series/,
      );
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it.skipIf(!haveSharedData)(
    `begins from the model that ships, says how many slices it held back, and sets a model aside that is not its own${whySkipped}`,
    async () => {
      const out = join(temporaryFolder(), 'model');
      mkdirSync(out);
      writeFileSync(join(out, 'model.json'), '{}');
      const doses = ['fbp_dose010_signal_present', 'fbp_dose100_signal_present'].map((name) =>
        sharedData('mita-lcd-phantom', name),
      );
      const { code, out: json, said } = await withPreset('pairs', out, ...doses);
      expect(code).toBe(0);
      const report = JSON.parse(json) as {
        kept: string;
        harm: string | null;
        praise: string | null;
        guard: { heldBack: number };
        endedEarly: boolean;
      };
      expect(report).toMatchObject({ preset: 'pairs', guard: { heldBack: 1 }, endedEarly: false });
      const kept = report.kept === 'new';
      expect([report.harm === null, report.praise !== null, existsSync(join(out, 'earlier-model.json'))]).toEqual([
        kept,
        kept,
        !kept,
      ]);
      if (kept) expect(readFileSync(join(out, 'model.json'), 'utf8')).toContain('"base": "tacet"');
      else expect(said).toContain('earlier-model.json');
    },
    300_000,
  );
});

describe('tacet train --out', () => {
  it('of a file ends in one sentence, at once', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'kept');
    const { code, said } = await train(join(folder, 'file')).ended;
    expect(code).toBe(1);
    expect(said.trim()).toBe(`A folder is wanted here, and there is a file: ${join(folder, 'file')}. Give --out another place.`);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('kept');
  });

  it('is not left behind where there is nothing to learn from, and a folder that was there stays', async () => {
    const folder = temporaryFolder();
    const [empty, there] = [join(folder, 'empty'), join(folder, 'there')];
    mkdirSync(empty);
    mkdirSync(there);
    for (const out of [join(folder, 'a', 'b'), there]) {
      const { code, said } = await train(out, empty).ended;
      expect(code).toBe(1);
      expect(said.trim().split('\n')).toHaveLength(1);
    }
    expect(readdirSync(folder).sort()).toEqual(['empty', 'there']);
    expect(readdirSync(there)).toEqual([]);
  });
});
