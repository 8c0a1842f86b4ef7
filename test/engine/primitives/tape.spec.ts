import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../../src-main/engine/primitives/interpreter';
import type { Ops } from '../../../src-main/engine/primitives/ops';
import { play, record } from '../../../src-main/engine/primitives/tape';

/** A number with a life: reading it after it was freed, or freeing it twice, is noticed. */
interface Living {
  readonly value: number;
  freed: boolean;
}
const read = (x: Living): number => {
  if (x.freed) throw new Error('A value was read after it was freed.');
  return x.value;
};
function livingOps(made: Living[]): Ops<Living> {
  const make = (value: number): Living => {
    const one = { value, freed: false };
    made.push(one);
    return one;
  };
  const rows: Partial<Ops<Living>> = {
    add: (a, b) => make(read(a) + read(b)),
    subtract: (a, b) => make(read(a) - read(b)),
    square: (x) => make(read(x) ** 2 / 16),
    scale: (x, factor) => make(read(x) * factor),
  };
  return rows as Ops<Living>;
}

/** Each step reads values that are there: the inputs a and b, and what earlier steps made. Any of them may be an output. */
const programs = fc
  .array(
    fc.record({
      row: fc.constantFrom('add', 'subtract', 'square', 'scale'),
      first: fc.nat(),
      second: fc.nat(),
      factor: fc.integer({ min: -3, max: 3 }),
    }),
    { maxLength: 12 },
  )
  .chain((steps) =>
    fc.record({ steps: fc.constant(steps), outputs: fc.uniqueArray(fc.nat(steps.length + 1), { minLength: 1 }) }),
  );
const programOf =
  ({ steps, outputs }: typeof programs extends fc.Arbitrary<infer P> ? P : never): Program =>
  <T>(ops: Ops<T>, { a, b }: Readonly<Record<string, T>>) => {
    const values: T[] = [a!, b!];
    for (const { row, first, second, factor } of steps) {
      const [x, y] = [values[first % values.length]!, values[second % values.length]!];
      values.push(row === 'scale' ? ops.scale(x, factor) : row === 'square' ? ops.square(x) : ops[row](x, y));
    }
    return Object.fromEntries(outputs.map((at) => [`out${at}`, values[at]!]));
  };

describe('a tape', () => {
  it('gives what the program gives, frees each value once after its last reader, and never an input or an output', () => {
    fc.assert(
      fc.property(programs, (one) => {
        const given = { a: { value: 3, freed: false }, b: { value: -2, freed: false } };
        const truth = programOf(one)(livingOps([]), given);
        const tape = record(programOf(one), ['a', 'b']);
        const made: Living[] = [];
        const found = play(tape, livingOps(made), given, (value) => {
          expect(value.freed).toBe(false);
          value.freed = true;
        });
        const numbers = (outputs: Readonly<Record<string, Living>>) =>
          Object.entries(outputs).map(([name, x]) => [name, x.value]);
        expect(numbers(found)).toEqual(numbers(truth));
        const kept = new Set([...Object.values(found), given.a, given.b]);
        for (const value of [...made, given.a, given.b]) expect(value.freed).toBe(!kept.has(value));
      }),
      { numRuns: 500 },
    );
  });

  it('holds no step that no output needs, and no input that nobody reads', () => {
    const tape = record(
      (ops, { a, b }) => {
        ops.square(ops.add(a!, b!));
        return { out: ops.scale(a!, 2) };
      },
      ['a', 'b', 'c'],
    );
    expect(tape.steps.map(({ row }) => row)).toEqual(['scale']);
    expect(tape.inputs).toEqual(['a']);
  });

  it('hands an input through that is an output', () => {
    const tape = record((_, { a }) => ({ out: a! }), ['a']);
    expect(tape.steps).toEqual([]);
    expect(play(tape, livingOps([]), { a: { value: 7, freed: false } }).out!.value).toBe(7);
  });

  it('frees as soon as it may: in a chain, no more than two values live at a time', () => {
    const tape = record(
      (ops, { a }) => {
        const chain = Array.from({ length: 10 }).reduce<typeof a>((x) => ops.square(x!), a);
        return { x: chain! };
      },
      ['a'],
    );
    const made: Living[] = [];
    const ops = livingOps(made);
    let most = 0;
    const watched: Ops<Living> = {
      ...ops,
      square: (x) => {
        const one = ops.square(x);
        most = Math.max(most, made.filter(({ freed }) => !freed).length);
        return one;
      },
    };
    play(tape, watched, { a: { value: 1, freed: false } }, (value) => {
      value.freed = true;
    });
    expect(most).toBe(2);
  });

  it('is plain data: it plays the same after a journey as JSON', () => {
    const program: Program = (ops, { a, b }) => ({ out: ops.scale(ops.subtract(a!, b!), 0.5) });
    const tape = record(program, ['a', 'b']);
    const given = { a: { value: 3, freed: false }, b: { value: -2, freed: false } };
    const travelled = JSON.parse(JSON.stringify(tape)) as typeof tape;
    expect(play(travelled, livingOps([]), given).out!.value).toBe(2.5);
  });
});
