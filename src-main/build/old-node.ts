/**
 * A bundle of its own, which every other one loads first where Node is old: what Electron 9's Node 12 lacks and our dependencies take for granted. Does nothing on a current Node.
 * conf needs EventTarget; long jobs need AbortController; measuring time needs `performance`; jobs need ids; folders are removed with `fs.rm` (only folders: its
 * forerunner takes nothing else).
 */
import 'core-js/stable';
import 'abortcontroller-polyfill/dist/abortcontroller-polyfill-only';
import { Event as ShimEvent, EventTarget as ShimEventTarget } from 'event-target-shim';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { performance } from 'node:perf_hooks';
import './old-node-messages';

const missing = Object.entries({ Event: ShimEvent, EventTarget: ShimEventTarget, performance }).filter(
  ([name]) => !(name in globalThis),
);
for (const [name, value] of missing) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

if (!('rm' in fs.promises)) {
  const removing = { rm: (path: string) => fs.promises.rmdir(path, { recursive: true }) };
  Object.assign(fs.promises, removing);
  Object.assign(fs, { rmSync: (path: string) => fs.rmdirSync(path, { recursive: true }) });
}

crypto.randomUUID ??= () => uuidOf(crypto.randomBytes(16));

/** Version 4 of RFC 9562: random, but for the bits that say so. */
function uuidOf(bytes: Buffer): ReturnType<typeof crypto.randomUUID> {
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
