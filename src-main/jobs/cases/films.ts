import type { CaseKey, CaseRun, Comparison, ComparisonBasis } from '../../engine/cases';
import { gifOf } from './film';

/** The output stretched from its minimum and maximum to the display range, or cut off at the range's ends. */
export const filmKinds = ['normalised', 'as-it-is'] as const;
export type FilmKind = (typeof filmKinds)[number];

export const gifName = ({ recipe, case: number }: CaseKey, kind: FilmKind): string => `case-${number}-${recipe}-${kind}.gif`;

/** Every film of a comparison, by its name: they take a while to make, and the report shows what lies beside it. */
export type Films = ReadonlyMap<string, Uint8Array>;
export const filmsOf = ({ runs, basis }: Pick<Comparison, 'runs' | 'basis'>): Films =>
  new Map(
    runs.flatMap((run) =>
      run.kind === 'absent' ? [] : filmKinds.map((kind) => [gifName(run, kind), filmOf(run, basis, kind)] as const),
    ),
  );

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
