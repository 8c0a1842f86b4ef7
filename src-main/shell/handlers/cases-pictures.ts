import type { ComparisonPlan } from '../../engine/cases';
import { displayed, drawOf, withNoise } from '../../engine/cases/greys';
import type { EngineOwner } from '../../jobs/engine/owner';

/** A noisy picture and its clean one, 8-bit grey, square. */
export interface PicturePair {
  readonly size: number;
  readonly noisy: Uint8Array;
  readonly clean: Uint8Array;
}

/** What the outputs of a comparison are made from, and should be: as its basis says at the end, but known as soon as the slices are gathered. */
export function pairShown({ pictures: { size, test }, seed }: ComparisonPlan): PicturePair {
  const [clean] = test;
  return { size, clean: clean!, noisy: displayed(withNoise(clean!, clean!, drawOf(seed, 'test', 0, 0))) };
}

/** The engine as it is; `hear` is told of each comparison that it is asked for. */
export function tellingPlans(engine: EngineOwner, hear: (plan: ComparisonPlan) => void): EngineOwner {
  const call: EngineOwner['call'] = (name, request, options) => {
    if (name === 'cases') hear(request as unknown as ComparisonPlan);
    return engine.call(name, request, options);
  };
  return { ...engine, call };
}
