import { cpus } from 'node:os';
import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { TacetError, troubleFor } from '../../contract/outcome';
import type { Compiled, Interpreter } from './interpreter';
import { GraphBuilder, type Node } from './onnx-graph';
import { inEngineLayout, onnxOps } from './onnx-ops';
import { play, record } from './tape';

/** A gradient is named as its weight, and names are unique in a graph. */
const outputPrefix = 'out.';

/** More than eight threads would wait for memory. */
const defaultThreads = (): number => Math.max(1, Math.min(cpus().length, 8));

/** Where onnxruntime computes: its execution providers, by their names there. `dml` is DirectML, on Windows; `coreml` is for macOS. */
export const providers = ['cpu', 'webgpu', 'dml', 'coreml'] as const;
export type Provider = (typeof providers)[number];
/** Names the provider; `cpu` unless it is set. */
export const providerVariable = 'TACET_ONNXRUNTIME_PROVIDER';

function wantedProvider(available: readonly string[]): Provider {
  const wanted = process.env[providerVariable] || 'cpu';
  const here = providers.filter((name) => available.includes(name));
  const provider = here.find((name) => name === wanted);
  if (provider) return provider;
  throw new TacetError(troubleFor('onnxruntime-no-provider', { wanted, variable: providerVariable, here: here.join(', ') }));
}

/** A provider that is built in needs its device and its driver, too; that shows with the first graph. */
const unusable = (provider: Provider, reason: unknown): TacetError =>
  new TacetError(
    troubleFor('onnxruntime-provider', {
      provider,
      // It starts with the place in onnxruntime's sources.
      why: String(reason).split(' was false. ').pop()!.trim(),
      variable: providerVariable,
    }),
  );

/**
 * Compiles a program to one ONNX graph and runs it on onnxruntime, where its environment variable says. Throws when the native library can't be
 * loaded, and a TacetError for a provider that this machine does not have.
 */
export async function onnxruntimeInterpreter(threads = defaultThreads()): Promise<Interpreter> {
  // Since 1.29 it reports to its maker unless this is set before it loads. Nothing leaves a reader's computer.
  process.env.ORT_DISABLE_TELEMETRY = '1';
  const ort = await import('onnxruntime-node');
  const provider = wantedProvider(ort.listSupportedBackends().map(({ name }) => name));
  const cores = `${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  const options: InferenceSession.SessionOptions = {
    // What another provider lacks, the processor computes.
    executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Its errors are thrown; it need not print them too.
    logSeverityLevel: 4,
    // Threads that wait for the next node in a loop take processor time from the window and from each other: on two busy cores a training step
    // took 1.2 to 2.8 times as long with it, and half as much processor time again.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
  return {
    backend: 'onnxruntime',
    device: provider === 'cpu' ? `cpu, ${cores}` : provider,
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
      const session = await ort.InferenceSession.create(graph.toBytes(), options).catch((reason: unknown) => {
        throw provider === 'cpu' ? reason : unusable(provider, reason);
      });
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
