import type { Ops } from './ops';
import type { Attributes, GraphNode, TensorFlowGraph } from './tensorflow-graph';

/**
 * The vocabulary with nodes of a TensorFlow graph instead of numbers: every call appends to the graph. TensorFlow then fuses a convolution with the
 * bias and the activation that follow it.
 */
export function tensorflowOps(graph: TensorFlowGraph): Ops<GraphNode> {
  const ints = { type: 'int32' } as const;
  const each =
    (op: string) =>
    (x: GraphNode): GraphNode =>
      graph.append(op, [x.name], x.shape);
  const both =
    (op: string) =>
    (a: GraphNode, b: GraphNode): GraphNode =>
      graph.append(op, [a.name, b.name], a.shape);

  const convolution = (padding: 'SAME' | 'VALID', { stride = 1, dilation = 1 } = {}): Attributes => ({
    strides: { ints: [1, stride, stride, 1] },
    padding: { string: padding },
    dilations: { ints: [1, dilation, dilation, 1] },
  });
  const conv = (x: GraphNode, w: GraphNode, dilation = 1): GraphNode =>
    graph.append('Conv2D', [x.name, w.name], [...x.shape.slice(0, 3), w.shape[3]], convolution('SAME', { dilation }));

  const transpose = (x: GraphNode, axes: readonly number[]): GraphNode => {
    const shape = axes.map((axis) => x.shape[axis]);
    return graph.append('Transpose', [x.name, graph.ints(axes)], shape, { Tperm: ints });
  };
  const sum = (x: GraphNode, axes: readonly number[], shape: readonly number[]): GraphNode =>
    graph.append('Sum', [x.name, graph.ints(axes)], shape, { Tidx: ints, keep_dims: { bool: shape.length > 0 } });
  const moved = (op: string, x: GraphNode, factor: number, shape: readonly number[]): GraphNode =>
    // TensorFlow knows no blocks of one pixel.
    factor === 1 ? x : graph.append(op, [x.name], shape, { block_size: { int: factor } });

  return {
    conv,
    // On a CPU, TensorFlow's own gradients know no dilation: there they are written as convolutions, as in tfjs.ts.
    convInputGradient: (dz, w, dilation = 1) => {
      const shape = [...dz.shape.slice(0, 3), w.shape[2]];
      if (dilation === 1)
        return graph.append('Conv2DBackpropInput', [graph.ints(shape), w.name, dz.name], shape, convolution('SAME'));
      const turned = graph.append('ReverseV2', [w.name, graph.ints([0, 1])], w.shape, { Tidx: ints });
      return conv(dz, transpose(turned, [0, 1, 3, 2]), dilation);
    },
    convFilterGradient: (x, dz, size, dilation = 1) => {
      const [n, h, w, inputs] = x.shape;
      const shape = [size, size, inputs, dz.shape[3]];
      if (dilation === 1)
        return graph.append('Conv2DBackpropFilter', [x.name, graph.ints(shape), dz.name], shape, convolution('SAME'));
      const reach = ((size - 1) / 2) * dilation;
      const around = graph.ints([0, 0, reach, reach, reach, reach, 0, 0], [4, 2]);
      const padded = graph.append('Pad', [x.name, around], [n, h + 2 * reach, w + 2 * reach, inputs], { Tpaddings: ints });
      const [examples, filter] = [transpose(padded, [3, 1, 2, 0]), transpose(dz, [1, 2, 0, 3])];
      const turned = [inputs, size, size, dz.shape[3]];
      const found = graph.append('Conv2D', [examples.name, filter.name], turned, convolution('VALID', { stride: dilation }));
      return transpose(found, [1, 2, 0, 3]);
    },

    add: both('AddV2'),
    subtract: both('Sub'),
    multiply: both('Mul'),
    divide: both('RealDiv'),
    scale: (a, factor) => graph.append('Mul', [a.name, graph.scalar(factor)], a.shape),
    addScalar: (x, value) => graph.append('AddV2', [x.name, graph.scalar(value)], x.shape),
    addBias: both('BiasAdd'),
    sumToBias: (dz) => graph.append('BiasAddGrad', [dz.name], [dz.shape[3]]),
    relu: each('Relu'),
    sigmoid: each('Sigmoid'),
    tanh: each('Tanh'),
    arctan: each('Atan'),
    gate: (x, y) => graph.append('ReluGrad', [y.name, x.name], y.shape),
    square: each('Square'),
    sqrt: each('Sqrt'),
    sum: (x) => sum(x, [...x.shape.keys()], []),
    sumChannels: (x) => sum(x, [3], [...x.shape.slice(0, 3), 1]),

    unshuffle: (x, factor) => {
      const [n, h, w, c] = x.shape;
      return moved('SpaceToDepth', x, factor, [n, h / factor, w / factor, c * factor ** 2]);
    },
    shuffle: (x, factor) => {
      const [n, h, w, c] = x.shape;
      return moved('DepthToSpace', x, factor, [n, h * factor, w * factor, c / factor ** 2]);
    },
    rollExamples: (x, group, by) => {
      const grouped = [x.shape[0] / group, group, ...x.shape.slice(1)];
      const reshaped = (from: string, shape: readonly number[]): GraphNode =>
        graph.append('Reshape', [from, graph.ints(shape)], shape, { Tshape: ints });
      const groups = reshaped(x.name, grouped);
      const rolled = graph.append('Roll', [groups.name, graph.ints([-by]), graph.ints([1])], grouped, {
        Tshift: ints,
        Taxis: ints,
      });
      return reshaped(rolled.name, x.shape);
    },
    concat: (a, b) => {
      const shape = [...a.shape.slice(0, 3), a.shape[3] + b.shape[3]];
      return graph.append('ConcatV2', [a.name, b.name, graph.ints([3], [])], shape, { N: { int: 2 }, Tidx: ints });
    },
    sliceChannels: (x, start, size) => {
      const shape = [...x.shape.slice(0, 3), size];
      return graph.append('Slice', [x.name, graph.ints([0, 0, 0, start]), graph.ints(shape)], shape, { Index: ints });
    },
  };
}
