import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { remark } from '../../src-main/contract';
import { asBase, asOnnx, type ModelLibrary, openModelLibrary, summaryOf, writeModelFolder } from '../../src-main/models';
import { temporaryFolder } from '../temporary-folder';
import { newModel } from '../new-model';
import { seoModel } from '../seo-model';
import { tinyModel } from '../tiny-model';

const made = newModel('A title', tinyModel());

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
  it('sums a model up by a sentence that every language has, and in the English of its file where it knows no such sentence', async () => {
    const sentence = remark('model-fine-tuned', { base: 'Tacet' });
    await library.keep('mine', { ...made, file: { ...made.file, ...summaryOf(sentence) } });
    const summary = async () => (await library.list()).find(({ name }) => name === 'mine')!.summary;
    expect(await summary()).toEqual(sentence);
    const path = join(own, 'mine', 'model.json');
    const file = readFileSync(path, 'utf8');
    const english = { code: 'model', message: sentence.message };
    // Of a later version, of another table, and with values that the sentence does not take.
    for (const [part, other] of [
      ['"model-fine-tuned"', '"model-of-tomorrow"'],
      ['"model-fine-tuned"', '"split-series"'],
      ['"base": "Tacet"', '"base": 7'],
    ] as const) {
      expect(file).toContain(part);
      writeFileSync(path, file.replace(part, other));
      expect(await summary()).toEqual(english);
    }
  });
  it('has the models that ship say in model.json what the table says of them', async () => {
    const shipping = openModelLibrary({ shipped: join(import.meta.dirname, '../../models'), own });
    for (const { summary } of await shipping.list()) {
      expect(summary.code).toMatch(/^model-tacet/);
      expect(summary).toEqual(remark(summary.code as 'model-tacet'));
    }
  });
  it('gives back the weights that were kept, bit for bit', async () => {
    const loaded = await library.load('tacet');
    if (!loaded.ok) throw new Error(loaded.error.message);
    for (const [name, { shape, data }] of made.model.weights) {
      expect(loaded.value.model.weights.get(name)).toEqual({ shape, data });
    }
    expect(await library.card('tacet')).toEqual({ ok: true, value: '# A card' });
  });
  describe('keeps a network of 2018', () => {
    const history = seoModel({ residual: 'multiply', window: { centerHu: 50, widthHu: 400 } });
    const loadedHistory = async () => {
      await library.keep('Case 1', { ...made, model: history });
      const loaded = await library.load('case-1');
      if (!loaded.ok) throw new Error(loaded.error.message);
      return loaded.value;
    };

    it('and gives back its weights, its window and its greys as they were', async () => {
      const { model } = await loadedHistory();
      expect(model.definition).toEqual(history.definition);
      for (const [name, { shape, data }] of history.weights) expect(model.weights.get(name)).toEqual({ shape, data });
    });
    it('and lists it for what it is, with 1,338 weights and 0.35 GMAC', async () => {
      await loadedHistory();
      expect(
        (await library.list()).map(({ name, architecture, parameters, gmacPerSlice }) => [
          name,
          architecture,
          parameters,
          gmacPerSlice,
        ]),
      ).toEqual([
        ['tacet', 'residual-cnn', expect.any(Number), expect.any(Number)],
        ['case-1', 'seo-2018', 1338, 0.4],
      ]);
    });
    it('and takes it over from a zip', async () => {
      const { sha256 } = await loadedHistory();
      const packed = await library.pack('case-1');
      if (!packed.ok) throw new Error(packed.error.message);
      const path = join(temporaryFolder(), 'model.zip');
      writeFileSync(path, packed.value);
      expect(await library.importFrom(path, 'again')).toEqual({ ok: true, value: 'again' });
      expect(await library.load('again')).toMatchObject({ ok: true, value: { sha256 } });
    });
    it('and neither trains it further nor exports it as ONNX, which it says in a sentence', async () => {
      const loaded = await loadedHistory();
      expect(asBase(loaded)).toMatchObject({ ok: false, error: { code: 'history-not-trained', values: { name: 'case-1' } } });
      expect(asOnnx(loaded)).toMatchObject({
        ok: false,
        error: {
          code: 'history-no-onnx',
          message: 'The model "case-1" is a network of 2018, kept as history: it is not exported as ONNX.',
        },
      });
      const tacet = await library.load('tacet');
      if (!tacet.ok) throw new Error(tacet.error.message);
      expect([asBase(tacet.value).ok, asOnnx(tacet.value).ok]).toEqual([true, true]);
    });
    it.each([
      ['more channels than its weights have', '"channels": 3', '"channels": 4'],
      ['five activations', '"sigmoid",', ''],
      ['a window without width', '"widthHu": 400', '"widthHu": 0'],
      ['a residual function that nobody knows', '"multiply"', '"divide"'],
    ])('but refuses one with %s', async (_, from, to) => {
      await loadedHistory();
      const path = join(own, 'case-1', 'model.json');
      const text = readFileSync(path, 'utf8');
      expect(text).toContain(from);
      writeFileSync(path, text.replace(from, to));
      expect(await codeOf('case-1')).toBe('model-broken');
    });
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

  describe('gives models away and takes them over', () => {
    const zipAt = async (): Promise<string> => {
      const packed = await library.pack('tacet');
      if (!packed.ok) throw new Error(packed.error.message);
      const path = join(temporaryFolder(), 'model.zip');
      writeFileSync(path, packed.value);
      return path;
    };
    it('from a zip that it made, and from a folder, with card and weights bit for bit', async () => {
      for (const [from, name] of [
        [await zipAt(), 'from a zip'],
        [join(shipped, 'tacet'), 'from a folder'],
      ] as const) {
        expect(await library.importFrom(from, name)).toEqual({ ok: true, value: name.replaceAll(' ', '-') });
        const [ours, theirs] = [await library.load(name.replaceAll(' ', '-')), await library.load('tacet')];
        if (!ours.ok || !theirs.ok) throw new Error('not loaded');
        expect(ours.value.sha256).toBe(theirs.value.sha256);
        expect(await library.card(name.replaceAll(' ', '-'))).toEqual({ ok: true, value: '# A card' });
      }
    });
    it('under its own title where no other is given, and never over a model that is there', async () => {
      expect(await library.importFrom(await zipAt(), null)).toEqual({ ok: true, value: 'a-title' });
      expect(await library.importFrom(await zipAt(), null)).toMatchObject({ ok: false, error: { code: 'model-name-taken' } });
    });
    it('refusing what is no model, with a sentence, and keeping nothing of it', async () => {
      const folder = temporaryFolder();
      const junk = join(folder, 'junk.zip');
      writeFileSync(junk, 'no zip');
      const broken = join(temporaryFolder(), 'broken');
      cpSync(join(shipped, 'tacet'), broken, { recursive: true });
      appendFileSync(join(broken, 'weights.safetensors'), 'x');
      for (const [path, code] of [
        [junk, 'model-zip'],
        [folder, 'model-broken'],
        [broken, 'model-broken'],
        [join(folder, 'nothing'), 'model-missing'],
      ] as const)
        expect(await library.importFrom(path, 'new')).toMatchObject({ ok: false, error: { code } });
      expect((await library.list()).map(({ name }) => name)).toEqual(['tacet']);
    });
  });
});
