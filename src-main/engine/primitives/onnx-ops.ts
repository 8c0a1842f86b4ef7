import { onnx } from 'onnx-proto';
import type { Attributes, GraphBuilder, Node } from './onnx-graph';
import type { Ops } from './ops';

/**
 * The vocabulary with nodes instead of numbers: every call appends to the graph, so running a program once writes forward pass, hand-written
 * backward pass and loss as one graph.
 */
export function onnxOps(graph: GraphBuilder): Ops<Node> {
  const turned = new Map<string, Node>();
  const convolutions = new Map<string, { readonly input: readonly string[]; readonly attributes: Attributes }>();

  /** The same image as NCHW, converted once however often it is used. */
  const nchw = (node: Node): Node => {
    if (node.layout === 'nchw') return node;
    const known = turned.get(node.name);
    if (known) return known;
    const [n, h, w, c] = node.shape;
    // One channel lies alike in both orders, and a reshape costs nothing.
    const name =
      c === 1
        ? graph.append('Reshape', [node.name, graph.ints([n, c, h, w])])
        : graph.append('Transpose', [node.name], { perm: [0, 3, 1, 2] });
    const image: Node = { name, shape: node.shape, layout: 'nchw' };
    turned.set(node.name, image);
    return image;
  };
  const image = (shape: readonly number[], opType: string, input: readonly string[], attributes: Attributes = {}): Node => ({
    name: graph.append(opType, input, attributes),
    shape,
    layout: 'nchw',
  });
  const plain = (shape: readonly number[], opType: string, input: readonly string[], attributes: Attributes = {}): Node => ({
    name: graph.append(opType, input, attributes),
    shape,
    layout: 'engine',
  });
  const each = (x: Node, opType: string, more: readonly string[] = [], attributes: Attributes = {}): Node => ({
    ...x,
    name: graph.append(opType, [x.name, ...more], attributes),
  });
  const both = (opType: string) => (a: Node, b: Node) => {
    if (a.layout === b.layout || b.shape.length === 0) return each(a, opType, [b.name]);
    return each(nchw(a), opType, [nchw(b).name]);
  };

  /** w as OIHW, the order that Conv wants. */
  const convolve = (x: Node, oihw: string, size: number, channels: number, dilation: number): Node => {
    const reach = ((size - 1) / 2) * dilation;
    const attributes = {
      kernel_shape: [size, size],
      pads: [reach, reach, reach, reach],
      dilations: [dilation, dilation],
    };
    const input = [nchw(x).name, oihw];
    const z = image([...x.shape.slice(0, 3), channels], 'Conv', input, attributes);
    convolutions.set(z.name, { input, attributes });
    return z;
  };

  /** Copies of an image, one a start: `length` of itself with `reach` zeros before and after it along `axis` (of NCHW). */
  const moved = (x: Node, axis: 2 | 3, starts: readonly number[], reach: number): readonly string[] => {
    if (reach === 0) return [nchw(x).name];
    const length = x.shape[axis - 1];
    const pads = axis === 2 ? [0, 0, reach, 0, 0, 0, reach, 0] : [0, 0, 0, reach, 0, 0, 0, reach];
    const padded = graph.append('Pad', [nchw(x).name, graph.ints(pads)]);
    return starts.map((start) =>
      start === reach
        ? nchw(x).name
        : graph.append('Slice', [padded, graph.ints([start]), graph.ints([start + length]), graph.ints([axis])]),
    );
  };

  return {
    conv: (x, w, dilation = 1) =>
      convolve(x, graph.append('Transpose', [w.name], { perm: [3, 2, 0, 1] }), w.shape[0], w.shape[3], dilation),

    // The transpose of a SAME convolution is a SAME convolution with the filter turned by 180 degrees and its channels swapped.
    convInputGradient: (dz, w, dilation = 1) => {
      const backwards = [graph.ints([-1, -1]), graph.ints([-1000, -1000]), graph.ints([0, 1]), graph.ints([-1, -1])];
      const rotated = graph.append('Slice', [w.name, ...backwards]);
      return convolve(dz, graph.append('Transpose', [rotated], { perm: [2, 3, 0, 1] }), w.shape[0], w.shape[2], dilation);
    },

    // dw[i,j] = Σ x[r+i-R, c+j-R]·dz[r,c] = Σ x[r, c+j-R]·dz[r-i+R, c] (steps of i and j are `dilation` pixels): with x moved along columns and dz
    // along rows, K + K moved copies serve all K² taps. The copies of x lie under each other, so that one matrix product an image makes a row
    // of taps; those of dz don't, since the product copies them once more anyway. (K² copies of x cost 1.4 times, a Conv of transposed
    // tensors 2.2 times the processor time, measured for 48 -> 48 on 16 × 32 × 32.)
    convFilterGradient: (x, dz, size, dilation = 1) => {
      const [n, h, w, inputs] = x.shape;
      const outputs = dz.shape[3];
      const starts = Array.from({ length: size }, (_, tap) => tap * dilation);
      const reach = ((size - 1) / 2) * dilation;
      const beside = graph.append('Concat', moved(x, 3, starts, reach), { axis: 1 });
      const columns = graph.append('Reshape', [beside, graph.ints([n, size * inputs, h * w])]);
      const rowsOfTaps = moved(dz, 2, [...starts].reverse(), reach).map((row) => {
        const flat = graph.append('Reshape', [row, graph.ints([n, outputs, h * w])]);
        const products = graph.append('MatMul', [columns, graph.append('Transpose', [flat], { perm: [0, 2, 1] })]);
        return graph.append('ReduceSum', [products, graph.ints([0])], { keepdims: 0 });
      });
      const all = graph.append('Concat', rowsOfTaps, { axis: 0 });
      return plain([size, size, inputs, outputs], 'Reshape', [all, graph.ints([size, size, inputs, outputs])]);
    },

    add: both('Add'),
    subtract: both('Sub'),
    multiply: both('Mul'),
    divide: both('Div'),
    scale: (a, factor) => each(a, 'Mul', [graph.scalar(factor)]),
    addScalar: (x, value) => each(x, 'Add', [graph.scalar(value)]),
    // A convolution is written again with its bias, which costs nothing there and a pass over the image by itself (4 % of a training step);
    // the one without stays in the graph only where somebody else reads it.
    addBias: (x, b) => {
      const convolution = convolutions.get(x.name);
      if (convolution) return image(x.shape, 'Conv', [...convolution.input, b.name], convolution.attributes);
      return each(nchw(x), 'Add', [graph.append('Reshape', [b.name, graph.ints([1, b.shape[0], 1, 1])])]);
    },
    sumToBias: (dz) => plain([dz.shape[3]], 'ReduceSum', [nchw(dz).name, graph.ints([0, 2, 3])], { keepdims: 0 }),
    relu: (x) => each(x, 'Relu'),
    sigmoid: (x) => each(x, 'Sigmoid'),
    tanh: (x) => each(x, 'Tanh'),
    arctan: (x) => each(x, 'Atan'),
    // As a product: Where takes twice as long.
    gate: (x, y) => {
      const [over, passed] = x.layout === y.layout ? [x, y] : [nchw(x), nchw(y)];
      const positive = graph.append('Greater', [over.name, graph.scalar(0)]);
      return each(passed, 'Mul', [graph.append('Cast', [positive], { to: onnx.TensorProto.DataType.FLOAT })]);
    },
    square: (x) => each(x, 'Mul', [x.name]),
    sqrt: (x) => each(x, 'Sqrt'),
    sum: (x) => plain([], 'ReduceSum', [x.name], { keepdims: 0 }),
    sumChannels: (x) => image([...x.shape.slice(0, 3), 1], 'ReduceSum', [nchw(x).name, graph.ints([1])], { keepdims: 1 }),

    unshuffle: (x, factor) => {
      const [n, h, w, c] = x.shape;
      return image([n, h / factor, w / factor, c * factor ** 2], 'SpaceToDepth', [nchw(x).name], { blocksize: factor });
    },
    shuffle: (x, factor) => {
      const [n, h, w, c] = x.shape;
      const attributes = { blocksize: factor, mode: 'DCR' };
      return image([n, h * factor, w * factor, c / factor ** 2], 'DepthToSpace', [nchw(x).name], attributes);
    },
    // Examples come first in either layout.
    rollExamples: (x, group, by) => {
      const groups = graph.append('Reshape', [x.name, graph.ints([x.shape[0] / group, group, -1])]);
      const part = (from: number, to: number): string =>
        graph.append('Slice', [groups, graph.ints([from]), graph.ints([to]), graph.ints([1])]);
      const rolled = graph.append('Concat', [part(by, group), part(0, by)], { axis: 1 });
      const [n, h, w, c] = x.shape;
      return each({ ...x, name: rolled }, 'Reshape', [graph.ints(x.layout === 'nchw' ? [n, c, h, w] : x.shape)]);
    },
    concat: (a, b) =>
      image([...a.shape.slice(0, 3), a.shape[3] + b.shape[3]], 'Concat', [nchw(a).name, nchw(b).name], { axis: 1 }),
    sliceChannels: (x, start, size) => {
      const range = [graph.ints([start]), graph.ints([start + size]), graph.ints([1])];
      return image([...x.shape.slice(0, 3), size], 'Slice', [nchw(x).name, ...range]);
    },
  };
}

/** The node as the engine's layout says, for the graph's outputs. */
export function inEngineLayout(graph: GraphBuilder, node: Node): Node {
  if (node.layout === 'engine') return node;
  const [, , , channels] = node.shape;
  const name =
    channels === 1
      ? graph.append('Reshape', [node.name, graph.ints(node.shape)])
      : graph.append('Transpose', [node.name], { perm: [0, 2, 3, 1] });
  return { name, shape: node.shape, layout: 'engine' };
}
