import { version } from '../../../package.json';
import { type Emit, type Handlers, TacetError } from '../../contract';
import { forkEngine, type LaunchEngine } from '../../jobs/engine/child';
import type { StudyReader } from '../../study';
import { userDataFolder } from '../home';
import { openMemory } from '../memory';
import { createPlaces, type Places } from '../places';
import type { Platform } from '../platform';
import { openStudyReader } from '../study-reader';
import { createUploads } from '../uploads';
import { createAppHandlers } from './app';
import type { MakeDemo } from './opening';
import { createStudyHandlers } from './study';

export { dispatch } from './dispatch';

export interface SessionOptions {
  readonly platform: Platform;
  readonly emit: Emit;
  /** Absolute paths from the command line. */
  readonly initialPaths: readonly string[];
  /** How the engine process is started; a plain child of Node unless told otherwise. */
  readonly launchEngine?: LaunchEngine;
  /** The study room; with decoders in threads unless told otherwise. */
  readonly reader?: StudyReader;
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
  emit,
  initialPaths,
  launchEngine: _launch = forkEngine,
  reader = openStudyReader(),
}: SessionOptions): Session {
  const memory = openMemory(userDataFolder());
  const uploads = createUploads();
  const places = createPlaces(memory, uploads);
  const app = createAppHandlers({ version, platform, places, memory, uploads, initialPaths });
  const study = createStudyHandlers({ reader, places, memory, emit, makeDemo });
  return {
    handlers: { ...app, ...study.handlers } as Handlers,
    places,
    dispose: async () => {
      await study.dispose();
      uploads.dispose();
    },
  };
}

// eslint-disable-next-line require-yield -- the demo study is made by the phantom job, which is on its way
const makeDemo: MakeDemo = async function* () {
  throw new TacetError('no-demo', 'The demo study cannot be made here.', 'Open a study of your own.');
};
