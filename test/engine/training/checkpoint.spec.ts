import { mkdirSync, readdirSync, readFileSync, rmdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TrainerState, Weights } from '../../../src-main/engine';
import { seededRandom } from '../../../src-main/engine/random';
import { readCheckpoint, readCheckpointRecord, writeCheckpoint } from '../../../src-main/engine/training/checkpoint';
import { temporaryFolder } from '../../temporary-folder';
import { tinyModel } from '../../tiny-model';

const { weights } = tinyModel();
function state(step: number): TrainerState {
  const random = seededRandom(step, 5);
  const like = (): Weights =>
    new Map([...weights].map(([name, { shape, data }]) => [name, { shape, data: data.map(() => random.normal()) }]));
  return { step, weights: like(), firstMoments: like(), secondMoments: like(), average: like() };
}
const fileIn = (folder: string): string => join(folder, readdirSync(folder)[0]!);

describe('a checkpoint', () => {
  it('brings back every bit: weights, both moments, the average and the step', async () => {
    const folder = temporaryFolder();
    const saved = state(9_775);
    saved.weights.get('head.w')!.data.set([-0, 1e-42, 3.4e38, Math.fround(0.1)]);
    await writeCheckpoint(folder, saved);
    expect(await readCheckpoint(folder, { weights })).toEqual({ ok: true, value: saved });
  });

  it('brings back the discriminator of an adversarial training too, and is not taken for one without', async () => {
    const folder = temporaryFolder();
    const saved = { ...state(12), discriminator: state(12) };
    await writeCheckpoint(folder, saved);
    expect(await readCheckpoint(folder, saved)).toEqual({ ok: true, value: saved });
    const foreign = { ok: false, error: { code: 'checkpoint-foreign' } };
    expect(await readCheckpoint(folder, { weights })).toMatchObject(foreign);
    await writeCheckpoint(folder, state(12));
    expect(await readCheckpoint(folder, saved)).toMatchObject(foreign);
  });

  it('is none where the folder has none', async () => {
    expect(await readCheckpoint(temporaryFolder(), { weights })).toBeNull();
    expect(await readCheckpoint('/no/such/folder', { weights })).toBeNull();
  });

  it('replaces the one before it at once, and a write that fails leaves that one whole', async () => {
    const folder = temporaryFolder();
    const path = await writeCheckpoint(folder, state(1));
    await writeCheckpoint(folder, state(2));
    expect(readdirSync(folder)).toHaveLength(1);
    // Something in the way of the temporary file: the write cannot even begin.
    const temporary = `${path}.part`;
    mkdirSync(temporary);
    await expect(writeCheckpoint(folder, state(3))).rejects.toThrow();
    rmdirSync(temporary);
    expect(await readCheckpoint(folder, { weights })).toMatchObject({ ok: true, value: { step: 2 } });
  });

  it('tells what its training was made from, if that was said', async () => {
    const folder = temporaryFolder();
    expect(await readCheckpointRecord(folder)).toBeNull();
    await writeCheckpoint(folder, state(1), { seed: '7', batch: 'größer' });
    expect(await readCheckpointRecord(folder)).toEqual({ ok: true, value: { seed: '7', batch: 'größer' } });
    expect(await readCheckpoint(folder, { weights })).toMatchObject({ ok: true, value: { step: 1 } });
    await writeCheckpoint(folder, state(2));
    expect(await readCheckpointRecord(folder)).toEqual({ ok: true, value: {} });
    truncateSync(fileIn(folder), 100);
    expect(await readCheckpointRecord(folder)).toMatchObject({ ok: false, error: { code: 'weights-broken' } });
  });

  it('takes the place of what a killed training left half written', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'checkpoint.safetensors.part'), 'half');
    expect(await readCheckpoint(folder, { weights })).toBeNull();
    await writeCheckpoint(folder, state(1));
    expect(readdirSync(folder)).toEqual(['checkpoint.safetensors']);
  });

  it('of another network is refused with a plain sentence', async () => {
    const folder = temporaryFolder();
    await writeCheckpoint(folder, state(1));
    const wider: Weights = new Map(
      [...weights].map(([name, { shape, data }]) => [name, { shape: name === 'tail.b' ? [1, shape[0]!] : shape, data }]),
    );
    const fewer: Weights = new Map([...weights].slice(1));
    const more: Weights = new Map([...weights, ['block2.first.b', { shape: [4], data: new Float32Array(4) }]]);
    for (const like of [wider, fewer, more])
      expect(await readCheckpoint(folder, { weights: like })).toMatchObject({
        ok: false,
        error: { code: 'checkpoint-foreign', message: /another network/ },
      });
  });

  it('that is cut short or scribbled over is refused, never half read', async () => {
    const folder = temporaryFolder();
    const path = await writeCheckpoint(folder, state(1));
    const whole = readFileSync(path);
    for (const length of [0, 7, 8, 100, whole.length >> 1, whole.length - 1]) {
      writeFileSync(fileIn(folder), whole);
      truncateSync(fileIn(folder), length);
      const read = await readCheckpoint(folder, { weights });
      expect(read?.ok, `${length} bytes`).toBe(false);
    }
    writeFileSync(path, Buffer.alloc(whole.length, 0xff));
    expect((await readCheckpoint(folder, { weights }))?.ok).toBe(false);
  });
});
