import { type Engine, type EngineBackend, engineOn } from '../../engine';
import { interpreters } from '../../engine/primitives/backends';
import type { Interpreter } from '../../engine/primitives/interpreter';

/** The backends that this process has loaded: each once, since a pool of threads may belong to it. */
const loaded = new Map<EngineBackend, Promise<Interpreter>>();

export function loadedInterpreter(backend: EngineBackend): Promise<Interpreter> {
  const known = loaded.get(backend);
  if (known) return known;
  const loading = interpreters[backend]();
  loaded.set(backend, loading);
  // One that could not be had is tried again the next time.
  loading.catch(() => loaded.delete(backend));
  return loading;
}

export const loadedEngine = async (backend: EngineBackend): Promise<Engine> => engineOn(await loadedInterpreter(backend));
