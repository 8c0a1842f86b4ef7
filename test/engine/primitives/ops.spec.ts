import { describe, expect, it } from 'vitest';
import type { Program } from '../../../src-main/engine/primitives/interpreter';
import type { Ops } from '../../../src-main/engine/primitives/ops';
import { referenceInterpreter } from '../../../src-main/engine/primitives/reference';
import { fastBackends } from '../backends';
import { normalTensor, relativeDifference } from '../numbers';

const shapes = {
  x: [2, 4, 6, 3],
  y: [2, 4, 6, 3],
  one: [2, 4, 6, 1],
  bias: [3],
  filter: [3, 3, 3, 3],
  wide: [2, 4, 6, 8],
  four: [4, 3, 2, 1],
  scalar: [],
};

/** A use of every row of the vocabulary, where `x` lies as it was given and where it comes out of a convolution. */
const uses: Readonly<Record<keyof Ops<unknown>, Program>> = {
  conv: (ops, { x, filter }) => ({ out: ops.conv(x, filter), dilated: ops.conv(x, filter, 2) }),
  convInputGradient: (ops, { x, filter }) => ({
    out: ops.convInputGradient(x, filter),
    dilated: ops.convInputGradient(x, filter, 2),
  }),
  convFilterGradient: (ops, { x, y, one }) => ({
    out: ops.convFilterGradient(x, y, 3),
    dilated: ops.convFilterGradient(x, y, 3, 2),
    wide: ops.convFilterGradient(one, y, 13),
  }),
  add: (ops, { x, y, one, filter }) => ({ out: ops.add(x, y), spread: ops.add(x, one), mixed: ops.add(ops.conv(x, filter), y) }),
  subtract: (ops, { x, y, filter }) => ({ out: ops.subtract(x, y), mixed: ops.subtract(y, ops.conv(x, filter)) }),
  multiply: (ops, { x, y, one, filter, scalar }) => ({
    byScalar: ops.multiply(x, scalar),
    mixedByScalar: ops.multiply(ops.conv(x, filter), scalar),
    out: ops.multiply(x, y),
    spread: ops.multiply(x, one),
    mixed: ops.multiply(ops.conv(x, filter), one),
  }),
  divide: (ops, { x, y }) => ({ out: ops.divide(x, ops.addScalar(ops.square(y), 1)) }),
  scale: (ops, { x }) => ({ out: ops.scale(x, -2.5) }),
  addScalar: (ops, { x }) => ({ out: ops.addScalar(x, 0.25) }),
  addBias: (ops, { x, bias, filter }) => ({ out: ops.addBias(x, bias), mixed: ops.addBias(ops.conv(x, filter), bias) }),
  sumToBias: (ops, { x, filter }) => ({ out: ops.sumToBias(x), mixed: ops.sumToBias(ops.conv(x, filter)) }),
  relu: (ops, { x }) => ({ out: ops.relu(x) }),
  sigmoid: (ops, { x }) => ({ out: ops.sigmoid(x) }),
  tanh: (ops, { x }) => ({ out: ops.tanh(x) }),
  arctan: (ops, { x }) => ({ out: ops.arctan(x) }),
  gate: (ops, { x, y, filter }) => ({
    out: ops.gate(x, y),
    mixed: ops.gate(ops.conv(x, filter), y),
    mixedPassed: ops.gate(y, ops.conv(x, filter)),
    atZero: ops.gate(ops.scale(x, 0), y),
  }),
  square: (ops, { x }) => ({ out: ops.square(x) }),
  sqrt: (ops, { x }) => ({ out: ops.sqrt(ops.square(x)) }),
  sum: (ops, { x, filter }) => ({ out: ops.sum(x), mixed: ops.sum(ops.conv(x, filter)) }),
  sumChannels: (ops, { x, filter }) => ({ out: ops.sumChannels(x), mixed: ops.sumChannels(ops.conv(x, filter)) }),
  unshuffle: (ops, { x, one }) => ({ out: ops.unshuffle(x, 2), single: ops.unshuffle(one, 2) }),
  shuffle: (ops, { wide }) => ({ out: ops.shuffle(wide, 2) }),
  rollExamples: (ops, { x, four, filter }) => ({
    swapped: ops.rollExamples(x, 2, 1),
    mixed: ops.rollExamples(ops.conv(x, filter), 2, 1),
    byOne: ops.rollExamples(four, 4, 1),
    byThree: ops.rollExamples(four, 4, 3),
    inPairs: ops.rollExamples(four, 2, 1),
  }),
  concat: (ops, { x, one, filter }) => ({ out: ops.concat(x, one), mixed: ops.concat(one, ops.conv(x, filter)) }),
  sliceChannels: (ops, { wide }) => ({ out: ops.sliceChannels(wide, 2, 3) }),
};

const values = Object.fromEntries(
  Object.entries(shapes).map(([name, shape], i) => [name, Float32Array.from(normalTensor(shape, 11, i).data)]),
);

describe.each(fastBackends)('on $name$why', ({ interpreter }) => {
  it.skipIf(!interpreter).each(Object.entries(uses))('%s is what the reference computes, within 1e-5', async (_, program) => {
    const run = async (one: typeof referenceInterpreter) => {
      const compiled = await one.compile(program, shapes);
      const outputs = await compiled.run(values);
      await compiled.dispose();
      return outputs;
    };
    const [ours, truth] = [await run(interpreter!), await run(referenceInterpreter)];
    expect(Object.keys(ours).sort()).toEqual(Object.keys(truth).sort());
    for (const [name, expected] of Object.entries(truth))
      expect(relativeDifference(ours[name], expected), name).toBeLessThan(1e-5);
  });
});
