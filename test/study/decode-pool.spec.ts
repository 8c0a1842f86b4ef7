import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { createDecodePool } from '../../src-main/study/decode-pool';
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
