import { setPriority } from 'node:os';
import type { BackendName, BackendReport } from '../../contract';
import { TacetError, troubleOf } from '../../contract';
import { type Denoiser, type EngineBackend, openEngine, probeBackends } from '../../engine';
import type { EngineCallName, EngineEvent, EngineReply, EngineRequest, FromEngine, SentModel, ToEngine } from './calls';
import { runCases } from './cases';
import { runGradcheck } from './gradcheck';
import { runTraining } from './training';

/** Entry of the engine process: owns tensors and nothing else. What it is asked, and what it answers, is in calls.ts. */

/** How a child talks to its parent: Electron's utilityProcess, or Node's fork. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}
const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
const send = (message: FromEngine): void => (port ? port.postMessage(message) : void process.send?.(message));

type Implementations = {
  readonly [K in EngineCallName]: (
    request: EngineRequest<K>,
    say: (event: EngineEvent<K>) => void,
    signal: AbortSignal,
  ) => Promise<EngineReply<K>>;
};

let report: Promise<BackendReport> | null = null;
const probe = (): Promise<BackendReport> => (report ??= probeBackends());

async function chosen(backend: BackendName): Promise<EngineBackend> {
  if (backend === 'wasm')
    throw new TacetError('backend-missing', 'The backend "wasm" is not part of this version.', 'Choose "auto" or "onnxruntime".');
  return backend === 'auto' ? ((await probe()).chosen as EngineBackend) : backend;
}

/** Networks that stay compiled: the one in use, and one to compare with. */
const keptModels = 2;
const denoisers = new Map<
  string,
  Promise<{ readonly denoiser: Denoiser; readonly backend: EngineBackend; readonly device: string }>
>();

async function denoiserFor(model: SentModel, wanted: BackendName) {
  const backend = await chosen(wanted);
  const key = `${backend} ${model.id}`;
  const ready =
    denoisers.get(key) ??
    openEngine(backend).then(async (engine) => ({ denoiser: await engine.denoiser(model), backend, device: engine.device }));
  denoisers.delete(key);
  denoisers.set(key, ready);
  // One that could not be made is tried again the next time.
  ready.catch(() => denoisers.delete(key));
  for (const stale of [...denoisers.keys()].slice(0, -keptModels)) {
    void denoisers.get(stale)?.then(({ denoiser }) => denoiser.dispose());
    denoisers.delete(stale);
  }
  return ready;
}

const implementations: Implementations = {
  probe,
  denoise: async ({ model, backend: wanted, slice, guardPx }, _say, signal) => {
    const { denoiser, backend, device } = await denoiserFor(model, wanted);
    const started = performance.now();
    const prediction = await denoiser.predictNoise(slice, { signal, ...(guardPx === undefined ? {} : { guardPx }) });
    return { ...prediction, backend, device, milliseconds: performance.now() - started };
  },
  train: async (request, say, signal) => runTraining(request, await chosen(request.backend), say, signal),
  gradcheck: async ({ backend }, say, signal) => runGradcheck(backend === 'auto' ? 'auto' : await chosen(backend), say, signal),
  cases: async (request, say, signal) => runCases(request, await chosen(request.backend), say, signal),
};

const running = new Map<number, AbortController>();

async function hear(message: ToEngine): Promise<void> {
  const { id } = message;
  if (message.kind === 'stop') return running.get(id)?.abort();
  const stop = new AbortController();
  running.set(id, stop);
  try {
    const implementation = implementations[message.name] as Implementations['train'];
    const say = (event: unknown) => send({ kind: 'event', id, event });
    send({ kind: 'reply', id, reply: await implementation(message.request as EngineRequest<'train'>, say, stop.signal) });
  } catch (thrown) {
    send({ kind: 'failed', id, trouble: troubleOf(thrown) });
  } finally {
    running.delete(id);
  }
}

// The reader's window comes first on a machine with few cores.
try {
  setPriority(5);
} catch {
  // Not every system lets a process step back; then it does not.
}
if (port) port.on('message', ({ data }) => void hear(data as ToEngine));
else {
  process.on('message', (message) => void hear(message as ToEngine));
  // Main is gone: nobody is left to work for.
  process.on('disconnect', () => process.exit(0));
}
