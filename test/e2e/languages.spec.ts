import { copyFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { de } from '../../src-renderer/language/de';
import { zh } from '../../src-renderer/language/zh';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { temporaryFolder } from '../temporary-folder';
import { keepPicture, launchBrowser } from './browser';
import { openDesk } from './desk';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const chest = sharedData('siemens-chest');
/** One image of a chest, a half of another, a file that is empty and one that is no DICOM. */
function someHarmed(): string {
  const folder = temporaryFolder();
  const [whole, other] = readdirSync(chest).filter((name) => name.endsWith('.dcm'));
  copyFileSync(join(chest, whole!), join(folder, 'whole.dcm'));
  const bytes = readFileSync(join(chest, other!));
  writeFileSync(join(folder, 'half.dcm'), bytes.subarray(0, bytes.length / 2));
  writeFileSync(join(folder, 'empty.dcm'), '');
  writeFileSync(join(folder, 'notes.txt'), 'No image.');
  return folder;
}

const speaking =
  (language: string, more: object = {}) =>
  (home: string): void =>
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ language, ...more }));

/** A model of the user's own whose weights were changed after it was made. */
function damageModel(home: string): void {
  const folder = join(home, 'models', 'mine');
  cpSync(resolve(import.meta.dirname, '../../models/tacet-fast'), folder, { recursive: true });
  const weights = readFileSync(join(folder, 'weights.safetensors'));
  weights[weights.length - 1]! ^= 1;
  writeFileSync(join(folder, 'weights.safetensors'), weights);
}

/** Words without which English says little; none is a word of German. */
const english = /\b(the|is|are|of|than|with|noise|picture)\b/i;

const languages = [
  {
    language: 'de',
    denoise: 'Entrauschen',
    words: de,
    cardInEnglish: 'Die Modellkarte liegt nur auf Englisch vor.',
    told: {
      model: /Für CT von Thorax, Abdomen und Kopf\. 170 k Parameter, /,
      backend: /Stimmt mit der Referenz überein\. Um den Faktor [\d.]+ langsamer\./,
      chosen: /[\d.]+ GFLOP\/s auf .*, schneller als /,
      finding: /Das Training bewirkte nichts: Die Gewichte änderten sich um \de-\d+ ihrer Größe/,
      article: /Der Artikel sah: das Modell schien nichts zu bewirken\./,
      conclusion: /lernt keine Variante: Eine Lernrate von 1e-9 ändert die Gewichte um höchstens \de-\d+ ihrer Größe/,
      slices: /Schichten von 256 × 256 Pixeln, durch Mittelung auf 128 × 128 verkleinert/,
    },
    refused: [
      /^Das Bild ist abgeschnitten oder beschädigt \(\d+ von \d+ Byte sind vorhanden\)\.$/,
      /^Diese Datei ist leer\.$/,
      /^Dies ist keine DICOM-Datei\.$/,
    ],
    harmed: 'Das Modell „mine“ kann nicht verwendet werden: seine Gewichte sind nicht die, mit denen es erstellt wurde.',
    mr: 'Diese Serie ist MR, und Tacet entrauscht nur CT. Wählen Sie eine CT-Serie.',
  },
  {
    language: 'zh',
    denoise: '去噪',
    words: zh,
    cardInEnglish: '模型卡仅提供英文版。',
    told: {
      model: /适用于胸部、腹部和头部 CT。参数量 170 k，/,
      backend: /与参考实现一致。耗时为最快者的 [\d.]+ 倍。/,
      chosen: /在 .* 上达到 [\d.]+ GFLOP\/s，快于 /,
      finding: /训练未起作用：权重仅变化了自身大小的 \de-\d+/,
      article: /文章所见：模型似乎毫无作用。/,
      conclusion: /没有任何方案学到东西：1e-9 的学习率至多使权重变化自身大小的 \de-\d+/,
      slices: /层面由 256 × 256 像素平均缩小到 128 × 128/,
    },
    refused: [/^图像被截断或已损坏（\d+ 字节中仅有 \d+ 字节）。$/, /^此文件为空。$/, /^这不是 DICOM 文件。$/],
    harmed: '模型“mine”无法使用：权重与制作时的不一致。',
    mr: '此序列为 MR，而 Tacet 仅对 CT 去噪。 请选择 CT 序列。',
  },
] as const;

describe.skipIf(!haveSharedData)(`what main says, in the language of the page${whySkipped}`, () => {
  it.each(languages)('$language: why files were refused', async ({ language, refused }) => {
    const { page } = await openDesk(browser, [someHarmed()], undefined, undefined, speaking(language));
    const list = page.locator('details', { hasText: 'notes.txt' });
    await list.locator('summary').click();
    await list.getByText('notes.txt').waitFor();
    const said = await list.locator('.reason > p:first-child').allInnerTexts();
    for (const sentence of refused)
      expect(
        said.some((text) => sentence.test(text)),
        `${sentence}: ${said}`,
      ).toBe(true);
    expect(said).toHaveLength(refused.length);
    await keepPicture(page, `refused-${language}`);
  });

  it.each(languages)('$language: why a series is not denoised', async ({ language, mr }) => {
    const { page } = await openDesk(browser, [sharedData('not-ct')], undefined, undefined, speaking(language));
    await page.locator('li details summary').first().waitFor();
    const said = page.locator('li details li').filter({ hasText: 'MR' }).first();
    await expect.poll(() => said.textContent()).toBe(mr);
    await keepPicture(page, `not-denoised-${language}`);
  });

  it.each(languages)(
    '$language: why a denoising failed, copied with the code and the English',
    async ({ language, denoise, harmed }) => {
      const { page, button } = await openDesk(browser, [chest], undefined, undefined, (home) => {
        damageModel(home);
        speaking(language, { modelName: 'mine' })(home);
      });
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await button(denoise).last().click();
      const notice = page.getByRole('alert').filter({ hasText: harmed });
      await notice.waitFor();
      await keepPicture(page, `failed-${language}`);
      await notice.getByRole('button').first().click();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied.startsWith(harmed)).toBe(true);
      expect(
        copied.endsWith('(model-broken: The model "mine" cannot be used: its weights are not the ones that it was made with.)'),
      ).toBe(true);
    },
  );
});

describe('what Tacet found, in the language of the page', () => {
  it.each(languages)(
    '$language: what models are for, why a backend was chosen, and what the experiment shows',
    async ({ language, words, cardInEnglish, told }) => {
      const { page, button } = await openDesk(browser, [], undefined, undefined, speaking(language));
      const pane = page.getByRole('region', { name: words.settings.settings, exact: true });
      const nothingInEnglish = async () => expect((await pane.innerText()).match(english), 'English').toBeNull();

      await button(words.app.settings).click();
      await button(words.settings.pages.models).click();
      await pane.getByText(told.model).waitFor();
      await nothingInEnglish();
      await button(words.models.card).first().click();
      await pane.getByText(cardInEnglish).waitFor();
      expect(await pane.getByRole('article').getAttribute('lang')).toBe('en');
      await keepPicture(page, `models-${language}`);

      await button(words.settings.pages.compute).click();
      await pane.getByText(told.backend).first().waitFor();
      await pane.getByText(told.chosen).waitFor();
      await nothingInEnglish();
      await keepPicture(page, `compute-${language}`);

      await button(words.settings.pages.cases).click();
      await pane.getByRole('combobox', { name: new RegExp(`^${words.cases.recipe}`) }).selectOption('as-written');
      await pane.getByRole('spinbutton', { name: new RegExp(`^${words.cases.epochs}`) }).fill('1');
      await button(words.cases.start).click();
      await pane.getByText(words.cases.compared).waitFor();
      for (const what of [told.finding, told.article, told.conclusion, told.slices]) await pane.getByText(what).first().waitFor();
      await nothingInEnglish();
      await keepPicture(page, `cases-${language}`);
    },
  );
});
