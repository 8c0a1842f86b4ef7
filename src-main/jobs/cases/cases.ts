import type { Saying } from '../../contract';
import type { EngineBackend } from '../../engine';
import type { Comparison, ComparisonPlan, ComparisonProgress } from '../../engine/cases';
import type { DisplayWindow } from '../../engine/quality';
import type { Series, StudyReader } from '../../study';
import type { EngineStopped } from '../engine/owner';

/** Where the pictures come from: a CT series, or our chest phantom. */
export type CasesSource =
  | { readonly kind: 'series'; readonly series: Series; readonly reader: Pick<StudyReader, 'readPixels'> }
  | { readonly kind: 'phantom' };

/** The comparison's plan; its pictures are made of the source. */
export interface CasesRequest extends Omit<ComparisonPlan, 'pictures'> {
  readonly source: CasesSource;
  readonly backend: EngineBackend;
}

export type CasesProgress =
  | ComparisonProgress
  /** Slices are read or painted. */
  | { readonly kind: 'preparing'; readonly done: number; readonly total: number }
  /** The engine died and was started again; what ran in it begins anew. */
  | { readonly kind: 'restarted'; readonly death: EngineStopped };

/** What was compared, on which pictures. */
export interface CasesResult extends Comparison {
  readonly data: {
    readonly source: CasesSource['kind'];
    /** "the chest phantom", or the series' description. */
    readonly name: string;
    readonly trainingSlices: number;
    readonly testSlices: number;
    /** False where the series has too few slices to keep any apart. */
    readonly testWasKeptApart: boolean;
    readonly size: number;
    /** What was done to the slices to get there. */
    readonly preparation: Saying;
    readonly window: DisplayWindow;
  };
  readonly request: Omit<CasesRequest, 'source'>;
}
