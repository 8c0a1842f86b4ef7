/**
 * `npm run peers [-- pytorch]`: fetches what `tacet bench` compares with and Tacet itself doesn't need, into artifacts/peers: onnxruntime-web and
 * Cornerstone3D (74 MB) from the npm registry, TensorFlow for Python from PyPI, and PyTorch (3 GB to fetch) when it is named. What can't be had is said; the benchmark runs without it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, root } from './checkout.mjs';

const folder = join(root, 'artifacts/peers');
// The version that the engine runs: the same code as WebAssembly.
const onnxruntimeVersion = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies['onnxruntime-node'];

const peers = {
  'onnxruntime-web': {
    proof: 'node_modules/onnxruntime-web',
    fetch: () => npm(folder, `onnxruntime-web@${onnxruntimeVersion}`),
  },
  // With what it takes from Node, for a browser. In a folder of its own: npm clears away what it isn't asked for.
  cornerstone3d: {
    proof: 'cornerstone3d/node_modules/@cornerstonejs/core',
    fetch: () => npm(join(folder, 'cornerstone3d'), '@cornerstonejs/core@5.14.0', 'events@3', 'url@0.11'),
  },
  // The library that tfjs-node runs on here. `npm run native` may have left its wheel.
  tensorflow: { proof: 'tensorflow/tensorflow', fetch: () => pip('tensorflow', 'tensorflow-cpu==2.15.1') },
  pytorch: { proof: 'pytorch/torch', fetch: () => pip('pytorch', 'torch', 'numpy') },
};
const always = ['onnxruntime-web', 'cornerstone3d', 'tensorflow'];

function npm(prefix, ...packages) {
  const args = ['install', '--prefix', prefix, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', ...packages];
  const own = process.env.npm_execpath;
  return own
    ? spawnSync(process.execPath, [own, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}
const pip = (name, ...packages) =>
  spawnSync(
    'python3',
    ['-m', 'pip', 'install', '-q', '--target', join(folder, name), '--find-links', join(root, 'artifacts/wheels'), ...packages],
    options,
  );
const options = { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] };

/** True when it is there in the end. */
function ensurePeer(name) {
  const { proof, fetch } = peers[name];
  if (!existsSync(join(folder, proof))) {
    console.error(`Fetching ${name}…`);
    const { error, stderr } = fetch();
    if (!existsSync(join(folder, proof))) {
      const lines = (error?.message ?? stderr).trim().split('\n');
      console.error(`${name} is not to be had: ${lines.find((line) => /error/i.test(line)) ?? lines.at(-1)}`);
      return false;
    }
  }
  console.error(`${name} is there.`);
  return true;
}

if (isMain(import.meta.url)) {
  const named = process.argv.slice(2);
  const unknown = named.find((name) => !(name in peers));
  if (unknown !== undefined) {
    console.error(`Nothing is called "${unknown}" here. Name one of: ${Object.keys(peers).join(', ')}.`);
    process.exit(2);
  }
  mkdirSync(join(root, 'artifacts/wheels'), { recursive: true });
  const there = [...new Set([...always, ...named])].map(ensurePeer);
  process.exitCode = there.every(Boolean) ? 0 : 1;
}
