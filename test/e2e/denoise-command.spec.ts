import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../src-main/dicom';
import { errorsOf, havePydicom, haveValidator, whyNoPydicom, whyNotValidated, withPydicom } from '../dicom/validator';
import { decodedPng } from '../jobs/pictures/decoded';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { temporaryFolder } from '../temporary-folder';

const tacet = resolve(import.meta.dirname, '../../dist/main/tacet.cjs');

function run(args: readonly string[], home = temporaryFolder(), environment: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tacet, ...args], {
    encoding: 'utf8',
    env: { ...process.env, TACET_HOME: home, ...environment },
  });
  return { code: status, out: stdout, said: stderr };
}

interface DenoiseReport {
  readonly series: readonly {
    readonly newSeriesUid: string;
    readonly strength: number;
    readonly images: number;
    readonly noiseBeforeHu: number;
    readonly noiseAfterHu: number;
    readonly meanShiftHu: number;
    readonly out: string;
  }[];
  readonly refused: readonly { readonly path: string; readonly code: string; readonly message: string }[];
}
const report = (out: string): DenoiseReport => JSON.parse(out) as DenoiseReport;
const filesOf = (folder: string): Uint8Array[] =>
  readdirSync(folder)
    .sort()
    .map((name) => new Uint8Array(readFileSync(join(folder, name))));

describe.skipIf(!haveSharedData)(`tacet denoise${whySkipped}`, () => {
  const three = ['1-055.dcm', '1-056.dcm', '1-057.dcm'].map((name) => sharedData('siemens-chest', name));

  it('takes about half of the noise of a real chest, keeps its mean, and says so in JSON', () => {
    const out = temporaryFolder();
    const { code, out: json, said } = run(['denoise', ...three, '--out', out, '--json']);
    expect([code, said]).toEqual([0, '']);
    const { series, refused } = report(json);
    expect(refused).toEqual([]);
    expect(series).toHaveLength(1);
    const [one] = series;
    expect(one).toMatchObject({
      images: 3,
      model: 'tacet',
      contrast: 0.5,
      backend: expect.stringMatching(/onnxruntime|tensorflow/),
    });
    // The strength was found for it: the same for all of its slices.
    expect(one!.strength).toBeGreaterThan(0.45);
    expect(one!.strength).toBeLessThan(0.75);
    expect(one!.noiseAfterHu / one!.noiseBeforeHu).toBeLessThan(0.62);
    expect(one!.noiseAfterHu / one!.noiseBeforeHu).toBeGreaterThan(0.4);
    expect(Math.abs(one!.meanShiftHu)).toBeLessThan(0.1);
    expect(readdirSync(out)).toHaveLength(1);
    const uids = filesOf(one!.out).map((bytes) => {
      const image = openImage(bytes);
      return image.ok ? image.value.header.seriesUid : image.error.code;
    });
    expect(uids).toEqual([one!.newSeriesUid, one!.newSeriesUid, one!.newSeriesUid]);
  });

  it('at strength 0 writes every pixel as it was, and the same UIDs each time', () => {
    const outs = [temporaryFolder(), temporaryFolder()];
    const reports = outs.map(
      (out) => report(run(['denoise', three[0]!, '--out', out, '--strength', '0', '--json']).out).series[0]!,
    );
    expect(reports[0]!.newSeriesUid).toBe(reports[1]!.newSeriesUid);
    const [derived] = filesOf(reports[0]!.out);
    const source = new Uint8Array(readFileSync(three[0]!));
    const pixels = (bytes: Uint8Array): Buffer => Buffer.from(bytes).subarray(-512 * 512 * 2);
    expect(pixels(derived!).equals(pixels(source))).toBe(true);
  });

  it.skipIf(!havePydicom)(
    `with --png writes a picture of each image beside it: what pydicom reads, in the file's own window, marked as denoised${whyNoPydicom}`,
    () => {
      const { series } = report(run(['denoise', ...three.slice(0, 2), '--out', temporaryFolder(), '--png', '--json']).out);
      const { out } = series[0]!;
      expect(readdirSync(out).sort()).toEqual(['IM0001.dcm', 'IM0001.png', 'IM0002.dcm', 'IM0002.png']);
      for (const name of ['IM0001', 'IM0002']) {
        const png = decodedPng(new Uint8Array(readFileSync(join(out, `${name}.png`))));
        expect(png).toMatchObject({ rows: 512, columns: 512, colourType: 0 });
        expect(Object.keys(png.text)).toEqual(['Software', 'Description']);
        expect(png.text.Software).toMatch(/^Tacet \d/);
        expect(png.text.Description).toMatch(
          /^Denoised by Tacet: model tacet, strength \d+ %. Not for diagnostic use. Window 400 \/ 40\.$/,
        );
        // LINEAR of PS3.3 C.11.2.1.2.1.
        const greys = withPydicom(
          new Uint8Array(readFileSync(join(out, `${name}.dcm`))),
          `numpy.floor(numpy.clip((hu - (40 - 0.5)) / (400 - 1) + 0.5, 0, 1) * 255 + 0.5).astype(int).ravel().tolist()`,
        ) as number[];
        // The mark lies in the lower left corner, nine pixels high.
        const [above, corner] = [503 * 512, 300];
        expect(greys.filter((grey, at) => (at < above || at % 512 > corner) && grey !== png.pixels[at])).toEqual([]);
        expect(greys.filter((grey, at) => at >= above && at % 512 <= corner && grey !== png.pixels[at]).length).toBeGreaterThan(
          300,
        );
      }
    },
  );

  it.skipIf(!haveValidator)(`writes nothing that dciodvfy calls an error and the source had not${whyNotValidated}`, () => {
    const out = temporaryFolder();
    const { series } = report(run(['denoise', three[0]!, '--out', out, '--json']).out);
    const known = errorsOf(new Uint8Array(readFileSync(three[0]!)));
    for (const bytes of filesOf(series[0]!.out)) expect(errorsOf(bytes).filter((error) => !known.includes(error))).toEqual([]);
  });

  it('ends with 3 where some of the input was refused, and lists it with the reason', () => {
    const out = temporaryFolder();
    const { code, out: json } = run(['denoise', sharedData('mixed-series/localizer-in-series'), '--out', out, '--json']);
    expect(code).toBe(3);
    const { series, refused } = report(json);
    expect(series.length).toBeGreaterThan(0);
    expect(refused.map((one) => one.code)).toContain('scout');
  });

  it('refuses a series whose numbers are no HU, though its header says so, and writes nothing', () => {
    const out = temporaryFolder();
    // 12 bits, -1024 to -770 HU by pydicom.
    const ended = run(['denoise', sharedData('siemens-head-tilt-no-tag'), '--out', out]);
    expect(ended.code).toBe(1);
    expect(ended.said.trim().split('\n')).toHaveLength(1);
    expect(ended.said).toMatch(/Nothing in this series is denser than -770 HU/);
    expect(readdirSync(out)).toEqual([]);
  });

  it.each([
    ['a model that is not there', ['--model', 'nothing'], 1, /There is no model named "nothing"/],
    ['a strength above 1', ['--strength', '2'], 2, /from 0 to 1/],
  ])('says in one sentence what is wrong with %s, and writes nothing', (_, args, code, words) => {
    const out = temporaryFolder();
    const ended = run(['denoise', three[0]!, '--out', out, ...args]);
    expect(ended.code).toBe(code);
    expect(ended.said.trim().split('\n')).toHaveLength(1);
    expect(ended.said).toMatch(words);
    expect(readdirSync(out)).toEqual([]);
  });

  it('finds the same noise in WebAssembly as with native code', () => {
    const [native, wasm] = ['onnxruntime', 'wasm'].map(
      (backend) => report(run(['denoise', three[0]!, '--out', temporaryFolder(), '--backend', backend, '--json']).out).series[0]!,
    );
    expect(wasm).toMatchObject({ backend: 'wasm', noiseBeforeHu: native!.noiseBeforeHu });
    expect(Math.abs(wasm!.noiseAfterHu - native!.noiseAfterHu)).toBeLessThan(0.01);
  });

  it('says in one sentence that a backend that is named does not run here, and writes nothing', () => {
    const out = temporaryFolder();
    const environment = { TACET_ONNXRUNTIME_PROVIDER: 'abacus' };
    const ended = run(['denoise', three[0]!, '--out', out, '--backend', 'onnxruntime'], temporaryFolder(), environment);
    expect(ended.code).toBe(1);
    expect(ended.said.trim().split('\n')).toHaveLength(1);
    expect(ended.said).toMatch(/no provider "abacus" on this machine/);
    expect(readdirSync(out)).toEqual([]);
  });

  it('leaves nothing behind when it is interrupted, and says so', async () => {
    const out = temporaryFolder();
    const child = spawn(process.execPath, [tacet, 'denoise', sharedData('siemens-chest'), '--out', out]);
    let said = '';
    child.stderr.on('data', (text) => (said += String(text)));
    while (!readdirSync(out).some((name) => name.startsWith('.') && readdirSync(join(out, name)).length > 0))
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(code).toBe(1);
    expect(said.trim()).toBe('Stopped before the end; the series under way was not written. Run it again.');
    expect(readdirSync(out)).toEqual([]);
  });
});

describe('tacet backends', () => {
  it('names every backend with its speed or why it is not here, and the one chosen', () => {
    const { code, out } = run(['backends', '--json']);
    const { chosen, why, backends } = JSON.parse(out) as {
      chosen: string;
      why: string;
      backends: { name: string; available: boolean }[];
    };
    expect(code).toBe(0);
    expect(backends.map(({ name }) => name).sort()).toEqual(['onnxruntime', 'reference', 'tensorflow', 'wasm']);
    expect(backends.find(({ name }) => name === chosen)!.available).toBe(true);
    expect(why).toMatch(/GFLOP\/s/);
  });

  it('passes over a backend that cannot be had, and says why', () => {
    const { code, out } = run(['backends'], temporaryFolder(), { TACET_ONNXRUNTIME_PROVIDER: 'abacus' });
    expect(code).toBe(0);
    expect(out).toMatch(/onnxruntime +not here: onnxruntime has no provider "abacus"/);
    expect(out).toMatch(/\n\w+: [\d.]+ GFLOP\/s on /);
  });
});

describe('what computes', () => {
  it('reports to nobody: onnxruntime, which would, leaves no trace of its reporter', () => {
    const temporary = temporaryFolder();
    const env: NodeJS.ProcessEnv = { ...process.env, TMPDIR: temporary, TACET_HOME: temporary };
    // Its reporter would be silent for either of these, too.
    delete env.CI;
    delete env.ORT_DISABLE_TELEMETRY;
    const { status } = spawnSync(process.execPath, [tacet, 'backends'], { env: { ...env, HOME: temporary } });
    expect(status).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('tacet train', () => {
  const train = (out: string, ...args: string[]) =>
    run(['train', '--preset', 'small', '--steps', '30', '--backend', 'onnxruntime', '--out', out, '--json', ...args]);

  it('makes a model folder that tacet denoise takes, logs its losses, and goes on where it ended', () => {
    const home = temporaryFolder();
    const out = join(home, 'models', 'mine');
    mkdirSync(join(home, 'models'));
    const { code, out: json, said } = train(out, '--seed', '5');
    expect([code, said]).toEqual([0, '']);
    expect(JSON.parse(json)).toMatchObject({ model: out, backend: 'onnxruntime', preset: 'small', steps: 30, resumedFrom: null });
    const steps = readFileSync(join(out, 'train.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { step: number }).step);
    expect(steps).toEqual([10, 20, 30]);
    expect(existsSync(join(out, 'card.md'))).toBe(true);
    const again = train(out, '--seed', '5', '--steps', '40', '--resume');
    expect(JSON.parse(again.out)).toMatchObject({ steps: 40, resumedFrom: 30 });
    if (!haveSharedData) return;
    const used = run(
      ['denoise', sharedData('siemens-chest/1-055.dcm'), '--model', 'mine', '--out', temporaryFolder(), '--json'],
      home,
    );
    expect(report(used.out).series[0]).toMatchObject({ model: 'mine', images: 1 });
  });
});
