import { version } from '../../../package.json';
import { type Emit, type Handlers, ok } from '../../contract';
import { makeDemo } from '../../jobs/phantom/demo';
import { type Backends, createBackends } from '../../jobs/engine/backends';
import { forkEngine, type LaunchEngine } from '../../jobs/engine/child';
import { ownEngine } from '../../jobs/engine/owner';
import { JobBoard } from '../../jobs/job-board';
import { openModelLibrary } from '../../models';
import type { StudyReader } from '../../study';
import { userDataFolder } from '../home';
import { openMeasurementFiles } from '../measurement-files';
import { openMemory } from '../memory';
import { modelPlaces } from '../model-places';
import { createPlaces, type Places } from '../places';
import type { Platform } from '../platform';
import { openStudyReader } from '../study-reader';
import { createUploads } from '../uploads';
import { createAppHandlers } from './app';
import { createCasesHandlers } from './cases';
import { createDenoisingHandlers } from './denoising';
import { createMeasurementHandlers } from './measurements';
import { createPictureHandlers } from './pictures';
import { createStudyHandlers } from './study';
import { createTrainingHandlers } from './training';

export { dispatch } from './dispatch';

export interface SessionOptions {
  readonly platform: Platform;
  readonly emit: Emit;
  /** Absolute paths from the command line. */
  readonly initialPaths: readonly string[];
  /** How the engine process is started; a plain child of Node unless told otherwise. */
  readonly launchEngine?: LaunchEngine;
  /** What computes here, where several sessions share the answer. */
  readonly backends?: Backends;
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
  launchEngine = forkEngine,
  backends: shared,
  reader = openStudyReader(),
}: SessionOptions): Session {
  const dataFolder = userDataFolder();
  const memory = openMemory(dataFolder);
  const uploads = createUploads();
  const places = createPlaces(memory, uploads);
  const app = createAppHandlers({ version, platform, places, memory, uploads, initialPaths });
  const study = createStudyHandlers({
    reader,
    places,
    memory,
    emit,
    makeDemo: (signal) => makeDemo(dataFolder, signal),
  });
  const engine = ownEngine(launchEngine);
  const backends = shared ?? createBackends(launchEngine);
  const models = openModelLibrary(modelPlaces());
  const board = new JobBoard(emit);
  const denoising = createDenoisingHandlers({ studies: study.open, engine, backends, models, board, places, platform, emit });
  const training = createTrainingHandlers({ studies: study.open, engine, backends, models, board, emit });
  const cases = createCasesHandlers({ studies: study.open, engine, backends, models, board, places, platform, emit });
  const pictures = createPictureHandlers({ version, places, platform });
  const measurements = createMeasurementHandlers(openMeasurementFiles(dataFolder));
  const probeBackends: Handlers['probeBackends'] = async () => ok(await backends.report());
  return {
    handlers: {
      ...app,
      ...study.handlers,
      ...denoising.handlers,
      ...training,
      ...cases,
      ...pictures.handlers,
      ...measurements,
      probeBackends,
    },
    places,
    dispose: async () => {
      board.cancelAll();
      engine.dispose();
      if (!shared) backends.dispose();
      await study.dispose();
      denoising.dispose();
      await pictures.dispose();
      uploads.dispose();
    },
  };
}
