import type { CaseKey, CaseRun, ComparisonBasis } from '../../engine/cases';
import { gifOf } from './film';

/** The output stretched from its minimum and maximum to the display range, or cut off at the range's ends. */
export type FilmKind = 'normalised' | 'as-it-is';

export const gifName = ({ recipe, case: number }: CaseKey, kind: FilmKind): string => `case-${number}-${recipe}-${kind}.gif`;

/** A case's film over its epochs. */
export const filmOf = (run: CaseRun, { size, noisy, clean }: ComparisonBasis, kind: FilmKind): Uint8Array =>
  gifOf({
    size,
    noisy,
    clean,
    frames: run.frames.map((frame) => ({
      output: kind === 'normalised' ? frame.normalised : frame.asItIs,
      progress: frame.epoch / Math.max(1, run.frames.at(-1)!.epoch),
    })),
  });
