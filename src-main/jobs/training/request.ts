import type { EngineBackend, SliceHu } from '../../engine';
import type { LoadedResidualModel } from '../../models';
import type { OwnImages } from './own-images';
import type { TrainingPreset } from './presets';

/** A training as it is asked for. */
export interface TrainingRequest {
  readonly base: LoadedResidualModel | null;
  readonly preset: TrainingPreset;
  readonly own: OwnImages;
  readonly seed: number;
  readonly steps: number;
  readonly secondsAtMost: number | null;
  readonly backend: EngineBackend;
  /** Null: as many as there are cores. */
  readonly threads?: number | null | undefined;
  /** Where the checkpoint lies: a folder that is there. */
  readonly folder: string;
  /** 200 unless given. */
  readonly checkpointEverySteps?: number | undefined;
  readonly resume: boolean;
  readonly preview: SliceHu | null;
}
