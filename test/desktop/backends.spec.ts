import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { BackendReport } from '../../src-main/contract';
import { temporaryFolder } from '../temporary-folder';
import { binary, haveElectron, root, whyNoElectron } from './electron9';

it.skipIf(!haveElectron)(`native code and WebAssembly both compute in Electron 9's Node 12${whyNoElectron}`, () => {
  const folder = temporaryFolder();
  // Electron as Node takes the file for the first argument, unless the program comes with `-e`.
  const program = `require(${JSON.stringify(join(root, 'dist/main/tacet.cjs'))})`;
  const { stdout } = spawnSync(binary, ['-e', program, 'backends', '--json'], {
    encoding: 'utf8',
    env: { ...process.env, TACET_HOME: folder, ELECTRON_RUN_AS_NODE: '1' },
  });
  const { backends } = JSON.parse(stdout) as BackendReport;
  const here = backends.filter(({ available }) => available).map(({ name }) => name);
  expect(here).toEqual(expect.arrayContaining(['onnxruntime', 'wasm', 'reference']));
  // Its WebAssembly knows no vector instructions yet.
  expect(backends.find(({ name }) => name === 'wasm')!.device).toMatch(/^wasm, \d+ workers?$/);
});
