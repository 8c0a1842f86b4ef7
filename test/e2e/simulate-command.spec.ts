import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { valueOf } from '../../src-main/contract';
import { decodeHu, openImage } from '../../src-main/dicom';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { temporaryFolder } from '../temporary-folder';

const tacet = resolve(import.meta.dirname, '../../dist/main/tacet.cjs');
function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tacet, 'simulate', ...args], { encoding: 'utf8' });
  return { code: status, out: stdout, said: stderr };
}

describe('tacet simulate', () => {
  it.each(['0', '1', '-0.2', 'half', ''])('refuses a dose of "%s" and makes no folder', (dose) => {
    const parent = temporaryFolder();
    const { code, said } = run(parent, '--dose', dose, '--out', join(parent, 'out'));
    expect(code).toBe(2);
    expect(said).toMatch(/must be a number from 0.001 to below 1: a dose can only be made lower/);
    expect(readdirSync(parent)).toEqual([]);
  });

  it.skipIf(!haveSharedData)(`refuses what is no CT, says what it is, and leaves no folder${whySkipped}`, () => {
    const parent = temporaryFolder();
    const { code, said } = run(sharedData('not-ct', 'mr_enhanced_10_frames.dcm'), '--dose', '0.5', '--out', join(parent, 'out'));
    expect(code).toBe(1);
    expect(said).toMatch(/^This is MR/);
    expect(readdirSync(parent)).toEqual([]);
  });

  it.skipIf(!haveSharedData)(`adds noise to a real chest and leaves its padding as it was${whySkipped}`, async () => {
    const out = temporaryFolder();
    const source = sharedData('siemens-chest', '1-055.dcm');
    const { code, out: json, said } = run(source, '--dose', '0.25', '--out', out, '--json');
    expect([code, said]).toEqual([0, '']);
    const { series } = JSON.parse(json) as {
      series: { place: string; images: number; doseFraction: number; kernelBy: string }[];
    };
    expect(series).toMatchObject([{ images: 1, doseFraction: 0.25, kernelBy: 'spectrum' }]);
    const read = async (path: string) => valueOf(await decodeHu(valueOf(openImage(readFileSync(path))), 0));
    const [before, after] = [await read(source), await read(join(series[0]!.place, readdirSync(series[0]!.place)[0]!))];
    expect(Array.from(after.padding ?? [])).toEqual(Array.from(before.padding ?? []));
    let [shift, squares, count] = [0, 0, 0];
    for (let i = 0; i < before.hu.length; i++) {
      if (before.hu[i]! < -200 || before.hu[i]! > 200) continue;
      const change = after.hu[i]! - before.hu[i]!;
      shift += change;
      squares += change * change;
      count++;
    }
    expect(Math.abs(shift / count)).toBeLessThan(1);
    expect(Math.sqrt(squares / count)).toBeGreaterThan(10);
  });

  it.skipIf(!haveSharedData)(`leaves nothing behind when it is interrupted, and says so${whySkipped}`, async () => {
    const out = temporaryFolder();
    const child = spawn(process.execPath, [tacet, 'simulate', sharedData('siemens-chest'), '--dose', '0.3', '--out', out]);
    let said = '';
    child.stderr.on('data', (text) => (said += String(text)));
    while (!readdirSync(out).some((name) => name.startsWith('.') && readdirSync(join(out, name)).length > 0))
      await new Promise((then) => setTimeout(then, 20));
    child.kill('SIGINT');
    expect(await new Promise((then) => child.once('exit', then))).toBe(1);
    expect(said.trim()).toBe('Stopped before the end; the series under way was not written. Run it again.');
    expect(readdirSync(out)).toEqual([]);
  });
});
