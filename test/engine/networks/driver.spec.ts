import { describe, expect, it } from 'vitest';
import { backward, forward } from '../../../src-main/engine/networks/driver';
import type { Network } from '../../../src-main/engine/networks/network';
import { reference, referenceOps as ops, type Reference } from '../../../src-main/engine/primitives/reference';

/** One pixel and filters of one weight, so that all of it can be reckoned in the head. Every backward pass is checked in test/engine/checks. */
const pixel = (value: number): Reference => reference([1, 1, 1, 1], [value]);
const network = (x0: 'network-input' | 'block-input'): Network => ({
  channels: 1,
  blocks: ['first', 'second'].map((name) => ({
    kind: 'convolutions',
    layers: [{ name, kernel: 1, dilation: 1, from: 1, to: 1, bias: false, activation: 'identity' }],
    residual: 'multiply-add',
    x0,
  })),
});
const weights = { 'first.w': pixel(3), 'second.w': pixel(0.5) };
const run = (one: Network) => {
  const { out, kept } = forward(ops, one, weights, pixel(2));
  const { gradients, dImage } = backward(ops, one, weights, kept, pixel(1), { name: 'standard' });
  const number = ({ data }: Reference): number => data[0]!;
  return {
    out: number(out),
    first: number(gradients['first.w']!),
    second: number(gradients['second.w']!),
    dImage: number(dImage),
  };
};

describe('the driver', () => {
  it("lets every block meet the network's input:  h = 3x·x + x = 14,  out = h/2·x + x = 16", () => {
    // out = (3x³ + x²)/2 + x, so ∂out/∂x = (9x² + 2x)/2 + 1 = 21;  ∂out/∂w₁ = x/2 · x²,  ∂out/∂w₂ = h·x.
    expect(run(network('network-input'))).toEqual({ out: 16, first: 4, second: 28, dImage: 21 });
  });
  it('or its own input:  h = 3x·x + x = 14,  out = h/2·h + h = 112', () => {
    // ∂out/∂h = h + 1 = 15, ∂h/∂x = 6x + 1 = 13;  ∂out/∂w₁ = 15 · x²,  ∂out/∂w₂ = h².
    expect(run(network('block-input'))).toEqual({ out: 112, first: 60, second: 196, dImage: 195 });
  });
  it('keeps the numbers of a block apart from those of its layers: x0 meets what the last one makes', () => {
    const deep: Network = {
      channels: 1,
      blocks: [
        { kind: 'scale', factor: 10 },
        {
          kind: 'convolutions',
          layers: ['first', 'second'].map((name) => ({
            name,
            kernel: 1,
            dilation: 1,
            from: 1,
            to: 1,
            bias: false,
            activation: 'relu' as const,
          })),
          residual: 'add',
          x0: 'block-input',
        },
      ],
    };
    // out = (10x · 3) · 0.5 + 10x = 25x
    expect(run(deep)).toEqual({ out: 50, first: 10, second: 60, dImage: 25 });
  });
  it('gives a gradient to every weight by its name, a bias too, and to nothing else', () => {
    const named: Network = {
      channels: 1,
      blocks: [
        { kind: 'extra-channels', map: 'map', channels: 1 },
        {
          kind: 'convolutions',
          layers: [{ name: 'only', kernel: 1, dilation: 1, from: 2, to: 1, bias: true, activation: 'identity' }],
          residual: 'none',
          x0: 'block-input',
        },
      ],
    };
    const inputs = { map: pixel(5), 'only.w': reference([1, 1, 2, 1], [3, 7]), 'only.b': reference([1], [0.5]) };
    const { out, kept } = forward(ops, named, inputs, pixel(2));
    expect([...out.data]).toEqual([2 * 3 + 5 * 7 + 0.5]);
    const { gradients, dImage } = backward(ops, named, inputs, kept, pixel(1), { name: 'standard' });
    expect(Object.fromEntries(Object.entries(gradients).map(([name, { data }]) => [name, [...data]]))).toEqual({
      'only.w': [2, 5],
      'only.b': [1],
    });
    expect([...dImage.data]).toEqual([3]);
  });
});
