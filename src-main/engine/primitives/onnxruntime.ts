import { cpus } from 'node:os';
import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Compiled, Interpreter } from './interpreter';
import { GraphBuilder, type Node } from './onnx-graph';
import { inEngineLayout, onnxOps } from './onnx-ops';
import { play, record } from './tape';

/** A gradient is named as its weight, and names are unique in a graph. */
const outputPrefix = 'out.';

/** More than eight threads would wait for memory. */
const defaultThreads = (): number => Math.max(1, Math.min(cpus().length, 8));

/** Compiles a program to one ONNX graph and runs it on onnxruntime's CPU provider. Throws when the native library can't be loaded. */
export async function onnxruntimeInterpreter(threads = defaultThreads()): Promise<Interpreter> {
  // Since 1.29 it reports to its maker unless this is set before it loads. Nothing leaves a reader's computer.
  process.env.ORT_DISABLE_TELEMETRY = '1';
  const ort = await import('onnxruntime-node');
  const options: InferenceSession.SessionOptions = {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Its errors are thrown; it need not print them too.
    logSeverityLevel: 4,
  };
  return {
    backend: 'onnxruntime',
    device: `cpu, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    threads,
    lanes: 1,
    compile: async (program, shapes, constants = {}): Promise<Compiled> => {
      const tape = record(program, [...Object.keys(constants), ...Object.keys(shapes)]);
      const given = tape.inputs.filter((name) => !(name in constants));
      const graph = new GraphBuilder();
      const inputs: Record<string, Node> = {};
      for (const name of tape.inputs)
        inputs[name] = name in constants ? graph.constant(name, constants[name]) : graph.input(name, shapes[name]);
      for (const [name, node] of Object.entries(play(tape, onnxOps(graph), inputs))) {
        graph.output(`${outputPrefix}${name}`, inEngineLayout(graph, node));
      }
      const session = await ort.InferenceSession.create(graph.toBytes(), options);
      return {
        run: async (values) => {
          const feeds: Record<string, OrtTensor> = {};
          for (const name of given) feeds[name] = new ort.Tensor('float32', values[name], [...shapes[name]]);
          const results = await session.run(feeds);
          const outputs: Record<string, Float32Array> = {};
          for (const [name, tensor] of Object.entries(results))
            outputs[name.slice(outputPrefix.length)] = tensor.data as Float32Array;
          return outputs;
        },
        dispose: () => session.release(),
      };
    },
    dispose: async () => undefined,
  };
}
