import childProcess from 'node:child_process';
import { Deserializer, Serializer } from 'node:v8';
import threads, { type WorkerOptions } from 'node:worker_threads';

/** Messages between the threads and the processes of Electron 9 (Node 12), as a current Node carries them. */
if (Number.parseInt(process.versions.node, 10) === 12) {
  const { Worker, parentPort } = threads;
  // Threads start from .js and .mjs only, and our bundles are .cjs: a thread of one line loads the file there. It reads no archive, beside
  // which a packaged Tacet has the bundles of its threads.
  threads.Worker = class extends Worker {
    constructor(file: string, options?: WorkerOptions) {
      super(`require(${JSON.stringify(file.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked'))})`, { ...options, eval: true });
    }
  };
  // Electron 9 crashes when it frees a buffer that a thread has handed over: there, threads send copies.
  const post = parentPort?.postMessage.bind(parentPort);
  if (parentPort && post) parentPort.postMessage = (message) => post(message);

  // A forked child is spoken to in JSON, which knows no typed arrays: `serialization: 'advanced'` came with 12.16.
  const { fork } = childProcess;
  childProcess.fork = ((...how: Parameters<typeof fork>) => carryTypedArrays(fork(...how))) as typeof fork;
  if (threads.isMainThread && process.send) carryTypedArrays(process as IpcEnd);
}

interface IpcEnd {
  send(message: unknown, ...rest: unknown[]): boolean;
  emit(name: string | symbol, ...args: unknown[]): boolean;
}

/** Both ends of the pipe send structured clones, as base64. */
function carryTypedArrays<End extends object>(end: End): End {
  const pipe = end as unknown as IpcEnd;
  const [send, emit] = [pipe.send.bind(pipe), pipe.emit.bind(pipe)];
  pipe.send = (message, ...rest) => send(toBase64(message), ...rest);
  pipe.emit = (name, ...args) => (name === 'message' ? emit(name, fromBase64(args[0] as string)) : emit(name, ...args));
  return end;
}

function toBase64(message: unknown): string {
  // Not v8.serialize: what v8.deserialize gives back are views of one buffer, and ours are sent on by their own.
  const serializer = new Serializer();
  serializer.writeHeader();
  serializer.writeValue(message);
  return serializer.releaseBuffer().toString('base64');
}

function fromBase64(text: string): unknown {
  const deserializer = new Deserializer(Buffer.from(text, 'base64'));
  deserializer.readHeader();
  return deserializer.readValue();
}
