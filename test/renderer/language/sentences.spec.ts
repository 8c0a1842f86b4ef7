import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fail, phrases, remark, troubleFor } from '../../../src-main/contract';
import { phrases as german } from '../../../src-renderer/language/de/sentences/phrases';
import { asText, inWords, remarkInWords } from '../../../src-renderer/language/in-words';
import { catalogues, speak } from '../../../src-renderer/language/language.svelte';
import { phrases as chinese } from '../../../src-renderer/language/zh/sentences/phrases';

const { en, de, zh } = catalogues;
const lists = ['harms', 'gains', 'which', 'differences', 'by'];

/** Every value a sentence asks for, as a mark that can be found again in what it says. */
const marked = new Proxy({}, { get: (_, name: string) => (lists.includes(name) ? [`⟨${name}⟩`] : `⟨${name}⟩`) });
const said = (sentence: unknown): string => {
  const words = (sentence as (values: object) => string | readonly string[])(marked);
  return typeof words === 'string' ? words : words.join(' ');
};
const marksIn = (text: string): readonly string[] => [...new Set(text.match(/⟨\w+⟩/g))].sort();

const spoken = (['troubles', 'remarks'] as const).flatMap((table) =>
  Object.keys(en[table]).map((code) => {
    const of = (words: typeof en): string => said((words[table] as Readonly<Record<string, unknown>>)[code]);
    return { code, table, en: of(en), de: of(de), zh: of(zh) };
  }),
);

describe('what main says', () => {
  it.each(spoken)('$code is said in all three languages, with all of its values', ({ en, de, zh }) => {
    const languages = { en, de, zh };
    for (const [language, text] of Object.entries(languages)) expect(marksIn(text), language).toEqual(marksIn(languages.en));
    expect(languages.de).not.toBe(languages.en);
    expect(languages.zh).toMatch(/\p{Script=Han}/u);
    expect(languages.zh).not.toMatch(/[a-z] (?:the|is|are|of|not|it) /);
  });

  it.each(phrases)('the phrase "%s" has its places in German and in Chinese', (words) => {
    const places = (text: string): readonly string[] => (text.match(/\{\d\}/g) ?? []).sort();
    expect(places(german[words])).toEqual(places(words));
    expect(places(chinese[words])).toEqual(places(words));
    expect(chinese[words]).toMatch(/\p{Script=Han}/u);
  });

  it('has no words in place where the page can meet it: they would stay English', () => {
    const sources = resolve(import.meta.dirname, '../../../src-main');
    const rooms = [
      'dicom',
      'study',
      'models',
      'jobs/denoise',
      'jobs/export',
      'jobs/cases',
      'jobs/engine',
      'engine/primitives',
      'engine/cases',
      'shell/handlers',
      'shell/browser',
    ];
    const inPlace = rooms.flatMap((room) =>
      readdirSync(join(sources, room), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .flatMap((name) =>
          [
            ...readFileSync(join(sources, room, name), 'utf8').matchAll(/(?:fail\(|code: )\s*'([\w-]+)',\s*(?:message: )?['"`]/g),
          ].map(([, code]) => code),
        ),
    );
    // Only the command line imports models.
    expect([...new Set(inPlace)].sort()).toEqual(['model-missing', 'model-zip']);
  });
});

describe('the page', () => {
  afterEach(() => vi.unstubAllGlobals());
  const speaking = (language: 'en' | 'de' | 'zh'): void => {
    vi.stubGlobal('document', { documentElement: {} });
    vi.stubGlobal('navigator', { language: 'en' });
    speak(language);
  };
  const trouble = troubleFor('no-such-frame', { image: 12, count: 3 });

  it('says a trouble in its language, also a reason within it, and what a library said as it stands', () => {
    speaking('de');
    expect(inWords(trouble)).toEqual(['Die Datei hat kein Bild 12: Sie enthält 3.', 'Öffnen Sie die Studie erneut.']);
    const damaged = troubleFor('pixels-cut-off', { why: ['{0} of {1} bytes are there', 5, 8] });
    expect(inWords(damaged)[0]).toBe('Das Bild ist abgeschnitten oder beschädigt (5 von 8 Byte sind vorhanden).');
    expect(inWords(troubleFor('deflate-damaged', { why: 'invalid block type' }))[0]).toContain('(invalid block type)');
    speaking('zh');
    expect(inWords(damaged)[0]).toBe('图像被截断或已损坏（8 字节中仅有 5 字节）。');
    expect(remarkInWords(remark('missing-slices', { slices: 3 }))).toBe('序列中缺少 3 幅层面。');
    speaking('en');
    expect(inWords(trouble)).toEqual([trouble.message, trouble.remedy]);
  });

  it('says a reason that is a sentence of its own in its language, too, and of a trouble as a reason what happened', () => {
    const { code, message, values } = troubleFor('tensorflow-not-built');
    const why = { code, message, values: { ...values } };
    const missing = troubleFor('backend-missing', { backend: 'tensorflow', why });
    expect(missing.message).toBe(
      'The backend "tensorflow" does not run here: The TensorFlow addon is not built on this machine.',
    );
    speaking('de');
    expect(remarkInWords(why)).toBe('Das TensorFlow-Addon ist auf diesem Computer nicht gebaut.');
    expect(inWords(missing)[0]).toBe(
      'Das Backend „tensorflow“ läuft hier nicht: Das TensorFlow-Addon ist auf diesem Computer nicht gebaut.',
    );
    expect(remarkInWords({ code: 'backend-failed', message: 'Error: no such file' })).toBe('Error: no such file');
  });

  it('says the English of main where it does not know the code, and its own words as they are', () => {
    speaking('de');
    expect(inWords({ code: 'of-a-later-version', message: 'New.', remedy: 'Wait.', values: {} })).toEqual(['New.', 'Wait.']);
    expect(inWords(fail('scout', 'Schon deutsch.', '').error)).toEqual(['Schon deutsch.', '']);
  });

  it('copies what is shown, with the code, and with the English where something else is shown', () => {
    speaking('en');
    expect(asText(trouble)).toBe('The file has no image 12: it holds 3. Open the study again. (no-such-frame)');
    speaking('de');
    expect(asText(trouble)).toBe(
      'Die Datei hat kein Bild 12: Sie enthält 3. Öffnen Sie die Studie erneut. (no-such-frame: The file has no image 12: it holds 3.)',
    );
  });
});
