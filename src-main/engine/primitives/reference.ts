import type { Compiled, Interpreter } from './interpreter';
import { sizeOf } from './interpreter';
import type { Ops } from './ops';
import { play, record } from './tape';

/** float64, row-major: the truth that the other backends are checked against. Plain loops, slow. */
export interface Reference {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export const reference = (shape: readonly number[], values?: ArrayLike<number>): Reference => ({
  shape,
  data: values ? Float64Array.from(values) : new Float64Array(sizeOf(shape)),
});

const map = (x: Reference, f: (value: number, index: number) => number): Reference => ({ shape: x.shape, data: x.data.map(f) });

/** `b` has the shape of `a`, or one channel for all channels of `a`, or is a scalar. */
function combine(a: Reference, b: Reference, f: (left: number, right: number) => number): Reference {
  if (a.data.length === b.data.length) return map(a, (value, index) => f(value, b.data[index]));
  if (b.shape.length === 0) return map(a, (value) => f(value, b.data[0]));
  const channels = a.shape[a.shape.length - 1];
  return map(a, (value, index) => f(value, b.data[Math.floor(index / channels)]));
}

/** Calls `visit` with the flat offsets of every (x, w, z) triple that a SAME convolution multiplies. */
function eachProduct(
  [count, height, width, inputs]: readonly number[],
  [size, , , outputs]: readonly number[],
  dilation: number,
  visit: (x: number, w: number, z: number) => void,
): void {
  const reach = (size - 1) / 2;
  for (let n = 0; n < count; n++)
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        for (let i = 0; i < size; i++)
          for (let j = 0; j < size; j++) {
            const y = row + (i - reach) * dilation;
            const x = column + (j - reach) * dilation;
            if (y < 0 || x < 0 || y >= height || x >= width) continue;
            const xAt = ((n * height + y) * width + x) * inputs;
            const zAt = ((n * height + row) * width + column) * outputs;
            const wAt = (i * size + j) * inputs * outputs;
            for (let from = 0; from < inputs; from++)
              for (let to = 0; to < outputs; to++) visit(xAt + from, wAt + from * outputs + to, zAt + to);
          }
}

/** Where element `index` of [N,H,W,C] goes when pixels are gathered in f × f groups. */
function unshuffledIndex(index: number, [, height, width, channels]: readonly number[], factor: number): number {
  const c = index % channels;
  const column = Math.floor(index / channels) % width;
  const row = Math.floor(index / (channels * width)) % height;
  const n = Math.floor(index / (channels * width * height));
  const phase = (row % factor) * factor + (column % factor);
  const [toHeight, toWidth] = [height / factor, width / factor];
  return (
    ((n * toHeight + Math.floor(row / factor)) * toWidth + Math.floor(column / factor)) * channels * factor * factor +
    phase * channels +
    c
  );
}

export const referenceOps: Ops<Reference> = {
  conv(x, w, dilation = 1) {
    const z = reference([...x.shape.slice(0, 3), w.shape[3]]);
    eachProduct(x.shape, w.shape, dilation, (xAt, wAt, zAt) => (z.data[zAt] += x.data[xAt] * w.data[wAt]));
    return z;
  },
  convInputGradient(dz, w, dilation = 1) {
    const dx = reference([...dz.shape.slice(0, 3), w.shape[2]]);
    eachProduct(dx.shape, w.shape, dilation, (xAt, wAt, zAt) => (dx.data[xAt] += dz.data[zAt] * w.data[wAt]));
    return dx;
  },
  convFilterGradient(x, dz, size, dilation = 1) {
    const dw = reference([size, size, x.shape[3], dz.shape[3]]);
    eachProduct(x.shape, dw.shape, dilation, (xAt, wAt, zAt) => (dw.data[wAt] += x.data[xAt] * dz.data[zAt]));
    return dw;
  },
  add: (a, b) => combine(a, b, (left, right) => left + right),
  subtract: (a, b) => combine(a, b, (left, right) => left - right),
  multiply: (a, b) => combine(a, b, (left, right) => left * right),
  divide: (a, b) => combine(a, b, (left, right) => left / right),
  scale: (a, factor) => map(a, (value) => value * factor),
  addScalar: (x, value) => map(x, (element) => element + value),
  addBias: (x, b) => map(x, (value, index) => value + b.data[index % b.data.length]),
  sumToBias(dz) {
    const sums = reference([dz.shape[3]]);
    dz.data.forEach((value, index) => (sums.data[index % sums.data.length] += value));
    return sums;
  },
  relu: (x) => map(x, (value) => Math.max(value, 0)),
  sigmoid: (x) => map(x, (value) => 1 / (1 + Math.exp(-value))),
  tanh: (x) => map(x, (value) => Math.tanh(value)),
  arctan: (x) => map(x, (value) => Math.atan(value)),
  gate: (x, y) => combine(x, y, (value, passed) => (value > 0 ? passed : 0)),
  square: (x) => map(x, (value) => value * value),
  sqrt: (x) => map(x, (value) => Math.sqrt(value)),
  sum: (x) => reference([], [x.data.reduce((total, value) => total + value, 0)]),
  sumChannels(x) {
    const channels = x.shape[3];
    const sums = reference([...x.shape.slice(0, 3), 1]);
    x.data.forEach((value, index) => (sums.data[Math.floor(index / channels)] += value));
    return sums;
  },
  unshuffle(x, factor) {
    const [n, height, width, channels] = x.shape;
    const y = reference([n, height / factor, width / factor, channels * factor * factor]);
    x.data.forEach((value, index) => (y.data[unshuffledIndex(index, x.shape, factor)] = value));
    return y;
  },
  shuffle(x, factor) {
    const [n, height, width, channels] = x.shape;
    const y = reference([n, height * factor, width * factor, channels / (factor * factor)]);
    return map(y, (_, index) => x.data[unshuffledIndex(index, y.shape, factor)]);
  },
  rollExamples(x, group, by) {
    const size = x.data.length / x.shape[0];
    return map(x, (_, index) => {
      const example = Math.floor(index / size);
      const first = example - (example % group);
      return x.data[(first + ((example + by) % group)) * size + (index % size)];
    });
  },
  concat(a, b) {
    const [left, right] = [a.shape[3], b.shape[3]];
    const y = reference([...a.shape.slice(0, 3), left + right]);
    return map(y, (_, index) => {
      const pixel = Math.floor(index / (left + right));
      const channel = index % (left + right);
      return channel < left ? a.data[pixel * left + channel] : b.data[pixel * right + channel - left];
    });
  },
  sliceChannels(x, start, size) {
    const y = reference([...x.shape.slice(0, 3), size]);
    return map(y, (_, index) => x.data[Math.floor(index / size) * x.shape[3] + start + (index % size)]);
  },
};

export const referenceInterpreter: Interpreter = {
  backend: 'reference',
  device: 'cpu, float64 loops',
  threads: 1,
  lanes: 1,
  compile: async (program, shapes, constants = {}): Promise<Compiled> => {
    const tape = record(program, [...Object.keys(constants), ...Object.keys(shapes)]);
    const fixed = Object.fromEntries(Object.entries(constants).map(([name, { shape, data }]) => [name, reference(shape, data)]));
    return {
      run: async (values) => {
        const given = tape.inputs.filter((name) => !(name in fixed)).map((name) => [name, reference(shapes[name], values[name])]);
        const outputs = play(tape, referenceOps, { ...fixed, ...Object.fromEntries(given) });
        return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, Float32Array.from(data)]));
      },
      dispose: async () => undefined,
    };
  },
  dispose: async () => undefined,
};
