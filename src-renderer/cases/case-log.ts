import type { EventPayload, RecipeName } from '../../src-main/contract';

export type CaseOutput = Pick<EventPayload<'casesOutput'>, 'epoch' | 'size' | 'normalised' | 'asItIs' | 'shown'>;
export type Measured = EventPayload<'casesMeasured'>;

/** All that was told of one case of one recipe. */
export interface CaseLog {
  readonly recipe: RecipeName;
  readonly case: number;
  /** One an epoch. */
  readonly losses: readonly number[];
  /** By rising epoch. */
  readonly outputs: readonly CaseOutput[];
  /** Null until it is measured. */
  readonly measured: Measured | null;
}

type Key = Pick<CaseLog, 'recipe' | 'case'>;

/** The logs with one of them changed; it begins empty, in its place: recipes as they came, cases by number. */
function changed(logs: readonly CaseLog[], { recipe, case: number }: Key, change: (log: CaseLog) => CaseLog): readonly CaseLog[] {
  const isIt = (log: Key) => log.recipe === recipe && log.case === number;
  const before = logs.find(isIt) ?? { recipe, case: number, losses: [], outputs: [], measured: null };
  return logs.some(isIt) ? logs.map((log) => (isIt(log) ? change(log) : log)) : [...logs, change(before)];
}

export const withEpoch = (logs: readonly CaseLog[], { epoch, loss, ...key }: EventPayload<'casesEpoch'>): readonly CaseLog[] =>
  changed(logs, key, (log) => ({ ...log, losses: [...log.losses.slice(0, epoch - 1), loss] }));

/** The output before the first step begins a case: one that was begun before, in an engine that died, is forgotten. */
export const withOutput = (logs: readonly CaseLog[], { recipe, case: number, ...output }: CaseOutput & Key): readonly CaseLog[] =>
  changed(logs, { recipe, case: number }, (log) =>
    output.epoch === 0
      ? { recipe, case: number, losses: [], outputs: [output], measured: null }
      : { ...log, outputs: [...log.outputs, output] },
  );

export const withMeasured = (logs: readonly CaseLog[], measured: Measured): readonly CaseLog[] =>
  changed(logs, measured, (log) => ({ ...log, measured }));

/** The epochs of which any of these cases has an output, rising. */
export const epochsShown = (logs: readonly CaseLog[]): readonly number[] =>
  [...new Set(logs.flatMap(({ outputs }) => outputs.map(({ epoch }) => epoch)))].sort((a, b) => a - b);

/** A case's output at an epoch: the last one up to it. Null where it has none so early. */
export const outputAt = ({ outputs }: CaseLog, epoch: number): CaseOutput | null =>
  outputs.reduce<CaseOutput | null>((latest, output) => (output.epoch <= epoch ? output : latest), null);

/** The losses of several cases as the plot wants them: epochs, then one column a case. Null where a case has none, or none that a logarithm can show. */
export function lossColumns(
  logs: readonly CaseLog[],
): readonly [epochs: readonly number[], ...losses: readonly (readonly (number | null)[])[]] {
  const epochs = Math.max(0, ...logs.map(({ losses }) => losses.length));
  return [
    Array.from({ length: epochs }, (_, at) => at + 1),
    ...logs.map(({ losses }) => Array.from({ length: epochs }, (_, at) => (losses[at]! > 0 ? losses[at]! : null))),
  ];
}
