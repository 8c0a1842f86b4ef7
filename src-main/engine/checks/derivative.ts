import type { Program } from '../primitives/interpreter';
import type { Ops } from '../primitives/ops';
import { reference, type Reference } from '../primitives/reference';
import { seededRandom } from '../random';
import { relativeError } from './check';

export type Shapes = Readonly<Record<string, readonly number[]>>;
export type Point = Readonly<Record<string, Reference>>;

/** A scalar and its derivatives, as they were written by hand. */
export interface Derivative {
  readonly name: string;
  readonly shapes: Shapes;
  /** Its output `value` is the scalar. */
  readonly value: Program;
  /** ∂value/∂x for each input x that it has an output of that name for. */
  readonly byHand: Program;
}

/**
 * Half the distance of the wider of two central differences; its fourth power is what Richardson's extrapolation leaves of their error. The first
 * that carries nothing over the kink of a ReLU is taken, where a difference would be no derivative.
 */
const steps = [5e-5, 5e-6, 5e-7] as const;

/**
 * The largest relative error of what was written by hand against central differences in float64, over at most `mostElements` of each tensor, evenly
 * spread. `ops` computes both; it is the reference unless a test hands in another.
 */
export function errorAgainstDifferences(derivative: Derivative, ops: Ops<Reference>, mostElements = Infinity): number {
  const point = randomPoint(derivative.shapes, 1);
  const evaluate = (): Evaluation => evaluated(derivative.value, ops, point);
  let worst = 0;
  for (const [name, byHand] of Object.entries(derivative.byHand(ops, point))) {
    const { data } = point[name];
    if (byHand.data.length !== data.length) return relativeError(byHand.data, data);
    const indices = spread(data.length, mostElements);
    const differences = indices.map((index) => byDifferences(evaluate, data, index));
    const found = indices.map((index) => byHand.data[index]);
    worst = Math.max(worst, relativeError(found, differences));
  }
  return worst;
}

/** (4 D(h/2) − D(h)) / 3  of the central differences  D(h) = (f(x + h) − f(x − h)) / 2h  (Richardson 1911); NaN where a kink is too near. */
function byDifferences(evaluate: () => Evaluation, data: Float64Array, index: number): number {
  const kept = data[index];
  const { sides } = evaluate();
  const at = (x: number): Evaluation => {
    data[index] = x;
    const evaluation = evaluate();
    data[index] = kept;
    return evaluation;
  };
  for (const h of steps) {
    const [far, near] = [h, h / 2].map((half) => ({ above: at(kept + half), below: at(kept - half), half }));
    if ([far.above, far.below, near.above, near.below].some((one) => one.sides !== sides)) continue;
    const [wide, narrow] = [far, near].map(({ above, below, half }) => (above.value - below.value) / (2 * half));
    return (4 * narrow - wide) / 3;
  }
  return NaN;
}

/** A value, and on which side of its kink everything lay that went into a ReLU; leaky ReLU is made of one. */
interface Evaluation {
  readonly value: number;
  readonly sides: string;
}
function evaluated(program: Program, ops: Ops<Reference>, point: Point): Evaluation {
  let sides = '';
  const relu = (x: Reference): Reference => {
    for (const z of x.data) sides += z > 0 ? '+' : '-';
    return ops.relu(x);
  };
  const { value } = program({ ...ops, relu }, point);
  return { value: value.data[0], sides };
}

/** Normal numbers; a filter's are so spread that a convolution keeps the size of what goes in, and biases are small beside it: no ReLU is dead. */
export function randomPoint(shapes: Shapes, seed: number): Point {
  const random = seededRandom(seed, 61);
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const sd = spreadOf(name, shape);
      const x = reference(shape);
      return [
        name,
        reference(
          shape,
          x.data.map(() => sd * random.normal()),
        ),
      ];
    }),
  );
}

function spreadOf(name: string, shape: readonly number[]): number {
  if (name.endsWith('.w')) return 1 / Math.sqrt(shape[0] * shape[1] * shape[2]);
  return name.endsWith('.b') ? 0.2 : 1;
}

const spread = (length: number, most: number): readonly number[] => {
  const count = Math.min(length, most);
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * length) / count));
};
