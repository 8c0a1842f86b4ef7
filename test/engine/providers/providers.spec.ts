import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import type { Trouble } from '../../../src-main/contract';
import { referenceInterpreter } from '../../../src-main/engine/primitives/reference';
import { chromiumFolder } from '../../../src-main/bench/chromium';
import { relativeDifference } from '../numbers';
import { tinyRuns } from './tiny-runs';

interface Printed {
  readonly device?: string;
  readonly runs?: Awaited<ReturnType<typeof tinyRuns>>;
  readonly trouble?: Trouble;
}

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'tacet-providers-'));
afterAll(() => rmSync(folder, { recursive: true }));
const script = join(folder, 'print-tiny-runs.cjs');
await build({
  entryPoints: [join(import.meta.dirname, 'print-tiny-runs.ts')],
  outfile: script,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  // An import that is made late is not looked for along NODE_PATH.
  supported: { 'dynamic-import': false },
  external: ['onnxruntime-node'],
  define: { 'import.meta.dirname': '__dirname' },
  logLevel: 'error',
});

async function printed(environment: NodeJS.ProcessEnv): Promise<Printed> {
  const env = { ...process.env, NODE_PATH: join(root, 'node_modules'), ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, [script], { env });
  return JSON.parse(stdout) as Printed;
}

/** SwiftShader is a Vulkan device in software; Chromium's package brings it, and a loader of Vulkan. */
async function swiftShader(): Promise<NodeJS.ProcessEnv | string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'SwiftShader comes for Linux on x64 only';
  const home = await chromiumFolder();
  const [driver, loader] = [join(home, 'vk_swiftshader_icd.json'), join(home, 'libvulkan.so.1')];
  if (!existsSync(driver) || !existsSync(loader)) return "Chromium's package has no SwiftShader";
  return { VK_ICD_FILENAMES: driver, LD_LIBRARY_PATH: home };
}
const software = await swiftShader();
const why = typeof software === 'string' ? ` (skipped: ${software})` : '';

describe('the provider that onnxruntime computes on', () => {
  it('is the processor unless the environment names another', async () => {
    expect((await printed({ TACET_ONNXRUNTIME_PROVIDER: undefined })).device).toBe('cpu, 1 thread');
  });

  it.skipIf(why)(
    `webgpu computes a network and a training step as the reference does, within 1e-4, on SwiftShader${why}`,
    async () => {
      const { device, runs } = await printed({ ...(software as NodeJS.ProcessEnv), TACET_ONNXRUNTIME_PROVIDER: 'webgpu' });
      expect(device).toBe('webgpu');
      const truth = await tinyRuns(referenceInterpreter);
      expect(Object.keys(runs!).sort()).toEqual(Object.keys(truth).sort());
      for (const [name, expected] of Object.entries(truth))
        expect(relativeDifference(runs![name]!, expected), name).toBeLessThan(1e-4);
    },
  );

  it('is refused in a sentence that names what there is, when it is unknown', async () => {
    expect((await printed({ TACET_ONNXRUNTIME_PROVIDER: 'abacus' })).trouble).toMatchObject({
      code: 'onnxruntime-no-provider',
      message: 'onnxruntime has no provider "abacus" on this machine, which TACET_ONNXRUNTIME_PROVIDER asks for.',
      remedy: expect.stringMatching(/^Set it to one of these.*: cpu, webgpu/),
    });
  });

  it.skipIf(why)(`is refused in a sentence when its device is missing${why}`, async () => {
    // Without a driver Vulkan finds none.
    const { trouble } = await printed({ TACET_ONNXRUNTIME_PROVIDER: 'webgpu', VK_ICD_FILENAMES: join(folder, 'none.json') });
    expect(trouble).toMatchObject({
      code: 'onnxruntime-provider',
      message: expect.stringMatching(/^onnxruntime's provider "webgpu" can't be used on this machine: [^\n]*$/),
    });
  });
});
