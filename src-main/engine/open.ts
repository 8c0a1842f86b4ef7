import type { Engine, EngineBackend } from './engine';
import { createDenoiser } from './inference/denoiser';
import { interpreters } from './primitives/backends';
import type { Interpreter } from './primitives/interpreter';
import { createTrainer } from './training/trainer';

/** Loads a backend. Throws a TacetError (or the loader's own error) when it can't be had on this machine. */
export async function openEngine(backend: EngineBackend, options: { readonly threads?: number } = {}): Promise<Engine> {
  return engineOn(await interpreters[backend](options.threads));
}

export const engineOn = (interpreter: Interpreter): Engine => ({
  backend: interpreter.backend,
  device: interpreter.device,
  denoiser: async (model) => createDenoiser(interpreter, model),
  trainer: (model, batch, adversarial) => createTrainer(interpreter, model, batch, adversarial),
  dispose: () => interpreter.dispose(),
});
