import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readModelFolder } from '../../../src-main/models/folder';

const root = resolve(import.meta.dirname, '../../..');
const bundle = resolve(root, 'dist/main/engine.cjs');
const linux = process.platform === 'linux';
const here = linux && existsSync(bundle);
const why = here ? '' : linux ? ' (skipped: not built)' : ' (skipped: no /proc here)';
const mib = 2 ** 20;

/** The most memory an engine process of its own ever had while it denoised one square slice with the shipped network, bytes. */
async function peakMemory(side: number): Promise<number> {
  const loaded = await readModelFolder(resolve(root, 'models/tacet'), 'tacet');
  if (!loaded.ok) throw new Error(loaded.error.message);
  const hu = Float32Array.from({ length: side * side }, (_, i) => 40 + 30 * Math.sin(i * 12.9898));
  const child = fork(bundle, [], { serialization: 'advanced', execArgv: [] });
  try {
    const slice = { rows: side, columns: side, hu, padding: null };
    const request = { model: { ...loaded.value.model, id: 'tacet' }, backend: 'onnxruntime', slice };
    const answer = new Promise<{ readonly kind: string }>((done) => child.once('message', (message) => done(message as never)));
    child.send({ kind: 'call', id: 1, name: 'denoise', request });
    expect((await answer).kind).toBe('reply');
    const [, kib] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))!;
    return 1024 * Number(kib);
  } finally {
    child.kill('SIGKILL');
  }
}

describe.skipIf(!here)(`the memory of denoising${why}`, () => {
  it('is that of a slice of 1024 × 1024 and of some images of the size of the slice, however large that is', async () => {
    const [usual, large] = [await peakMemory(1024), await peakMemory(2560)];
    const imageBytes = 4 * (2560 ** 2 - 1024 ** 2);
    // 13 to 14 here, as the allocator will. As a whole, the larger slice needs the network's 24 images more besides.
    expect((large - usual - 100 * mib) / imageBytes).toBeLessThan(20);
  });
});
