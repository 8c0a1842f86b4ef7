import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { readMaterial } from '../problem';
import type { Contestant, Run, Start } from './contestant';
import { stepsCompared } from './contestant';
import { onOnnxruntimeNode, onOnnxruntimeWeb } from './onnxruntime';
import { ours } from './ours';
import { onTfjsNode } from './tfjs';

/**
 * Entry of a contestant's process. It says `{"ready":true}` when its first results are written, then answers each line `run` with the time of one
 * more run, `{"milliseconds":…,"processorMs":…}`, and ends with its input. python/contestant.py says the same in Python.
 */
const contestants: Readonly<Record<string, Contestant>> = {
  onnxruntime: ours('onnxruntime'),
  tensorflow: ours('tensorflow'),
  wasm: ours('wasm'),
  'onnxruntime-node': onOnnxruntimeNode,
  'onnxruntime-web': onOnnxruntimeWeb,
  'tfjs-node': onTfjsNode,
};

async function firstResults(run: Run, { task }: Start): Promise<Float32Array> {
  if (task === 'inference') return run();
  const losses = new Float32Array(stepsCompared);
  for (let step = 0; step < stepsCompared; step++) losses.set(await run(), step);
  return losses;
}

async function compete(start: Start): Promise<void> {
  const say = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);
  const run = await contestants[start.contestant](start, readMaterial(start.material));
  writeFileSync(start.results, await firstResults(run, start));
  say({ ready: true });
  for await (const line of createInterface({ input: process.stdin })) {
    if (line !== 'run') throw new Error(`Nobody knows what "${line}" means.`);
    const started = performance.now();
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    say({ milliseconds: performance.now() - started, processorMs: (user + system) / 1000 });
  }
}

compete(JSON.parse(process.argv[2]) as Start).then(
  () => process.exit(0),
  (reason: unknown) => {
    process.stderr.write(`${reason instanceof Error ? reason.message : String(reason)}\n`);
    process.exit(1);
  },
);
