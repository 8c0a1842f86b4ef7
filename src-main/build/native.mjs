/**
 * `npm run native`: builds the addon of @tensorflow/tfjs-node-gpu against the libtensorflow that the PyPI wheel `tensorflow-cpu` carries,
 * which makes the backend `tensorflow` available. The package's own install script would fetch another build from elsewhere.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isMain, root } from './checkout.mjs';
import { fetchWheel, unpack } from './pypi.mjs';

const addon = join(root, 'node_modules/@tensorflow/tfjs-node-gpu');
const binding = join(addon, 'lib/napi-v8/tfjs_binding.node');
// Node 12 (Electron 9) knows Node-API up to 5, which is all the addon uses, and looks for it there.
const bindingOfOldNode = join(addon, 'lib/napi-v5/tfjs_binding.node');
const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
// The names the linker looks for.
const links = { 'libtensorflow.so': libraries[0], 'libtensorflow_framework.so': libraries[1] };

export function buildNative() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('TensorFlow is built here for Linux on x64 only. Elsewhere Tacet computes on onnxruntime.');
  if (!existsSync(addon))
    throw new Error('The package @tensorflow/tfjs-node-gpu is not installed. Run "npm ci", then this again.');
  if (!existsSync(binding)) {
    if (!existsSync(join(addon, 'deps/lib', libraries[0]))) layOutLibrary();
    compile();
  }
  mkdirSync(dirname(bindingOfOldNode), { recursive: true });
  cpSync(binding, bindingOfOldNode);
}

/** The wheel's libraries and headers, where the package's binding.gyp looks for them. */
function layOutLibrary() {
  console.error('Fetching TensorFlow (about 200 MB)…');
  const wheel = fetchWheel('tensorflow-cpu', '2.15.1', ['--python-version', '3.11', '--only-binary=:all:']);
  const unpacked = join(root, 'artifacts/tensorflow');
  rmSync(unpacked, { recursive: true, force: true });
  unpack(wheel, unpacked, [
    ...libraries.map((name) => `tensorflow/${name}`),
    'tensorflow/include/tensorflow/',
    'tensorflow/include/tsl/',
  ]);
  const deps = join(addon, 'deps');
  rmSync(deps, { recursive: true, force: true });
  mkdirSync(join(deps, 'lib'), { recursive: true });
  renameSync(join(unpacked, 'tensorflow/include'), join(deps, 'include'));
  for (const [link, target] of Object.entries(links)) symlinkSync(target, join(deps, 'lib', link));
  // The one that is looked for comes last.
  for (const name of libraries.toReversed()) renameSync(join(unpacked, 'tensorflow', name), join(deps, 'lib', name));
  rmSync(unpacked, { recursive: true });
}

function compile() {
  console.error('Building its addon…');
  const nodeGyp = createRequire(import.meta.url).resolve('node-gyp/bin/node-gyp.js');
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  // Without headers beside Node, node-gyp fetches them.
  const headers = existsSync(join(prefix, 'include/node/node_api.h')) ? [`--nodedir=${prefix}`] : [];
  const options = [
    '--module_name=tfjs_binding',
    `--module_path=${dirname(binding)}`,
    '--napi_build_version=8',
    '--napi_version=8',
  ];
  const { status } = spawnSync(process.execPath, [nodeGyp, 'rebuild', '--silent', ...headers, ...options], {
    cwd: addon,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0 || !existsSync(binding))
    throw new Error('The addon could not be built: what the compiler said is above. It needs make, a C++ compiler and Python 3.');
}

/** In a process of its own: a library that does not fit this machine would take ours down. */
function versionOfLibrary() {
  const script = 'process.stdout.write(require(process.argv[1]).TF_Version)';
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script, binding], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The addon was built, but does not load: ${stderr.trim().split('\n').at(-1)}`);
  return stdout;
}

if (isMain(import.meta.url))
  try {
    buildNative();
    console.error(`TensorFlow ${versionOfLibrary()} is ready.`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
