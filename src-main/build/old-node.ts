/**
 * First in every Node bundle: what Electron 9's Node 12 lacks and our dependencies take for granted. Does nothing on a current Node.
 * conf needs EventTarget; long jobs need AbortController; measuring time needs `performance`; folders are removed with `fs.rm` (only folders: its
 * forerunner takes nothing else).
 */
import 'core-js/stable';
import 'abortcontroller-polyfill/dist/abortcontroller-polyfill-only';
import { Event as ShimEvent, EventTarget as ShimEventTarget } from 'event-target-shim';
import fs from 'node:fs';
import { performance } from 'node:perf_hooks';
import threads, { type WorkerOptions } from 'node:worker_threads';

const missing = Object.entries({ Event: ShimEvent, EventTarget: ShimEventTarget, performance }).filter(
  ([name]) => !(name in globalThis),
);
for (const [name, value] of missing) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

if (!('rm' in fs.promises)) {
  const removing = { rm: (path: string) => fs.promises.rmdir(path, { recursive: true }) };
  Object.assign(fs.promises, removing);
  Object.assign(fs, { rmSync: (path: string) => fs.rmdirSync(path, { recursive: true }) });
}

if (Number.parseInt(process.versions.node, 10) === 12) {
  const { Worker, parentPort } = threads;
  // It starts threads from .js and .mjs only, and our bundles are .cjs: a thread of one line loads the file there.
  threads.Worker = class extends Worker {
    constructor(file: string, options?: WorkerOptions) {
      super(`require(${JSON.stringify(file)})`, { ...options, eval: true });
    }
  };
  // Electron 9 crashes when it frees a buffer that a thread has handed over: there, threads send copies.
  const post = parentPort?.postMessage.bind(parentPort);
  if (parentPort && post) parentPort.postMessage = (message) => post(message);
}
