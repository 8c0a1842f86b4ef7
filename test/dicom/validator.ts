import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dciodvfy = '/usr/bin/dciodvfy';
export const haveValidator = existsSync(dciodvfy);
export const whyNotValidated = haveValidator ? '' : ' (skipped: dciodvfy of dicom3tools is not installed)';

function withFile<T>(bytes: Uint8Array, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-test-'));
  try {
    const path = join(folder, 'image.dcm');
    writeFileSync(path, bytes);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The errors that dciodvfy, an independent reader of the standard's modules, finds in a file. */
export function errorsOf(bytes: Uint8Array): readonly string[] {
  return withFile(bytes, (path) => {
    const { stderr, stdout } = spawnSync(dciodvfy, [path], { encoding: 'utf8' });
    return `${stdout}\n${stderr}`.split('\n').filter((line) => line.startsWith('Error'));
  });
}

export const havePydicom = spawnSync('python3', ['-c', 'import pydicom, numpy']).status === 0;
export const whyNoPydicom = havePydicom ? '' : ' (skipped: python3 with pydicom and numpy is not installed)';

/** Runs a Python expression over `ds` (the file, read by pydicom) and `hu` (its modality values); it must give something JSON can say. */
export function withPydicom(bytes: Uint8Array, expression: string): unknown {
  const script = `
import json, sys, pydicom, numpy
from pydicom.pixels import apply_modality_lut
ds = pydicom.dcmread(sys.argv[1])
hu = apply_modality_lut(ds.pixel_array, ds)
print(json.dumps(${expression}))`;
  return withFile(bytes, (path) => {
    const { stdout, stderr, status } = spawnSync('python3', ['-c', script, path], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as unknown;
  });
}
