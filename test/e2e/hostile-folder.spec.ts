import { zipSync } from 'fflate';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InfoReport } from '../../src-main/shell/cli/info-report';
import { mutants, sharedFiles } from '../hostile/plan';
import { oracle } from '../oracle/oracle';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { temporaryFolder } from '../temporary-folder';

const tacet = resolve(import.meta.dirname, '../../dist/main/tacet.cjs');

interface Ended {
  readonly code: number | null;
  readonly report: InfoReport;
  readonly said: string;
  /** The most memory that was resident; 0 where there is no /proc. */
  readonly peakMiB: number;
}

async function info(folder: string, temporary: string): Promise<Ended> {
  const child = spawn(process.execPath, [tacet, 'info', folder, '--pixels', '--json'], {
    env: { ...process.env, TMPDIR: temporary, TACET_HOME: temporary },
  });
  let [out, said, peakMiB] = ['', '', 0];
  child.stdout.on('data', (text) => (out += String(text)));
  child.stderr.on('data', (text) => (said += String(text)));
  const watch = setInterval(() => (peakMiB = Math.max(peakMiB, residentMiB(child.pid!))), 100);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(watch);
  return { code, report: JSON.parse(out) as InfoReport, said, peakMiB };
}

function residentMiB(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Every file below, with its size and when it was written. */
const stateOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => [name, statSync(join(folder, name)).size, statSync(join(folder, name)).mtimeMs].join(' '))
    .sort();

describe.skipIf(!haveSharedData)(`a healthy series among harmed files${whySkipped}`, () => {
  it('opens whole and exact; nothing is written; memory stays under 1 GiB', { timeout: 300_000 }, async () => {
    const [outer, temporary] = [temporaryFolder(), temporaryFolder()];
    const folder = join(outer, 'study');
    mkdirSync(join(folder, 'harmed'), { recursive: true });
    const chest = oracle.files.filter(({ path }) => path.startsWith('siemens-chest/') && path.endsWith('.dcm'));
    for (const { path } of chest) copyFileSync(sharedData(path), join(folder, basename(path)));
    const small = sharedFiles(300_000, 'odd-and-broken', 'encapsulation', 'pydicom-odd', 'not-ct');
    mutants(small, 400, 2).forEach(({ bytes }, i) => writeFileSync(join(folder, 'harmed', `${i}.dcm`), bytes()));
    writeFileSync(
      join(folder, 'harmed', 'bomb.zip'),
      zipSync({ bomb: new Uint8Array(64 << 20), '../../outside.dcm': Uint8Array.of(1) }),
    );
    const before = stateOf(outer);

    const { code, report, said, peakMiB } = await info(folder, temporary);

    expect(code, said).toBe(3);
    const series = report.studies.flatMap((study) => study.series);
    const [whole] = series.filter(({ files }) => files.some(({ path }) => basename(path) === basename(chest[0]!.path)));
    expect(whole!.files).toHaveLength(chest.length);
    const byName = new Map(chest.map((file) => [basename(file.path), file.pixel_sha256]));
    for (const file of whole!.files) expect(file).toMatchObject({ storedSha256: byName.get(basename(file.path)) });
    expect(report.refused.length).toBeGreaterThan(150);
    expect(stateOf(outer)).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
    expect(peakMiB).toBeLessThan(1024);
    console.log(`${series.length} series, ${report.refused.length} files refused, peak memory ${peakMiB.toFixed(0)} MiB`);
  });
});
