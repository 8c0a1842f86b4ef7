import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './line-process';
import { contestantFile, peersFolder, pythonFolder } from './places';

/** Whom the benchmark knows. Ours are named as their backends. */
export interface ContestantKind {
  /** For people. */
  readonly title: string;
  readonly command: (threads: number) => Command;
  /** Why it can't be had, and how to get it; null where it is there. Whatever else is wrong shows when it starts. */
  readonly missing: () => string | null;
}

// libtensorflow takes its number of threads from the environment.
const environment = (threads: number) => ({
  TF_NUM_INTRAOP_THREADS: String(threads),
  TF_CPP_MIN_LOG_LEVEL: '2',
  OMP_NUM_THREADS: String(threads),
});
const node = (threads: number): Command => ({ file: process.execPath, args: [contestantFile], env: environment(threads) });
const python =
  (script: string, packages: string) =>
  (threads: number): Command => ({
    file: 'python3',
    // -B: nothing is to be written beside the sources.
    args: ['-B', join(pythonFolder, script)],
    env: { ...environment(threads), PYTHONPATH: join(peersFolder, packages) },
  });
const fetched = (path: string, how: string) => () =>
  existsSync(join(peersFolder, path)) ? null : `it is not installed ("${how}" fetches it)`;
const there = () => null;

export const catalogue = {
  onnxruntime: { title: 'Tacet on onnxruntime', command: node, missing: there },
  tensorflow: { title: 'Tacet on tensorflow', command: node, missing: there },
  wasm: { title: 'Tacet on wasm', command: node, missing: there },
  'onnxruntime-node': { title: 'onnxruntime-node, a bare session', command: node, missing: there },
  'onnxruntime-web': {
    title: 'onnxruntime-web, a bare session',
    command: node,
    missing: fetched('node_modules/onnxruntime-web', 'npm run peers'),
  },
  'tfjs-node': { title: 'tfjs-node by itself', command: node, missing: there },
  'tensorflow-python': {
    title: 'TensorFlow in Python',
    command: python('tensorflow_step.py', 'tensorflow'),
    missing: fetched('tensorflow/tensorflow', 'npm run peers'),
  },
  pytorch: {
    title: 'PyTorch',
    command: python('pytorch_step.py', 'pytorch'),
    missing: fetched('pytorch/torch', 'npm run peers -- pytorch'),
  },
} as const satisfies Record<string, ContestantKind>;
export type ContestantName = keyof typeof catalogue;
