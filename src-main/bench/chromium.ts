import bundled from '@sparticuz/chromium';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const root = resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')) as {
  readonly version: string;
};
const home = join(root, 'artifacts', `chromium-${version}`);

/** A headless Chromium out of an npm package: nothing needs to be installed on the machine. Whoever launches it closes it. */
export async function launchBrowser(switches: readonly string[] = []): Promise<Browser> {
  const executablePath = join(await chromiumFolder(), 'chromium');
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...missingOnThisMachine(executablePath) },
    // WebGL on the CPU; and no sandbox, which a container cannot have.
    args: [
      '--no-sandbox',
      '--no-zygote',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      ...switches,
    ],
  });
}

/** Where it lies, unpacked, with SwiftShader and a loader of Vulkan beside it. */
export async function chromiumFolder(): Promise<string> {
  await unpack();
  return home;
}

/** The package unpacks into the system's temporary folder, and takes a half-unpacked one for whole. Ours appears at once. */
async function unpack(): Promise<void> {
  if (existsSync(home)) return;
  const part = `${home}.part-${process.pid}`;
  mkdirSync(part, { recursive: true });
  const { TMPDIR, AWS_EXECUTION_ENV } = process.env;
  // As on a bare Amazon Linux it brings the libraries that a bare machine lacks.
  setEnvironment({ TMPDIR: part, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
  try {
    await bundled.executablePath();
  } finally {
    setEnvironment({ TMPDIR, AWS_EXECUTION_ENV });
  }
  const fonts = `<dir>${join(home, 'fonts')}</dir><cachedir>${join(home, 'fonts-cache')}</cachedir>`;
  writeFileSync(join(part, 'fonts.conf'), `<?xml version="1.0"?><fontconfig>${fonts}</fontconfig>`);
  try {
    renameSync(part, home);
  } catch {
    // Another test run was faster.
    rmSync(part, { recursive: true });
  }
}

/** An undefined variable is taken away. */
function setEnvironment(variables: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(variables))
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
}

/** Libraries and fonts, where the machine has none of its own. */
function missingOnThisMachine(executablePath: string): Record<string, string> {
  const runs = spawnSync(executablePath, ['--version'], { encoding: 'utf8' }).status === 0;
  return {
    ...(runs ? {} : { LD_LIBRARY_PATH: join(home, 'al2023', 'lib') }),
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: join(home, 'fonts.conf') }),
  };
}
