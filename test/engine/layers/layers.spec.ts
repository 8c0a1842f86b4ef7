import { describe, expect, it } from 'vitest';
import * as convolution from '../../../src-main/engine/layers/convolution';
import * as activation from '../../../src-main/engine/layers/activation';
import * as extraChannels from '../../../src-main/engine/layers/extra-channels';
import {
  shuffleBackward,
  shuffleForward,
  unshuffleBackward,
  unshuffleForward,
} from '../../../src-main/engine/layers/pixel-shuffle';
import * as residual from '../../../src-main/engine/layers/residual';
import { reference, referenceOps as ops, type Reference } from '../../../src-main/engine/primitives/reference';
import { dot, gradientByDifferences, normalTensor, relativeDifference } from '../numbers';

/** L = ⟨out, dOut⟩, whose gradient by the output is dOut: what central differences find of it is what a backward pass must return. */
const byDifferences = (forward: () => Reference, dOut: Reference, of: Reference): Float64Array =>
  gradientByDifferences(() => dot(forward().data, dOut.data), of);
const close = (found: Reference, truth: Float64Array): void => expect(relativeDifference(found.data, truth)).toBeLessThan(1e-8);

describe('backward passes, by central differences in float64', () => {
  it.each([
    { kernel: 1, dilation: 1 },
    { kernel: 3, dilation: 1 },
    { kernel: 3, dilation: 2 },
    { kernel: 13, dilation: 1 },
  ])('convolution of $kernel × $kernel, dilation $dilation: dx, dw and db', ({ kernel, dilation }) => {
    const x = normalTensor([2, 4, 5, 3], 1);
    const weights = { w: normalTensor([kernel, kernel, 3, 2], 2), b: normalTensor([2], 3) };
    const dz = normalTensor([2, 4, 5, 2], 4);
    const forward = (): Reference => convolution.forward(ops, x, weights, dilation);
    const { dx, dw, db } = convolution.backward(ops, x, weights, { kernel, dilation }, dz);
    close(dx, byDifferences(forward, dz, x));
    close(dw, byDifferences(forward, dz, weights.w));
    close(db, byDifferences(forward, dz, weights.b));
  });

  it.each(activation.activationNames)('%s', (name) => {
    const z = normalTensor([1, 4, 4, 2], 5);
    const dOut = normalTensor([1, 4, 4, 2], 6);
    const forward = (): Reference => activation.forward(ops, name, z);
    close(activation.backward(ops, name, z, forward(), dOut), byDifferences(forward, dOut, z));
  });

  it('ReLU passes nothing where it gave 0', () => {
    const zero = reference([1, 1, 1, 1], [0]);
    expect([...activation.backward(ops, 'relu', zero, zero, reference([1, 1, 1, 1], [7])).data]).toEqual([0]);
  });

  it.each(residual.residualFunctions)('residual function "%s": da, and dx0 with as many channels or one for all', (name) => {
    const a = normalTensor([1, 5, 4, 3], 7);
    const dOut = normalTensor([1, 5, 4, 3], 8);
    for (const x0Channels of ['each', 'one-for-all'] as const) {
      const x0 = normalTensor([1, 5, 4, x0Channels === 'each' ? 3 : 1], 9);
      const forward = (): Reference => residual.forward(ops, name, a, x0);
      const { da, dx0 } = residual.backward(ops, name, { a, x0 }, x0Channels, dOut);
      close(da, byDifferences(forward, dOut, a));
      if (name === 'none') expect(dx0).toBeNull();
      else close(dx0!, byDifferences(forward, dOut, x0));
    }
  });

  it('extra channels, which are told and ask for no gradient', () => {
    const x = normalTensor([1, 3, 3, 4], 13);
    const map = normalTensor([1, 3, 3, 1], 14);
    const dOut = normalTensor([1, 3, 3, 5], 15);
    close(
      extraChannels.backward(ops, dOut, 4),
      byDifferences(() => extraChannels.forward(ops, x, map), dOut, x),
    );
  });

  it.each([1, 2, 3])('pixel-shuffle by %i and back: each is the inverse of the other, and its backward pass', (factor) => {
    const x = normalTensor([2, 6, 12, 2], 16);
    const gathered = unshuffleForward(ops, x, factor);
    expect(gathered.shape).toEqual([2, 6 / factor, 12 / factor, 2 * factor * factor]);
    expect(shuffleForward(ops, gathered, factor)).toEqual(x);
    const dOut = normalTensor(gathered.shape, 17);
    close(
      unshuffleBackward(ops, dOut, factor),
      byDifferences(() => unshuffleForward(ops, x, factor), dOut, x),
    );
    const dx = normalTensor(x.shape, 18);
    close(
      shuffleBackward(ops, dx, factor),
      byDifferences(() => shuffleForward(ops, gathered, factor), dx, gathered),
    );
  });

  it('pixel-unshuffle keeps the order of phases: row, column, channel', () => {
    const x = reference([1, 2, 2, 2], [0, 1, 10, 11, 20, 21, 30, 31]);
    expect([...unshuffleForward(ops, x, 2).data]).toEqual([0, 1, 10, 11, 20, 21, 30, 31]);
    const wide = reference([1, 2, 4, 1], [0, 1, 2, 3, 4, 5, 6, 7]);
    expect([...unshuffleForward(ops, wide, 2).data]).toEqual([0, 1, 4, 5, 2, 3, 6, 7]);
  });
});
