import { sizeOf } from '../primitives/interpreter';
import type { ModelDefinition } from './definition';
import { type Network, parameterCountOf, stagesOf, type WeightShape, weightShapesOf } from './network';
import { seo2018Network } from './seo-2018';
import { tacetNetwork } from './tacet';

/** The network that a model's definition describes. */
export const networkOf = (definition: ModelDefinition): Network =>
  definition.kind === 'seo-2018' ? seo2018Network(definition) : tacetNetwork(definition);

export const weightShapes = (definition: ModelDefinition): readonly WeightShape[] => weightShapesOf(networkOf(definition));
export const parameterCount = (definition: ModelDefinition): number => parameterCountOf(networkOf(definition));

/** Multiplications and additions for a 512 × 512 slice, in 10⁹. */
export function gmacPerSlice(definition: ModelDefinition): number {
  const network = networkOf(definition);
  const stages = stagesOf(network);
  const macs = network.blocks.map((block, at) => {
    if (block.kind !== 'convolutions') return 0;
    const filters = block.layers.reduce((sum, { kernel, from, to }) => sum + sizeOf([kernel, kernel, from, to]), 0);
    return (512 / stages[at].shrink) ** 2 * filters;
  });
  return macs.reduce((sum, one) => sum + one, 0) / 1e9;
}
