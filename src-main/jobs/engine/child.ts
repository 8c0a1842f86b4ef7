import { fork } from 'node:child_process';
import { join } from 'node:path';

/** The engine process as its owner sees it. Messages are structured clones: typed arrays cross as they are. */
export interface EngineChild {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when the process is gone, wanted or not. `why` is for people: "killed by SIGKILL", "code 134". */
  onExit(listener: (why: string) => void): void;
  kill(): void;
}
export type LaunchEngine = () => EngineChild;

/** The bundle of `process.ts`: next to the bundle of main. */
export const engineFile = join(__dirname, 'engine.cjs');

/** A child of Node, or of an Electron that has no `utilityProcess` or whose main is asked to be plain. */
export const forkEngineFrom =
  (file: string): LaunchEngine =>
  () => {
    const child = fork(file, [], { serialization: 'advanced', execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    return {
      // A message to a child that has just died is lost; its owner hears of the death by itself.
      send: (message) => void (child.connected && child.send(message as object, () => undefined)),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => {
        let told = false;
        const tell = (why: string) => {
          if (!told) listener(why);
          told = true;
        };
        child.once('error', (error) => tell(error.message));
        child.once('exit', (code, signal) => tell(signal ? `killed by ${signal}` : `code ${code}`));
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
export const forkEngine = forkEngineFrom(engineFile);
