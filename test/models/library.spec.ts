import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ModelLibrary, type NewModel, openModelLibrary, writeModelFolder } from '../../src-main/models';
import { temporaryFolder } from '../temporary-folder';
import { tinyModel } from '../tiny-model';

const made: NewModel = {
  file: {
    title: 'A title',
    summary: 'For tests.',
    base: null,
    training: { data: 'none', steps: 0, seed: 1, backend: 'onnxruntime', version: '0', at: '2026-01-01' },
    quality: [],
  },
  model: tinyModel(),
  card: '# A card',
};

describe('the model library', () => {
  let shipped: string;
  let own: string;
  let library: ModelLibrary;
  beforeEach(async () => {
    [shipped, own] = [temporaryFolder(), join(temporaryFolder(), 'models')];
    await writeModelFolder(join(shipped, 'tacet'), made);
    library = openModelLibrary({ shipped, own });
  });
  const codeOf = async (name: string): Promise<string> => {
    const loaded = await library.load(name);
    return loaded.ok ? 'loaded' : loaded.error.code;
  };

  it('lists shipped models before own ones, with their size', async () => {
    expect(await library.keep('Chest, low dose', made)).toEqual({ ok: true, value: 'chest-low-dose' });
    expect(await library.list()).toMatchObject([
      { name: 'tacet', title: 'A title', builtIn: true, parameters: 4 * 9 * 5 + 4 + 2 * (4 * 4 * 9 + 4) + (4 * 4 * 9 + 4) },
      { name: 'chest-low-dose', title: 'Chest, low dose', builtIn: false },
    ]);
  });
  it('gives back the weights that were kept, bit for bit', async () => {
    const loaded = await library.load('tacet');
    if (!loaded.ok) throw new Error(loaded.error.message);
    for (const [name, { shape, data }] of made.model.weights) {
      expect(loaded.value.model.weights.get(name)).toEqual({ shape, data });
    }
    expect(await library.card('tacet')).toEqual({ ok: true, value: '# A card' });
  });
  it('refuses weights that are not those of its model.json', async () => {
    const path = join(shipped, 'tacet', 'weights.safetensors');
    const bytes = readFileSync(path);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(path, bytes);
    expect(await library.load('tacet')).toMatchObject({
      ok: false,
      error: { code: 'model-broken', message: expect.stringContaining('"tacet"') },
    });
  });
  it('refuses a model.json of another architecture than the weights are for', async () => {
    const path = join(shipped, 'tacet', 'model.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"channels": 4', '"channels": 8'));
    expect(await codeOf('tacet')).toBe('model-broken');
  });
  it.each([
    ['is missing its weights', (folder: string) => rmSync(join(folder, 'weights.safetensors'))],
    ['has a model.json that is no JSON', (folder: string) => appendFileSync(join(folder, 'model.json'), '}')],
    ['has a model.json of a later format', (folder: string) => writeFileSync(join(folder, 'model.json'), '{"format":2}')],
  ])('refuses a folder that %s', async (_, breakIt) => {
    breakIt(join(shipped, 'tacet'));
    expect(await codeOf('tacet')).toBe('model-broken');
  });
  it('does not take a folder without model.json for a model: an interrupted write leaves one', async () => {
    mkdirSync(join(own, 'half'), { recursive: true });
    cpSync(join(shipped, 'tacet', 'weights.safetensors'), join(own, 'half', 'weights.safetensors'));
    expect((await library.list()).map(({ name }) => name)).toEqual(['tacet']);
    expect(await codeOf('half')).toBe('model-unknown');
    expect(await library.keep('half', made)).toEqual({ ok: true, value: 'half' });
  });
  it('never lets a name lead out of its folders', async () => {
    for (const name of ['../tacet', '..', '/etc', 'tacet/../tacet', '', 'TACET'])
      expect(await codeOf(name)).toBe('model-unknown');
    expect(await library.keep('../../evil', made)).toEqual({ ok: true, value: 'evil' });
    expect(readdirSync(own)).toEqual(['evil']);
    expect(await library.keep('../..', made)).toMatchObject({ ok: false, error: { code: 'model-name' } });
  });
  it('keeps no model under a name that is taken, and shadows no shipped one', async () => {
    expect(await library.keep('Tacet', made)).toMatchObject({ ok: false, error: { code: 'model-name-taken' } });
  });
  it('removes own models, never shipped ones', async () => {
    await library.keep('mine', made);
    expect(await library.remove('mine')).toEqual({ ok: true, value: {} });
    expect(await library.remove('tacet')).toMatchObject({ ok: false, error: { code: 'model-built-in' } });
    expect((await library.list()).map(({ name }) => name)).toEqual(['tacet']);
  });
});
