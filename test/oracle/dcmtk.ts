import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dcmdump = '/usr/bin/dcmdump';
export const haveDcmtk = existsSync(dcmdump);
export const whyNoDcmtk = haveDcmtk ? '' : ' (skipped: dcmtk is not installed)';

/** The pixel data of files as dcmtk reads it: little-endian words, in the order of the paths. */
export function wordsByDcmtk(paths: readonly string[]): readonly Buffer[] {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-test-'));
  try {
    mkdirSync(join(folder, 'raw'));
    // dcmdump names what it writes after the file: here each has a name of its own.
    const links = paths.map((_, i) => join(folder, String(i)));
    links.forEach((link, i) => symlinkSync(paths[i]!, link));
    const { status, stderr } = spawnSync(dcmdump, ['-q', '+W', join(folder, 'raw'), ...links], { maxBuffer: 1 << 28 });
    if (status !== 0 || stderr.length > 0) throw new Error(`dcmdump: ${String(stderr)}`);
    return paths.map((_, i) => readFileSync(join(folder, 'raw', `${i}.0.raw`)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The words of one file that is compressed as JPEG-LS. */
export function wordsOfJpegLs(path: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-test-'));
  try {
    const plain = join(folder, 'plain.dcm');
    const { status, stderr } = spawnSync('/usr/bin/dcmdjpls', [path, plain], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`dcmdjpls: ${stderr}`);
    return wordsByDcmtk([plain])[0]!;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
