import type { Program } from './interpreter';
import type { Ops } from './ops';

type Row = keyof Ops<unknown>;

/** How many values a row of the vocabulary takes, before its numbers. */
const valuesTaken: Readonly<Record<Row, 1 | 2>> = {
  conv: 2,
  convInputGradient: 2,
  convFilterGradient: 2,
  add: 2,
  subtract: 2,
  multiply: 2,
  divide: 2,
  scale: 1,
  addScalar: 1,
  addBias: 2,
  sumToBias: 1,
  relu: 1,
  sigmoid: 1,
  tanh: 1,
  arctan: 1,
  gate: 2,
  square: 1,
  sqrt: 1,
  sum: 1,
  sumChannels: 1,
  unshuffle: 1,
  shuffle: 1,
  rollExamples: 1,
  concat: 2,
  sliceChannels: 1,
};

/** A value on a tape: the name of an input, or the number of the step that makes it. */
export type Place = string | number;

export interface TapeStep {
  readonly row: Row;
  readonly from: readonly Place[];
  readonly numbers: readonly number[];
  /** Values that nobody reads after this step. Inputs are the caller's, and outputs are asked for: neither is ever among them. */
  readonly last: readonly number[];
}

/** A program written down, step by step. Plain data, so it can be played on another thread. What no output needs is not on it. */
export interface Tape {
  readonly steps: readonly TapeStep[];
  readonly outputs: Readonly<Record<string, Place>>;
  /** The inputs that are read. */
  readonly inputs: readonly string[];
}

/** Runs a program once with places for values. */
export function record(program: Program, inputs: readonly string[]): Tape {
  const written: Omit<TapeStep, 'last'>[] = [];
  const write =
    (row: Row) =>
    (...given: readonly Place[]): Place => {
      const taken = valuesTaken[row];
      const numbers = given.slice(taken).filter((value) => value !== undefined) as number[];
      return written.push({ row, from: given.slice(0, taken), numbers }) - 1;
    };
  const rows = Object.keys(valuesTaken) as Row[];
  const ops = Object.fromEntries(rows.map((row) => [row, write(row)])) as unknown as Ops<Place>;
  const outputs = program(ops, Object.fromEntries(inputs.map((name) => [name, name])));
  return trimmed(written, outputs);
}

/** Drops the steps that no output needs, and notes where each value is read for the last time. */
function trimmed(written: readonly Omit<TapeStep, 'last'>[], outputs: Readonly<Record<string, Place>>): Tape {
  const wanted = new Set<Place>(Object.values(outputs));
  const lastReader = new Map<number, number>();
  const kept: number[] = [];
  for (let at = written.length - 1; at >= 0; at--) {
    if (!wanted.has(at)) continue;
    kept.unshift(at);
    for (const place of written[at].from) {
      if (typeof place === 'number' && !wanted.has(place)) lastReader.set(place, at);
      wanted.add(place);
    }
  }
  const number = new Map(kept.map((old, at) => [old, at]));
  const moved = (place: Place): Place => (typeof place === 'number' ? number.get(place)! : place);
  const last = kept.map((): number[] => []);
  for (const [value, reader] of lastReader) last[number.get(reader)!].push(number.get(value)!);
  return {
    steps: kept.map((old, at) => ({ ...written[old], from: written[old].from.map(moved), last: last[at] })),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, place]) => [name, moved(place)])),
    inputs: [...wanted].filter((place) => typeof place === 'string'),
  };
}

/** Computes a tape's outputs. `free` hears of each value when nobody will read it any more. */
export function play<T>(
  { steps, outputs }: Tape,
  ops: Ops<T>,
  inputs: Readonly<Record<string, T>>,
  free: (value: T) => void = () => undefined,
): Record<string, T> {
  const values: (T | undefined)[] = [];
  const at = (place: Place): T => (typeof place === 'string' ? inputs[place] : values[place]!);
  for (const { row, from, numbers, last } of steps) {
    const compute = ops[row] as (...given: readonly (T | number)[]) => T;
    values.push(compute(...from.map(at), ...numbers));
    for (const dead of last) {
      free(values[dead]!);
      values[dead] = undefined;
    }
  }
  return Object.fromEntries(Object.entries(outputs).map(([name, place]) => [name, at(place)]));
}
