import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../../src-main/engine/primitives/interpreter';
import { reference, referenceInterpreter, referenceOps, type Reference } from '../../../src-main/engine/primitives/reference';
import { fastBackends } from '../backends';
import { dot, wholeTensor } from '../numbers';

const convolutionCase = fc.record({
  seed: fc.integer(),
  count: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 1, max: 7 }),
  width: fc.integer({ min: 1, max: 7 }),
  inputs: fc.integer({ min: 1, max: 4 }),
  outputs: fc.integer({ min: 1, max: 4 }),
  size: fc.constantFrom(1, 3, 5, 7, 13),
  dilation: fc.constantFrom(1, 2, 3),
});
type Case = typeof convolutionCase extends fc.Arbitrary<infer C> ? C : never;

/** What WebAssembly convolves by four pixels at a time. */
const largeFilters: [Case][] = [
  [{ seed: 1, count: 2, height: 6, width: 8, inputs: 3, outputs: 2, size: 7, dilation: 1 }],
  [{ seed: 2, count: 1, height: 9, width: 12, inputs: 1, outputs: 3, size: 13, dilation: 1 }],
];

const tensorsOf = ({ seed, count, height, width, inputs, outputs, size }: Case) => ({
  x: wholeTensor([count, height, width, inputs], seed, 1),
  filter: wholeTensor([size, size, inputs, outputs], seed, 2),
  dz: wholeTensor([count, height, width, outputs], seed, 3),
});
const allThree =
  ({ size, dilation }: Case): Program =>
  (ops, { x, filter, dz }) => ({
    z: ops.conv(x, filter, dilation),
    dx: ops.convInputGradient(dz, filter, dilation),
    dw: ops.convFilterGradient(x, dz, size, dilation),
  });

describe('the convolution', () => {
  const x = reference([1, 2, 3, 1], [1, 2, 3, 4, 5, 6]);
  const filter = (taps: readonly number[]): Reference => reference([3, 3, 1, 1], taps);

  it('leaves an image alone when its filter is a 1 in the middle', () => {
    expect([...referenceOps.conv(x, filter([0, 0, 0, 0, 1, 0, 0, 0, 0])).data]).toEqual([1, 2, 3, 4, 5, 6]);
  });
  it('is a correlation, as in every framework: a 1 in the top left corner looks up and left, where zeros lie beyond the edge', () => {
    expect([...referenceOps.conv(x, filter([1, 0, 0, 0, 0, 0, 0, 0, 0])).data]).toEqual([0, 0, 0, 0, 1, 2]);
  });
  it('reaches further with a dilation: the same 1, two pixels apart, finds nothing in an image of two rows', () => {
    expect([...referenceOps.conv(x, filter([1, 0, 0, 0, 0, 0, 0, 0, 0]), 2).data]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...referenceOps.conv(x, filter([0, 0, 0, 1, 0, 0, 0, 0, 0]), 2).data]).toEqual([0, 0, 1, 0, 0, 4]);
  });
  it('sums over its input channels, and keeps its output channels apart', () => {
    const pixel = reference([1, 1, 1, 2], [10, 1]);
    expect([...referenceOps.conv(pixel, reference([1, 1, 2, 3], [1, 2, 3, 4, 5, 6])).data]).toEqual([14, 25, 36]);
  });
});

describe.each([{ name: 'reference', interpreter: referenceInterpreter, why: '' }, ...fastBackends])(
  'on $name$why',
  ({ interpreter }) => {
    it.skipIf(!interpreter)(
      '⟨z, dz⟩ = ⟨x, dx⟩ = ⟨w, dw⟩ exactly, on whole numbers: a convolution is linear in x and in w',
      async () => {
        await fc.assert(
          fc.asyncProperty(convolutionCase, async (one) => {
            const tensors = tensorsOf(one);
            const shapes = Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, shape]));
            const values = Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, Float32Array.from(data)]));
            const compiled = await interpreter!.compile(allThree(one), shapes);
            const { z, dx, dw } = await compiled.run(values);
            await compiled.dispose();
            const whole = dot(z, values.dz);
            expect([dot(values.x, dx), dot(values.filter, dw)]).toEqual([whole, whole]);
            expect([...z]).toEqual([...referenceOps.conv(tensors.x, tensors.filter, one.dilation).data]);
          }),
          { numRuns: 40, examples: largeFilters },
        );
      },
    );
  },
);
