/** The WebAssembly of the codecs. Emscripten looks for it beside the script it is part of: every bundle that decodes. */
import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './checkout.mjs';

const binaries = [
  'codec-charls/dist/charlswasm.wasm',
  'codec-openjpeg/dist/openjpegwasm_decode.wasm',
  'codec-openjph/dist/openjphjs.wasm',
  'codec-libjpeg-turbo-8bit/dist/libjpegturbowasm_decode.wasm',
];

/** Lays it into the folder of a bundle. */
export function copyCodecs(folder) {
  for (const binary of binaries) copyFileSync(join(root, 'node_modules/@cornerstonejs', binary), join(folder, basename(binary)));
}
