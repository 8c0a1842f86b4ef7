import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inPython } from '../oracle/pydicom';

export { havePydicom, whyNoPydicom } from '../oracle/pydicom';

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
export function errorsOfFile(path: string): readonly string[] {
  const { stderr, stdout } = spawnSync(dciodvfy, [path], { encoding: 'utf8' });
  return `${stdout}\n${stderr}`.split('\n').filter((line) => line.startsWith('Error'));
}
export const errorsOf = (bytes: Uint8Array): readonly string[] => withFile(bytes, errorsOfFile);

/** Runs a Python expression over `ds` (the file, read by pydicom) and `hu` (its modality values); it must give something JSON can say. */
export function withPydicom(bytes: Uint8Array, expression: string): unknown {
  const script = `
import pydicom, numpy
from pydicom.pixels import apply_modality_lut
ds = pydicom.dcmread(given)
hu = apply_modality_lut(ds.pixel_array, ds)
made = ${expression}`;
  return withFile(bytes, (path) => inPython(path, script));
}
