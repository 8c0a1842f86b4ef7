import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loadTensorFlow } from '../../../src-main/engine/primitives/tensorflow';
import { temporaryFolder } from '../../temporary-folder';

const loaded = await loadTensorFlow().catch((reason: Error) => reason);
const why =
  loaded instanceof Error
    ? ` (skipped: ${loaded.message})`
    : process.platform === 'linux'
      ? ''
      : ' (skipped: only Linux tells how much memory a process held)';

describe.skipIf(why !== '')(`a training step on TensorFlow${why}`, () => {
  // Large enough that what the convolutions use for a while, which is the same both ways, does not hide what is kept.
  it.each(['tacet, 16 patches of 64 × 64', 'seo-2018, 20 pictures of 256 × 256'])(
    'holds at most 0.7 of what automatic differentiation holds: %s',
    { timeout: 300_000 },
    async (what) => {
      const script = join(temporaryFolder(), 'print-step-memory.cjs');
      await build({
        entryPoints: [join(import.meta.dirname, 'print-step-memory.ts')],
        outfile: script,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        external: ['@tensorflow/tfjs-node-gpu'],
        logLevel: 'error',
      });
      const env = { ...process.env, NODE_PATH: resolve(import.meta.dirname, '../../../node_modules') };
      const grownKib = async (how: 'by hand' | 'automatic'): Promise<number> =>
        Number((await promisify(execFile)(process.execPath, [script, what, how], { env })).stdout);
      const [byHand, automatic] = [await grownKib('by hand'), await grownKib('automatic')];
      expect(byHand / automatic).toBeLessThanOrEqual(0.7);
      // Whatever is held, it is at least an image or two: else nothing was measured.
      expect(byHand).toBeGreaterThan(2000);
    },
  );
});
