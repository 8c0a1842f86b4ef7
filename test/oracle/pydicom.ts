import { spawnSync } from 'node:child_process';

export const havePydicom = spawnSync('python3', ['-c', 'import pydicom, numpy']).status === 0;
export const whyNoPydicom = havePydicom ? '' : ' (skipped: python3 with pydicom and numpy is not installed)';

/** What a Python script makes of what it is given as JSON on its standard input (`given`); it must assign something JSON can say to `made`. */
export function inPython<T>(given: unknown, script: string): T {
  const whole = `import json, sys\ngiven = json.load(sys.stdin)\n${script}\nprint(json.dumps(made))`;
  const { stdout, stderr, status } = spawnSync('python3', ['-W', 'ignore', '-c', whole], {
    encoding: 'utf8',
    input: JSON.stringify(given),
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as T;
}

export interface HuFigures {
  readonly min: number;
  readonly max: number;
  readonly sum: number;
}

/** HU of many files, as pydicom and numpy find them. */
export const huByPydicom = (paths: readonly string[]): Readonly<Record<string, HuFigures>> =>
  inPython(
    paths,
    `
import pydicom
from pydicom.pixels import apply_modality_lut
made = {}
for path in given:
    ds = pydicom.dcmread(path)
    hu = apply_modality_lut(ds.pixel_array, ds)
    made[path] = {'min': float(hu.min()), 'max': float(hu.max()), 'sum': float(hu.sum(dtype='float64'))}`,
  );

/** pydicom reads HTJ2K with the help of two more packages. */
export const haveHtj2k = spawnSync('python3', ['-c', 'import pydicom, pylibjpeg, openjpeg']).status === 0;
export const whyNoHtj2k = haveHtj2k ? '' : ' (skipped: python3 with pylibjpeg and pylibjpeg-openjpeg is not installed)';
