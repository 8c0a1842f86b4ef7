import type { ResidualModel } from '../engine';
import { forward } from '../networks/driver';
import { checkWeights } from '../networks/network';
import { sigmaMapName, tacetNetwork } from '../networks/tacet';
import { GraphBuilder } from '../primitives/onnx-graph';
import { onnxOps } from '../primitives/onnx-ops';

/** The names and shapes of the graph's values. Height and width are any multiples of the network's unshuffle factor. */
export const onnxModelValues = {
  hu: ['N', 1, 'height', 'width'],
  sigma: [],
  noise: ['N', 1, 'height', 'width'],
} as const;

/**
 * A model as an ONNX graph (opset 13) for other programs:  hu [N,1,H,W] in HU and `sigma`, the noise level in HU, give `noise` in HU, as the
 * network predicts it: without the DC guard, and with no border mirrored around the slice. Throws a TacetError for weights of another network.
 */
export function onnxModel({ definition, weights }: ResidualModel): Uint8Array {
  const network = tacetNetwork(definition);
  checkWeights(network, weights);
  const graph = new GraphBuilder();
  const ops = onnxOps(graph);
  // Any multiple of the factor would do: no number of the graph depends on it.
  const shape = [1, definition.unshuffle, definition.unshuffle, 1];
  const hu = graph.image('hu', shape, onnxModelValues.hu);
  const [low, high] = definition.clipHu;
  const clipped = { ...hu, name: graph.append('Clip', [hu.name, graph.scalar(low), graph.scalar(high)]) };
  const sigma = graph.input('sigma', []);
  // A map of the reduced size, whatever that is.
  const zeros = ops.scale(ops.sliceChannels(ops.unshuffle(clipped, definition.unshuffle), 0, 1), 0);
  const sigmaMap = ops.scale(ops.add(zeros, sigma), 1 / definition.sigmaScaleHu);
  const constants = Object.fromEntries([...weights].map(([name, tensor]) => [name, graph.constant(name, tensor)]));
  const { out } = forward(ops, network, { ...constants, [sigmaMapName]: sigmaMap }, clipped);
  graph.outputImage('noise', out, onnxModelValues.noise);
  return graph.toBytes();
}
