import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { temporaryFolder } from '../temporary-folder';
import { launchBrowser } from '../../src-main/bench/chromium';

const tacet = resolve(import.meta.dirname, '../../dist/main/tacet.cjs');
const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tacet, 'cases', ...args], { encoding: 'utf8' });
  return { code: status, out: stdout, said: stderr };
};
/** One thread's arithmetic is the same every time. */
const quick = ['--epochs', '1', '--backend', 'onnxruntime'];

interface Report {
  readonly cases: readonly Record<string, unknown>[];
  readonly report: string;
}

describe('tacet cases', () => {
  it('compares the cases of both recipes on the phantom: rows, films, and a report that a browser opens without asking for more', async () => {
    const out = join(temporaryFolder(), 'cases');
    const { code, out: json, said } = run('--out', out, '--json', ...quick);
    expect([code, said]).toEqual([0, '']);
    const { cases, report } = JSON.parse(json) as Report;
    expect(cases.map((row) => [row.recipe, row.case])).toEqual([
      ...[1, 2, 3, 4].map((number) => ['as-written', number]),
      ...[1, 2, 3, 4, 5].map((number) => ['mended', number]),
    ]);
    for (const row of cases) {
      expect(row).toMatchObject({ residual: expect.any(String), gradient: expect.any(String), psnrBefore: expect.any(Number) });
      if (row.gif !== null) expect(existsSync(row.gif as string)).toBe(true);
    }
    expect(report).toBe(join(out, 'report.html'));
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(pathToFileURL(report).href);
      expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(report).href]);
      const widths = await page
        .locator('img')
        .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
      expect(widths.length).toBeGreaterThanOrEqual(12);
      for (const width of widths) expect(width).toBe(3 * 128 + 8);
    } finally {
      await browser.close();
    }
  });

  it('keeps each case as a model that the library takes over, lists as history, denoises with and does not make ONNX of', () => {
    const [folder, home] = [temporaryFolder(), temporaryFolder()];
    const at = (args: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [tacet, ...args], {
        encoding: 'utf8',
        env: { ...process.env, TACET_HOME: home },
      });
      return { code: status, out: stdout, said: stderr };
    };
    const keep = join(folder, 'cases', 'models');
    const made = at(['cases', '--out', join(folder, 'cases'), '--keep', keep, '--recipe', 'mended', '--json', ...quick]);
    expect([made.code, made.said]).toEqual([0, '']);
    const { cases } = JSON.parse(made.out) as Report;
    const ran = cases.filter((row) => row.psnrAfter !== null);
    expect(ran.map((row) => row.model)).toEqual(ran.map((row) => join(keep, `seo-2018-case-${String(row.case)}-mended`)));
    expect(readdirSync(keep).sort()).toEqual(ran.map((row) => `seo-2018-case-${String(row.case)}-mended`));
    expect(readdirSync(folder)).toEqual(['cases']);
    for (const model of ran.map((row) => row.model as string))
      expect(readdirSync(model).sort()).toEqual(['card.md', 'model.json', 'weights.safetensors']);

    const name = 'seo-2018-case-2-mended';
    expect(at(['models', 'import', join(keep, name)])).toMatchObject({ code: 0, out: `${name}\n` });
    expect(at(['models']).out).toMatch(/^seo-2018-case-2-mended .*, history: a network of 2018\n.*History, not for use/m);
    expect(at(['models', 'export', name, '--to', join(folder, 'x.onnx')])).toMatchObject({
      code: 1,
      said: expect.stringMatching(/kept as history: it is not exported as ONNX/),
    });
    expect(at(['train', '--base', name, '--steps', '1', '--out', join(folder, 'tuned')])).toMatchObject({
      code: 1,
      said: expect.stringMatching(/kept as history: it is not trained further/),
    });
    expect(readdirSync(folder)).toEqual(['cases']);

    const scan = join(folder, 'scan');
    expect(at(['phantom', '--kind', 'water', '--slices', '1', '--dose', '0.2', '--out', scan]).code).toBe(0);
    const denoised = at([
      'denoise',
      scan,
      '--model',
      name,
      '--out',
      join(folder, 'denoised'),
      '--backend',
      'onnxruntime',
      '--json',
    ]);
    expect(denoised.code).toBe(0);
    expect(denoised.said).toContain(`"${name}" is history: a network of 2018, not for reading.`);
    const { series } = JSON.parse(denoised.out) as { readonly series: readonly Record<string, unknown>[] };
    expect(series[0]).toMatchObject({ model: name, strength: 1, contrast: 0 });
    const image = readFileSync(join(series[0]!.out as string, readdirSync(series[0]!.out as string)[0]!), 'latin1');
    expect(image).toContain(`noise reduced by a historical neural network of 2018, model ${name} `);
  });

  it('says before it trains that a place takes no models', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    expect(run('--out', join(folder, 'cases'), '--keep', file, ...quick)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^A folder is wanted here, and there is a file: .*Give --keep another place\.\n$/),
    });
    expect(readdirSync(folder)).toEqual(['a file']);
  });

  it('leaves nothing behind when it is interrupted, and says so', async () => {
    const folder = temporaryFolder();
    const child = spawn(process.execPath, [
      tacet,
      'cases',
      '--out',
      join(folder, 'cases'),
      '--epochs',
      '5000',
      '--backend',
      'onnxruntime',
    ]);
    let said = '';
    child.stderr.on('data', (text) => (said += String(text)));
    await new Promise((resolve) => setTimeout(resolve, 4000));
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
    expect(said.trim()).toBe('Stopped before the end; nothing was written. Run it again.');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['a place with nothing in it', ['/nowhere/at/all'], 1, /nothing at this place/],
    ['five activations', ['--activations', 'relu,relu,relu,relu,relu'], 2, /must name 6/],
    ['an unknown activation', ['--activations', 'relu,relu,relu,relu,relu,swish'], 2, /no activation "swish"/],
    ['no epochs', ['--epochs', '0'], 2, /whole number from 1/],
  ])('says in one sentence what is wrong with %s, and writes nothing', (_, args, code, words) => {
    const out = join(temporaryFolder(), 'cases');
    const ended = run(...args, '--out', out);
    expect(ended.code).toBe(code);
    expect(ended.said.trim().split('\n')).toHaveLength(1);
    expect(ended.said).toMatch(words);
    expect(existsSync(out)).toBe(false);
  });

  describe.skipIf(!haveSharedData)(`on real scans${whySkipped}`, () => {
    it('gives the same figures for the same seed', () => {
      const rows = [1, 2].map(() => {
        const { out } = run(
          sharedData('siemens-chest'),
          '--out',
          join(temporaryFolder(), 'cases'),
          '--recipe',
          'mended',
          '--json',
          ...quick,
        );
        const { cases } = JSON.parse(out) as Report;
        return cases
          .filter((row) => row.case !== 4)
          .map(({ case: number, psnrAfter, residualNoise, meanShift }) => ({ number, psnrAfter, residualNoise, meanShift }));
      });
      expect(rows[1]).toEqual(rows[0]);
    });

    it('refuses a series that is smaller than a patch', () => {
      const { code, said } = run(sharedData('dicomdir-two-patients'), '--out', join(temporaryFolder(), 'cases'), ...quick);
      expect(code).toBe(1);
      expect(said.trim().split('\n')).toHaveLength(1);
      expect(said).toMatch(/16 × 16 pixels, and the cases need at least 64 × 64/);
    });
  });
});
