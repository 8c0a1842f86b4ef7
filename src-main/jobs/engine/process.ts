import { setPriority } from 'node:os';
import { type Outcome, troubleOf, valueOf } from '../../contract';
import { type Denoiser, type EngineBackend, plainly } from '../../engine';
import { checkBackend, timeBackend } from '../../engine/primitives/probe';
import type {
  EngineAnswer,
  EngineCallName,
  EngineEvent,
  EngineQuestion,
  EngineReply,
  EngineRequest,
  FromEngine,
  SentModel,
  ToEngine,
} from './calls';
import { runCases } from './cases';
import { runGradcheck } from './gradcheck';
import { loadedEngine, loadedInterpreter } from './loaded';
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
    ask: (question: EngineQuestion<K>) => Promise<EngineAnswer<K>>,
  ) => Promise<EngineReply<K>>;
};

/** Networks that stay compiled: the one in use, and one to compare with. */
const keptModels = 2;
const denoisers = new Map<string, Promise<{ readonly denoiser: Denoiser; readonly device: string }>>();

function denoiserFor(model: SentModel, backend: EngineBackend) {
  const key = `${backend} ${model.id}`;
  const ready =
    denoisers.get(key) ??
    loadedEngine(backend).then(async (engine) => ({ denoiser: await engine.denoiser(model), device: engine.device }));
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

let lastDenoised = 0;

const implementations: Implementations = {
  check: async ({ backend }) => {
    const interpreter = await loadedInterpreter(backend);
    await checkBackend(interpreter);
    return { device: interpreter.device, threads: interpreter.threads };
  },
  time: async ({ backend }) => timeBackend(await loadedInterpreter(backend)),
  denoise: async ({ model, backend, slice }, _say, signal) => {
    const { denoiser, device } = await denoiserFor(model, backend);
    const started = performance.now();
    const prediction = await denoiser.predictNoise(slice, { signal });
    // Of two that are under way, the second counts from when the first was done.
    const milliseconds = performance.now() - Math.max(started, lastDenoised);
    lastDenoised = performance.now();
    return { ...prediction, backend, device, milliseconds };
  },
  train: (request, say, signal, ask) => runTraining(request, request.backend, say, signal, ask),
  gradcheck: runGradcheck,
  cases: (request, say, signal) => runCases(request, request.backend, say, signal),
};

const running = new Map<number, AbortController>();
/** What main was asked and has not answered yet. */
const asked = new Map<number, (answer: Outcome<unknown>) => void>();
let questions = 0;

async function hear(message: ToEngine): Promise<void> {
  const { id } = message;
  if (message.kind === 'stop') return running.get(id)?.abort();
  if (message.kind === 'answer') {
    asked.get(message.question)?.(message.answer);
    return void asked.delete(message.question);
  }
  const stop = new AbortController();
  running.set(id, stop);
  try {
    const implementation = implementations[message.name] as Implementations['train'];
    const say = (event: unknown) => send({ kind: 'event', id, event });
    const ask = async (question: unknown): Promise<never> => {
      const number = ++questions;
      const answer = new Promise<Outcome<unknown>>((resolve) => asked.set(number, resolve));
      send({ kind: 'question', id, number, question });
      return valueOf(await answer) as never;
    };
    const reply = await implementation(message.request as EngineRequest<'train'>, say, stop.signal, ask);
    send({ kind: 'reply', id, reply });
  } catch (thrown) {
    send({ kind: 'failed', id, trouble: troubleOf(plainly(thrown)) });
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
// Ctrl C reaches every process of the terminal's group. Main hears it too, and says what shall be stopped.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
if (port) port.on('message', ({ data }) => void hear(data as ToEngine));
else {
  process.on('message', (message) => void hear(message as ToEngine));
  // Main is gone: nobody is left to work for.
  process.on('disconnect', () => process.exit(0));
}
