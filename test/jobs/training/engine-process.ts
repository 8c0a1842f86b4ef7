import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { type EngineChild, forkEngineFrom } from '../../../src-main/jobs/engine/child';
import { type EngineOwner, ownEngine } from '../../../src-main/jobs/engine/owner';
import type { OwnImage } from '../../../src-main/jobs/engine/training-plan';
import { noOwnImages, type OwnImages } from '../../../src-main/jobs/training/own-images';
import { presets, type TrainingPreset } from '../../../src-main/jobs/training/presets';
import type { TrainingRequest } from '../../../src-main/jobs/training/request';
import { type Trained, trainModel, type TrainingNews } from '../../../src-main/jobs/training/train';
import { temporaryFolder } from '../../temporary-folder';
import { tinyModel } from '../../tiny-model';

const bundle = resolve(import.meta.dirname, '../../../dist/main/engine.cjs');
export const built = existsSync(bundle);
export const whyNotBuilt = built ? '' : ' (skipped: not built; "npm run build" builds it)';

/** A real engine process for one test. `kill` ends the one that runs, from outside, by SIGKILL. */
export function engineProcess(launch: () => EngineChild = forkEngineFrom(bundle)): {
  readonly engine: EngineOwner;
  kill(): void;
  readonly started: () => number;
} {
  const children: EngineChild[] = [];
  const engine = ownEngine(() => {
    const child = launch();
    children.push(child);
    return child;
  });
  onTestFinished(() => engine.dispose());
  return { engine, kill: () => children[children.length - 1]!.kill(), started: () => children.length };
}

/** An engine process that may use so much address space, KiB. */
export const limitedEngine = (addressSpaceKib: number) => (): EngineChild => {
  // WebAssembly, which Node itself uses, otherwise reserves more address space than any limit worth testing.
  const node = [process.execPath, '--disable-wasm-trap-handler', bundle];
  const child = spawn('bash', ['-c', `ulimit -v ${addressSpaceKib}; exec "$0" "$@"`, ...node], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  return {
    send: (message) => void (child.connected && child.send(message as object, () => undefined)),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code, signal) => listener(signal ? `killed by ${signal}` : `code ${code}`)),
    kill: () => void child.kill('SIGKILL'),
  };
};

/** A training of seconds: a tiny network on two painted images. */
export const tinyPreset: TrainingPreset = {
  ...presets.small,
  batch: { count: 2, size: 16 },
  procedural: { images: 2, size: 64 },
  architecture: tinyModel().definition,
};
export const tinyRequest = (change: Partial<TrainingRequest> = {}): TrainingRequest => ({
  base: null,
  preset: tinyPreset,
  own: noOwnImages,
  seed: 7,
  steps: 40,
  secondsAtMost: null,
  backend: 'onnxruntime',
  threads: 1,
  folder: temporaryFolder(),
  resume: false,
  preview: null,
  ...change,
});

/** Images that are held by the test, of the form that a training asks for. */
export const ownImages = (
  learnt: readonly OwnImage[],
  {
    heldBack = [],
    teaches = 'slices',
  }: { readonly heldBack?: readonly OwnImage[]; readonly teaches?: OwnImages['teaches'] } = {},
): OwnImages => ({
  teaches,
  learnt: learnt.length,
  heldBack: heldBack.length,
  leastSize: Math.min(...learnt.map(({ size }) => size)),
  digest: String(learnt.reduce((sum, { hu }) => sum + hu.reduce((part, value) => part + value, 0), 0)),
  read: async ({ of, index }) => (of === 'learnt' ? learnt : heldBack)[index]!,
});

/** Trains to the end; `during` hears each piece of news as it comes. */
export async function trainToEnd(
  engine: EngineOwner,
  request: TrainingRequest,
  during: (news: TrainingNews) => void = () => undefined,
  signal = new AbortController().signal,
): Promise<{ readonly news: readonly TrainingNews[]; readonly trained: Trained }> {
  const training = trainModel(engine, request, signal);
  const news: TrainingNews[] = [];
  for (;;) {
    const next = await training.next();
    if (next.done) return { news, trained: next.value };
    news.push(next.value);
    during(next.value);
  }
}
