import { version } from '../../../package.json';
import type { Emit, Handlers } from '../../contract';
import { forkEngine, type LaunchEngine } from '../../jobs/engine/child';
import { userDataFolder } from '../home';
import { openMemory } from '../memory';
import { createPlaces, type Places } from '../places';
import type { Platform } from '../platform';
import { createUploads } from '../uploads';
import { createAppHandlers } from './app';

export { dispatch } from './dispatch';

export interface SessionOptions {
  readonly platform: Platform;
  readonly emit: Emit;
  /** Absolute paths from the command line. */
  readonly initialPaths: readonly string[];
  /** How the engine process is started; a plain child of Node unless told otherwise. */
  readonly launchEngine?: LaunchEngine;
}

/** Everything main does for its page, behind the contract. */
export interface Session {
  readonly handlers: Handlers;
  readonly places: Places;
  /** Ends the jobs and the engine process, and removes what was uploaded. */
  dispose(): Promise<void>;
}
export type OpenSession = (options: SessionOptions) => Session;

/** Puts the rooms together: the one place where handlers meet what they work with. */
export function openSession({
  platform,
  emit: _emit,
  initialPaths,
  launchEngine: _launch = forkEngine,
}: SessionOptions): Session {
  const memory = openMemory(userDataFolder());
  const uploads = createUploads();
  const places = createPlaces(memory, uploads);
  const app = createAppHandlers({ version, platform, places, memory, uploads, initialPaths });
  return {
    handlers: { ...app } as Handlers,
    places,
    dispose: async () => uploads.dispose(),
  };
}
