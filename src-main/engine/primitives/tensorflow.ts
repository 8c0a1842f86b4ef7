import { troubleFor } from '../../contract';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as TensorFlow from '@tensorflow/tfjs-node-gpu';
import { TacetError } from '../../contract/outcome';
import type { Interpreter, Tensor } from './interpreter';
import { play, record, type Tape } from './tape';
import { type GraphNode, servingTag, TensorFlowGraph } from './tensorflow-graph';
import { tensorflowOps } from './tensorflow-ops';

type Tf = typeof TensorFlow;

/** What of tfjs-node is called past tfjs: a graph in a session of libtensorflow. A tensor is a number until it is deleted. */
interface Binding {
  readonly TF_FLOAT: number;
  createTensor(shape: readonly number[], type: number, values: Float32Array): number;
  deleteTensor(tensor: number): void;
  tensorDataSync(tensor: number): Float32Array;
  loadSavedModel(folder: string, tag: string): number;
  deleteSavedModel(model: number): void;
  /** Names of nodes are joined by commas. */
  runSavedModel(model: number, given: readonly number[], inputs: string, outputs: string): readonly { readonly id: number }[];
}

/**
 * Compiles a program to one TensorFlow graph and runs it by libtensorflow through tfjs-node-gpu: with CUDA where there is a GPU and its libraries, else
 * on the CPU. Operation by operation, as tfjs does it, a slice took 1.2 times as long. Throws when the addon is not built.
 */
export async function tensorflowInterpreter(): Promise<Interpreter> {
  const tf = await loadTensorFlow();
  const { binding } = tf.backend() as unknown as { readonly binding: Binding };
  return {
    backend: 'tensorflow',
    device: tensorflowDevice(tf),
    threads: cpus().length,
    lanes: 1,
    compile: async (program, shapes, constants = {}) => {
      const tape = record(program, [...Object.keys(constants), ...Object.keys(shapes)]);
      const given = tape.inputs.filter((name) => !(name in constants));
      const outputs = Object.keys(tape.outputs);
      const graph = graphOf(tape, shapes, constants);
      if (!onGpu(tf)) askForMemory(graph.heldAtMost);
      const model = loadGraph(binding, graph);
      const [inputNodes, outputNodes] = [given.map((name) => inputPrefix + name), outputs.map((name) => outputPrefix + name)];
      return {
        run: async (values) => {
          const held: number[] = [];
          try {
            for (const name of given) held.push(binding.createTensor(shapes[name], binding.TF_FLOAT, values[name]));
            const results = binding.runSavedModel(model, [...held], inputNodes.join(), outputNodes.join()).map(({ id }) => id);
            held.push(...results);
            return Object.fromEntries(outputs.map((name, i) => [name, binding.tensorDataSync(results[i])]));
          } finally {
            for (const tensor of held) binding.deleteTensor(tensor);
          }
        },
        dispose: async () => binding.deleteSavedModel(model),
      };
    },
    dispose: async () => undefined,
  };
}

/** A gradient is named as its weight, and names are unique in a graph. */
const [inputPrefix, outputPrefix] = ['in.', 'out.'];

function graphOf(
  tape: Tape,
  shapes: Readonly<Record<string, readonly number[]>>,
  constants: Readonly<Record<string, Tensor>>,
): TensorFlowGraph {
  const graph = new TensorFlowGraph();
  const inputs: Record<string, GraphNode> = {};
  for (const name of tape.inputs)
    inputs[name] =
      name in constants ? graph.constant(inputPrefix + name, constants[name]) : graph.input(inputPrefix + name, shapes[name]);
  for (const [name, node] of Object.entries(play(tape, tensorflowOps(graph), inputs, (node) => graph.free(node))))
    graph.output(outputPrefix + name, node);
  return graph;
}

/**
 * Throws a RangeError where so much memory can't be had. A convolution that gets none ends the process in TensorFlow's kernels for the CPU (seen in
 * 2.15), so it is asked for beforehand: a buffer that nobody writes to takes none.
 */
function askForMemory(byteLength: number): void {
  const most = 2 ** 30;
  const asked: ArrayBuffer[] = [];
  for (let left = byteLength; left > 0; left -= most) asked.push(new ArrayBuffer(Math.min(left, most)));
}

/** tfjs-node reads a graph from a folder alone. */
function loadGraph(binding: Binding, graph: TensorFlowGraph): number {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-graph-'));
  try {
    writeFileSync(join(folder, 'saved_model.pb'), graph.toSavedModel());
    return binding.loadSavedModel(folder, servingTag);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const onGpu = (tf: Tf): boolean => (tf.backend() as unknown as { isUsingGpuDevice?: boolean }).isUsingGpuDevice === true;

/** Where libtensorflow computes. */
export const tensorflowDevice = (tf: Tf): string => (onGpu(tf) ? 'CUDA GPU' : `cpu, libtensorflow, ${cpus().length} threads`);

/**
 * tfjs with libtensorflow under it. The package is optional and its addon is built on demand (`npm run native`), so it is looked for only when
 * asked. Throws a TacetError when it is not there.
 */
export async function loadTensorFlow(): Promise<Tf> {
  const tf = required();
  await tf.ready();
  return tf;
}

function required(): Tf {
  const require = createRequire(__filename);
  // libtensorflow greets on standard error; warnings and errors stay.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '1';
  // tfjs-node still calls a function that Node 23 removed. An import's namespace can't be added to; what `require` gives can.
  const util = require('util') as { isNullOrUndefined?: (value: unknown) => boolean };
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  try {
    return require('@tensorflow/tfjs-node-gpu') as Tf;
  } catch (reason) {
    const text = String(reason);
    const unbuilt = /napi-v\d|tfjs_binding|Cannot find module/.test(text);
    throw new TacetError(
      unbuilt ? troubleFor('tensorflow-not-built') : troubleFor('tensorflow-broken', { why: text.split('\n')[0]! }),
    );
  }
}
