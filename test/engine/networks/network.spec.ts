import { describe, expect, it } from 'vitest';
import {
  type Block,
  checkWeights,
  type ConvolutionLayer,
  type Network,
  parameterCountOf,
  receptiveReachPx,
  sizeMultiple,
  stagesOf,
  weightShapesOf,
} from '../../../src-main/engine/networks/network';
import type { Tensor } from '../../../src-main/engine/primitives/interpreter';

const layer = (change: Partial<ConvolutionLayer> = {}): ConvolutionLayer => ({
  name: 'one',
  kernel: 3,
  dilation: 1,
  from: 4,
  to: 4,
  bias: true,
  activation: 'relu',
  ...change,
});
const convolutions = (layers: readonly ConvolutionLayer[], change: object = {}): Block => ({
  kind: 'convolutions',
  layers,
  residual: 'none',
  x0: 'block-input',
  ...change,
});
const network = (...blocks: readonly Block[]): Network => ({ channels: 4, blocks });
const refused = (one: Network): string => {
  try {
    stagesOf(one);
  } catch (reason) {
    expect(reason).toMatchObject({ code: 'network-description' });
    return (reason as Error).message.replace(/^The network does not fit together: (.*)\.$/, '$1');
  }
  return 'not refused';
};

describe('a network that does not fit together is refused in a sentence', () => {
  it.each<[string, Network, string]>([
    ['no channels', { channels: 0, blocks: [] }, 'its image has 0 channels'],
    ['half a channel', { channels: 1.5, blocks: [] }, 'its image has 1.5 channels'],
    ['channels that do not meet', network(convolutions([layer({ from: 3 })])), '"one" takes 3 channels and gets 4'],
    [
      'channels that do not meet, inside a block',
      network(convolutions([layer({ to: 2 }), layer({ name: 'two' })])),
      '"two" takes 4 channels and gets 2',
    ],
    ['a layer that gives nothing', network(convolutions([layer({ to: 0 })])), '"one" gives 0 channels'],
    [
      'an even filter',
      network(convolutions([layer({ kernel: 4 })])),
      '"one" has a filter of 4 pixels, and it must be an odd number from 1 to 13',
    ],
    [
      'too large a filter',
      network(convolutions([layer({ kernel: 15 })])),
      '"one" has a filter of 15 pixels, and it must be an odd number from 1 to 13',
    ],
    ['a dilation of 0', network(convolutions([layer({ dilation: 0 })])), '"one" has the dilation 0'],
    [
      'an unknown activation',
      network(convolutions([layer({ activation: 'swish' as never })])),
      '"one" has the unknown activation "swish"',
    ],
    [
      'an unknown residual function',
      network(convolutions([layer()], { residual: 'divide' })),
      'block 1 has the unknown residual function "divide"',
    ],
    ['a block without a layer', network(convolutions([])), 'block 1 has no layer'],
    [
      'a sum of unequal channels',
      network(convolutions([layer({ to: 2 })], { residual: 'add' })),
      "in block 1, 2 channels cannot meet the 4 of the block's input",
    ],
    [
      "a sum with the network's input at another size",
      network({ kind: 'unshuffle', factor: 2 }, convolutions([layer({ from: 16 })], { residual: 'add', x0: 'network-input' })),
      "in block 2, 4 channels cannot meet the 4 of the network's input",
    ],
    ['a shuffle of too few channels', network({ kind: 'shuffle', factor: 3 }), 'block 1 cannot shuffle 4 channels by 3'],
    ['an unshuffle by nothing', network({ kind: 'unshuffle', factor: 0 }), 'block 1 has the factor 0'],
    ['a factor that is no number', network({ kind: 'scale', factor: NaN }), 'block 1 scales by NaN'],
    ['no extra channels', network({ kind: 'extra-channels', map: 'm', channels: 0 }), 'block 1 adds 0 channels'],
    ['two layers of one name', network(convolutions([layer(), layer()])), 'two convolutions are called "one"'],
  ])('%s', (_, one, sentence) => {
    expect(refused(one)).toBe(sentence);
  });
});

describe('a network', () => {
  const good = network(
    { kind: 'unshuffle', factor: 2 },
    { kind: 'extra-channels', map: 'sigma', channels: 1 },
    convolutions([layer({ from: 17, to: 8, kernel: 5 }), layer({ name: 'two', from: 8, to: 17, dilation: 2, bias: false })], {
      residual: 'multiply-add',
    }),
  );

  it('has a stage before each block and one after the last', () => {
    expect(stagesOf(good)).toEqual([
      { channels: 4, shrink: 1 },
      { channels: 16, shrink: 2 },
      { channels: 17, shrink: 2 },
      { channels: 17, shrink: 2 },
    ]);
    expect(sizeMultiple(good)).toBe(2);
  });
  it('names its weights in the order of the forward pass', () => {
    expect(weightShapesOf(good)).toEqual([
      { name: 'one.w', shape: [5, 5, 17, 8] },
      { name: 'one.b', shape: [8] },
      { name: 'two.w', shape: [3, 3, 8, 17] },
    ]);
    expect(parameterCountOf(good)).toBe(5 * 5 * 17 * 8 + 8 + 3 * 3 * 8 * 17);
  });
  it('reaches as far as its filters, their dilations and its unshuffles add up to', () => {
    expect(receptiveReachPx(good)).toBe(1 + 2 * 2 + 2 * 2);
  });
});

describe('weights', () => {
  const one = network(convolutions([layer()]));
  const tensor = (shape: readonly number[]): Tensor => ({ shape, data: new Float32Array(1) });
  const given = (change: Readonly<Record<string, Tensor>> = {}): ReadonlyMap<string, Tensor> =>
    new Map(Object.entries({ 'one.w': tensor([3, 3, 4, 4]), 'one.b': tensor([4]), ...change }));

  it("that are the network's own are taken", () => {
    expect(() => checkWeights(one, given())).not.toThrow();
  });
  it.each([
    ['of another shape', given({ 'one.w': tensor([3, 3, 4, 5]) }), /"one.w" is 3 × 3 × 4 × 5, not 3 × 3 × 4 × 4/],
    ['that lack one', new Map([...given()].slice(1)), /"one.w" is missing/],
    ['with one too many', given({ 'two.w': tensor([1]) }), /has 2 of them, and 3 were given/],
  ])('%s are refused in a sentence', (_, weights, sentence) => {
    expect(() => checkWeights(one, weights)).toThrow(sentence);
    expect(() => checkWeights(one, weights)).toThrow(expect.objectContaining({ code: 'weights-shape' }) as Error);
  });
});
