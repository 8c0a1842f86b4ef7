import { build } from 'esbuild';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { createStudyReader } from '../../src-main/study';
import { createDecodePool } from '../../src-main/study/decode-pool';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { temporaryFolder } from '../temporary-folder';

it('stops a decoder that does not come to an end, and decodes the next image in a new thread', async () => {
  const worker = join(temporaryFolder(), 'worker.mjs');
  const workerpool = pathToFileURL(join(import.meta.dirname, '../../node_modules/workerpool/src/index.js')).href;
  writeFileSync(
    worker,
    `import workerpool from ${JSON.stringify(workerpool)};
     workerpool.worker({ decode: (file) => { while (file[0] === 0); return { ok: true, value: 'decoded' }; } });`,
  );
  const pool = createDecodePool(1, worker, 500);
  onTestFinished(() => pool.dispose());
  const [endless, next] = await Promise.all([pool.decode(Uint8Array.of(0), 0), pool.decode(Uint8Array.of(1), 0)]);
  expect(endless).toMatchObject({ ok: false, error: { code: 'decode-endless' } });
  expect(next).toEqual({ ok: true, value: 'decoded' });
});

it.skipIf(!haveSharedData)(`reads a multi-frame file once for all of its frames${whySkipped}`, async () => {
  const folder = temporaryFolder();
  const workerFile = join(folder, 'decode-worker.cjs');
  const path = join(folder, 'enhanced.dcm');
  copyFileSync(sharedData('enhanced-ct', 'enhanced_14_frames_shuffled.dcm'), path);
  await build({
    entryPoints: [join(import.meta.dirname, '../../src-main/study/decode-worker.ts')],
    outfile: workerFile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  const reader = createStudyReader({ workers: 2, workerFile });
  onTestFinished(() => reader.dispose());
  const oneThread = createStudyReader({ workers: 0 });
  for await (const event of reader.scan([path], new AbortController().signal)) {
    if (event.kind !== 'series') continue;
    const { slices } = event.series;
    expect(slices).toHaveLength(14);
    const expected = await Promise.all(slices.map((slice) => oneThread.readPixels(slice)));
    const [first, ...others] = slices;
    const pixels = [await reader.readPixels(first!)];
    // What is read from now on is not read from the disk.
    rmSync(path);
    pixels.push(...(await Promise.all(others.map((slice) => reader.readPixels(slice)))));
    expect(pixels).toEqual(expected);
  }
  expect.hasAssertions();
});
