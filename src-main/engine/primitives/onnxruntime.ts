import { cpus } from 'node:os';
import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Compiled, Interpreter } from './interpreter';
import { GraphBuilder, type Node } from './onnx-graph';
import { inEngineLayout, onnxOps } from './onnx-ops';

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
    logSeverityLevel: 3,
  };
  return {
    backend: 'onnxruntime',
    device: `cpu, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    threads,
    compile: async (program, shapes, constants = {}): Promise<Compiled> => {
      const graph = new GraphBuilder();
      const inputs: Record<string, Node> = {};
      for (const [name, tensor] of Object.entries(constants)) inputs[name] = graph.constant(name, tensor);
      for (const [name, shape] of Object.entries(shapes)) inputs[name] = graph.input(name, shape);
      for (const [name, node] of Object.entries(program(onnxOps(graph), inputs))) {
        graph.output(`${outputPrefix}${name}`, inEngineLayout(graph, node));
      }
      const session = await ort.InferenceSession.create(graph.toBytes(), options);
      return {
        run: async (values) => {
          const feeds: Record<string, OrtTensor> = {};
          for (const [name, data] of Object.entries(values)) feeds[name] = new ort.Tensor('float32', data, [...shapes[name]]);
          const results = await session.run(feeds);
          const outputs: Record<string, Float32Array> = {};
          for (const [name, tensor] of Object.entries(results))
            outputs[name.slice(outputPrefix.length)] = tensor.data as Float32Array;
          return outputs;
        },
        dispose: () => session.release(),
      };
    },
  };
}
