import { describe, expect, it } from 'vitest';
import { gmacPerSlice, initialWeights, parameterCount, tacetDefinition } from '../../../src-main/engine';
import { forward } from '../../../src-main/engine/networks/driver';
import { sigmaMapName, tacetNetwork } from '../../../src-main/engine/networks/tacet';
import { reference, referenceOps } from '../../../src-main/engine/primitives/reference';
import { normalTensor } from '../numbers';

const tiny = tacetDefinition(3, 2);

describe('the residual CNN', () => {
  it('has the parameters and the work of the recipe: 170,212 and 11 GMAC a slice with 48 channels and 4 blocks', () => {
    const shipped = { ...tiny, channels: 48, blocks: 4 };
    expect(parameterCount(shipped)).toBe(170_212);
    expect(gmacPerSlice(shipped)).toBeCloseTo(11.1, 1);
  });

  it('starts as a network that finds no noise at all', () => {
    const image = normalTensor([1, 8, 8, 1], 1);
    const named = Object.fromEntries(
      [...initialWeights(tiny, 5)].map(([name, { shape, data }]) => [name, reference(shape, data)]),
    );
    const { out } = forward(referenceOps, tacetNetwork(tiny), { ...named, [sigmaMapName]: reference([1, 4, 4, 1]) }, image);
    expect(out.shape).toEqual(image.shape);
    expect(out.data.every((noise) => noise === 0)).toBe(true);
  });
});
