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

const missing = Object.entries({ Event: ShimEvent, EventTarget: ShimEventTarget, performance }).filter(
  ([name]) => !(name in globalThis),
);
for (const [name, value] of missing) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

if (!('rm' in fs.promises)) {
  const removing = { rm: (path: string) => fs.promises.rmdir(path, { recursive: true }) };
  Object.assign(fs.promises, removing);
  Object.assign(fs, { rmSync: (path: string) => fs.rmdirSync(path, { recursive: true }) });
}
