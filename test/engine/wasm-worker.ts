import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface WasmWorker {
  readonly file: string;
  remove(): void;
}

/** The bundle that threads of the wasm backend run, made from the sources as the build makes it. */
export async function buildWasmWorker(): Promise<WasmWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-wasm-'));
  const file = join(folder, 'wasm-worker.cjs');
  await build({
    entryPoints: ['src-main/engine/primitives/wasm-worker.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    loader: { '.wasm': 'file' },
    logLevel: 'error',
  });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
