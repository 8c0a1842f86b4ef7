import { type Engine, type EngineBackend, engineOn } from '../../engine';
import { interpreters } from '../../engine/primitives/backends';
import type { Interpreter } from '../../engine/primitives/interpreter';

/** The backends that this process has loaded: each once, since a pool of threads may belong to it. */
const loaded = new Map<string, Promise<Interpreter>>();

/** `threads`: as many as it likes where that is null. */
export function loadedInterpreter(backend: EngineBackend, threads: number | null = null): Promise<Interpreter> {
  const key = `${backend} ${threads ?? ''}`;
  const known = loaded.get(key);
  if (known) return known;
  const loading = interpreters[backend](threads ?? undefined);
  loaded.set(key, loading);
  // One that could not be had is tried again the next time.
  loading.catch(() => loaded.delete(key));
  return loading;
}

export const loadedEngine = async (backend: EngineBackend, threads: number | null = null): Promise<Engine> =>
  engineOn(await loadedInterpreter(backend, threads));
