import { describe, expect, it } from 'vitest';
import * as activation from '../../../src-main/engine/layers/activation';
import { shuffleForward, unshuffleForward } from '../../../src-main/engine/layers/pixel-shuffle';
import * as residual from '../../../src-main/engine/layers/residual';
import { reference, referenceOps as ops } from '../../../src-main/engine/primitives/reference';
import { normalTensor } from '../numbers';

/** Backward passes are checked by central differences: test/engine/checks. What differences cannot show is here. */
describe('layers', () => {
  it('ReLU passes nothing where it gave 0', () => {
    const zero = reference([1, 1, 1, 1], [0]);
    expect([...activation.backward(ops, 'relu', zero, zero, reference([1, 1, 1, 1], [7])).data]).toEqual([0]);
  });

  it('activations give what their formulas say', () => {
    const z = reference([1, 1, 2, 1], [-2, 0.5]);
    const of = (name: activation.ActivationName): readonly number[] => [...activation.forward(ops, name, z).data];
    expect(of('identity')).toEqual([-2, 0.5]);
    expect(of('relu')).toEqual([0, 0.5]);
    expect(of('leaky-relu')).toEqual([-0.4, 0.5]);
    expect(of('sigmoid')).toEqual([1 / (1 + Math.exp(2)), 1 / (1 + Math.exp(-0.5))]);
    expect(of('tanh')).toEqual([Math.tanh(-2), Math.tanh(0.5)]);
    expect(of('arctan')).toEqual([Math.atan(-2), Math.atan(0.5)]);
  });

  it('residual functions give what their formulas say, x0 with one channel for all', () => {
    const [a, x0] = [reference([1, 1, 1, 2], [3, -5]), reference([1, 1, 1, 1], [2])];
    const of = (name: residual.ResidualFunction): readonly number[] => [...residual.forward(ops, name, a, x0).data];
    expect([of('none'), of('add'), of('multiply'), of('multiply-add')]).toEqual([
      [3, -5],
      [5, -3],
      [6, -10],
      [8, -8],
    ]);
  });

  it.each([1, 2, 3])('pixel-shuffle by %i and back: each is the inverse of the other', (factor) => {
    const x = normalTensor([2, 6, 12, 2], 16);
    const gathered = unshuffleForward(ops, x, factor);
    expect(gathered.shape).toEqual([2, 6 / factor, 12 / factor, 2 * factor * factor]);
    expect(shuffleForward(ops, gathered, factor)).toEqual(x);
  });

  it('pixel-unshuffle keeps the order of phases: row, column, channel', () => {
    const x = reference([1, 2, 2, 2], [0, 1, 10, 11, 20, 21, 30, 31]);
    expect([...unshuffleForward(ops, x, 2).data]).toEqual([0, 1, 10, 11, 20, 21, 30, 31]);
    const wide = reference([1, 2, 4, 1], [0, 1, 2, 3, 4, 5, 6, 7]);
    expect([...unshuffleForward(ops, wide, 2).data]).toEqual([0, 1, 4, 5, 2, 3, 6, 7]);
  });
});
