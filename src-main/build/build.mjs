/**
 * Builds Tacet into dist/: `main/*.cjs` for Node and Electron's main process (esbuild), `page/` for the window (Vite).
 * The syntax is lowered to Node 12 and Chromium 83, the oldest pair that the shell is tested in (Electron 9).
 */
import { build as bundle, stop as stopBundler } from 'esbuild';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as buildPage } from 'vite';
import { copyCodecs } from './codecs.mjs';
import { isMain, stampName, version, root } from './checkout.mjs';

const nodeBundles = {
  desktop: 'src-main/shell/desktop/main.ts',
  tacet: 'src-main/shell/cli/main.ts',
  engine: 'src-main/jobs/engine/process.ts',
  'bench-contestant': 'src-main/bench/contestants/process.ts',
  'bench-scan': 'src-main/bench/open/scan-process.ts',
  'decode-worker': 'src-main/study/decode-worker.ts',
  'phantom-worker': 'src-main/jobs/phantom/worker.ts',
  'simulation-worker': 'src-main/jobs/simulate/worker.ts',
  'wasm-worker': 'src-main/engine/primitives/wasm-worker.ts',
};
// Runs inside the sandboxed page: no Node modules but `electron`, and one file.
const preload = 'src-main/shell/desktop/preload.ts';

// What `tacet bench viewer` takes from the checkout when it runs.
const onlyInCheckout = ['playwright-core', '@sparticuz/chromium', 'esbuild'];
// Native code and Electron stay outside: they are found in node_modules when they are needed.
const external = [
  './old-node.cjs',
  ...onlyInCheckout,
  'electron',
  'onnxruntime-node',
  '@tensorflow/tfjs-node-gpu',
  'bufferutil',
  'utf-8-validate',
];

const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  legalComments: 'none',
  logLevel: 'warning',
  sourcemap: 'linked',
  sourcesContent: false,
  define: { 'import.meta.dirname': '__dirname' },
  // WebAssembly lies beside the bundle that loads it.
  loader: { '.wasm': 'file' },
  assetNames: '[name]',
};

/** Builds into a folder of its own and then swaps: a Tacet that is being opened meanwhile never sees half a build. */
export async function build() {
  const next = join(root, 'artifacts', `build-${process.pid}`);
  mkdirSync(next, { recursive: true });
  try {
    await Promise.all([
      buildMain(join(next, 'main')),
      buildPage({
        configFile: join(root, 'vite.config.ts'),
        build: { outDir: join(next, 'page'), rolldownOptions: { checks: { pluginTimings: false } } },
      }),
    ]);
    writeFileSync(join(next, stampName), `${version}\n`);
    const dist = join(root, 'dist');
    const old = join(root, 'artifacts', `old-${process.pid}`);
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(next, dist);
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(next, { recursive: true, force: true });
    // Its process would stay for as long as Tacet, which `npm start` opens in this one.
    await stopBundler();
  }
}

async function buildMain(outdir) {
  const entries = Object.entries(nodeBundles).filter(
    ([name, entry]) => existsSync(join(root, entry)) || void skipped(name, entry),
  );
  await bundle({
    ...common,
    entryPoints: Object.fromEntries(entries),
    outdir,
    platform: 'node',
    target: 'node12',
    external,
    inject: [join(root, 'src-main/build/when-node-is-old.ts')],
    // Node compiles a bundle anew at every start: a shorter text starts sooner. Names stay, for whoever reads a stack.
    minifyWhitespace: true,
    minifySyntax: true,
  });
  const oldNode = 'src-main/build/old-node.ts';
  await bundle({ ...common, entryPoints: { 'old-node': oldNode }, outdir, platform: 'node', target: 'node12' });
  await bundle({ ...common, entryPoints: { preload }, outdir, platform: 'browser', target: 'chrome83', external });
  copyCodecs(outdir);
  if (existsSync(join(outdir, 'tacet.cjs'))) chmodSync(join(outdir, 'tacet.cjs'), 0o755);
}

const skipped = (name, entry) => console.error(`build: no ${name}, since ${entry} does not exist`);

if (isMain(import.meta.url)) await build();
