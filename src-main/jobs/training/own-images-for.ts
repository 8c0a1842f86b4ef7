import { type LearningWay, ok, type Outcome, TacetError, type Trouble } from '../../contract';
import type { EngineBackend } from '../../engine';
import { noiseLeft } from '../../engine/harm';
import type { LoadedModel } from '../../models';
import type { Series } from '../../study';
import type { EngineOwner } from '../engine/owner';
import { type Neighbouring, neighbourDistance, neighbourImages, type NoiseLeft } from './neighbours';
import { type HoldingBack, noOwnImages, type OwnImages, type PixelReader, sliceImages } from './own-images';
import { twinImages, twinSeries } from './pairs';

export interface OwnImagesAsked {
  readonly learnsFrom: LearningWay;
  readonly series: readonly Series[];
  readonly reader: PixelReader;
  readonly holding: HoldingBack;
  /** What the model that is to learn leaves of a slice's noise: asked only where slices do not overlap. */
  readonly leaves: NoiseLeft;
}
export interface OwnImagesFound {
  readonly own: OwnImages;
  /** Why a series of several was left out. */
  readonly leftOut: readonly Trouble[];
}

/** What a training learns from, of the series that it was given. Fails, in one sentence, where they cannot teach it this way. */
export async function ownImagesFor({
  learnsFrom,
  series,
  reader,
  holding,
  leaves,
}: OwnImagesAsked): Promise<Outcome<OwnImagesFound>> {
  if (series.length === 0) return ok({ own: noOwnImages, leftOut: [] });
  try {
    switch (learnsFrom) {
      case 'simulated':
        return ok({ own: sliceImages(series, reader, holding), leftOut: [] });
      case 'pairs': {
        const twins = await twinSeries(series, reader);
        return twins.ok ? ok({ own: twinImages(twins.value, reader, holding), leftOut: [] }) : twins;
      }
      case 'neighbours': {
        const [usable, leftOut]: [Neighbouring[], Trouble[]] = [[], []];
        for (const one of series) {
          const distance = await neighbourDistance(one, reader, leaves);
          if (distance.ok) usable.push({ series: one, distance: distance.value });
          else leftOut.push(distance.error);
        }
        if (usable.length === 0) return { ok: false, error: leftOut[0] };
        return ok({ own: neighbourImages(usable, reader, holding), leftOut });
      }
    }
  } catch (thrown) {
    // A slice that cannot be read.
    if (thrown instanceof TacetError) return { ok: false, error: thrown };
    throw thrown;
  }
}

/** By a look at a slice through the model, at full strength. */
export const leftBy =
  (engine: EngineOwner, { model, sha256 }: LoadedModel, backend: EngineBackend): NoiseLeft =>
  async (slice) => {
    const { noiseHu } = await engine.call('denoise', { model: { ...model, id: sha256 }, backend, slice });
    return noiseLeft(
      slice,
      slice.hu.map((hu, i) => hu - noiseHu[i]),
    );
  };
