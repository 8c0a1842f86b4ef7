import { describe, expect, it } from 'vitest';
import * as convolution from '../../../src-main/engine/layers/convolution';
import * as noiseLevelMap from '../../../src-main/engine/layers/noise-level-map';
import {
  shuffleBackward,
  shuffleForward,
  unshuffleBackward,
  unshuffleForward,
} from '../../../src-main/engine/layers/pixel-shuffle';
import * as relu from '../../../src-main/engine/layers/relu';
import * as block from '../../../src-main/engine/layers/residual-block';
import { reference, referenceOps as ops, type Reference } from '../../../src-main/engine/primitives/reference';
import { dot, gradientByDifferences, normalTensor, relativeDifference } from '../numbers';

/** L = ⟨out, dOut⟩, whose gradient by the output is dOut: what central differences find of it is what a backward pass must return. */
const byDifferences = (forward: () => Reference, dOut: Reference, of: Reference): Float64Array =>
  gradientByDifferences(() => dot(forward().data, dOut.data), of);
const close = (found: Reference, truth: Float64Array): void => expect(relativeDifference(found.data, truth)).toBeLessThan(1e-8);

describe('backward passes, by central differences in float64', () => {
  it('convolution: dx, dw and db', () => {
    const x = normalTensor([2, 4, 5, 3], 1);
    const weights = { w: normalTensor([3, 3, 3, 2], 2), b: normalTensor([2], 3) };
    const dz = normalTensor([2, 4, 5, 2], 4);
    const forward = (): Reference => convolution.forward(ops, x, weights);
    const { dx, dw, db } = convolution.backward(ops, x, weights, 3, dz);
    close(dx, byDifferences(forward, dz, x));
    close(dw, byDifferences(forward, dz, weights.w));
    close(db, byDifferences(forward, dz, weights.b));
    expect(convolution.weightGradients(ops, x, 3, dz)).toEqual({ dw, db });
  });

  it('ReLU, which passes nothing where it gave 0', () => {
    const z = normalTensor([1, 4, 4, 2], 5);
    const dOut = normalTensor([1, 4, 4, 2], 6);
    close(
      relu.backward(ops, relu.forward(ops, z), dOut),
      byDifferences(() => relu.forward(ops, z), dOut, z),
    );
    const zero = reference([1, 1, 1, 1], [0]);
    expect([...relu.backward(ops, zero, reference([1, 1, 1, 1], [7])).data]).toEqual([0]);
  });

  it('residual block: dh and the gradients of both convolutions', () => {
    const h = normalTensor([1, 5, 4, 2], 7);
    const pair = (seed: number): convolution.ConvolutionWeights<Reference> => ({
      w: normalTensor([3, 3, 2, 2], seed),
      b: normalTensor([2], seed + 1),
    });
    const weights = { first: pair(8), second: pair(10) };
    const dOut = normalTensor([1, 5, 4, 2], 12);
    const { out, kept } = block.forward(ops, h, weights);
    const forward = (): Reference => block.forward(ops, h, weights).out;
    const { dh, ofFirst, ofSecond } = block.backward(ops, kept, weights, 3, dOut);
    close(dh, byDifferences(forward, dOut, h));
    close(ofFirst.dw, byDifferences(forward, dOut, weights.first.w));
    close(ofFirst.db, byDifferences(forward, dOut, weights.first.b));
    close(ofSecond.dw, byDifferences(forward, dOut, weights.second.w));
    close(ofSecond.db, byDifferences(forward, dOut, weights.second.b));
    expect(out.shape).toEqual(h.shape);
  });

  it('noise-level map, which is told and asks for no gradient', () => {
    const x = normalTensor([1, 3, 3, 4], 13);
    const map = normalTensor([1, 3, 3, 1], 14);
    const dOut = normalTensor([1, 3, 3, 5], 15);
    close(
      noiseLevelMap.backward(ops, dOut, 4),
      byDifferences(() => noiseLevelMap.forward(ops, x, map), dOut, x),
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
