import { onnx } from 'onnx-proto';
import type { Tensor } from './interpreter';
import type { Ops } from './ops';

/** A node's output in a graph under construction. Images lie as NCHW inside; `shape` stays what the engine says (NHWC, HWIO, [C], []). */
export interface Node {
  readonly name: string;
  readonly shape: readonly number[];
}

type Attributes = Readonly<Record<string, number | readonly number[] | string>>;

/** Filters and images both have four axes; in every program of the engine the names of filters end in `.w`. */
const isFilterName = (name: string): boolean => name.endsWith('.w');
const isImage = (shape: readonly number[]): boolean => shape.length === 4;
const toNchw = ([n, h, w, c]: readonly number[]): number[] => [n, c, h, w];

function attribute(name: string, value: number | readonly number[] | string): onnx.IAttributeProto {
  const { INT, INTS, STRING } = onnx.AttributeProto.AttributeType;
  if (typeof value === 'number') return { name, type: INT, i: value };
  if (typeof value === 'string') return { name, type: STRING, s: new TextEncoder().encode(value) };
  return { name, type: INTS, ints: [...value] };
}

const valueInfo = (name: string, shape: readonly number[]): onnx.IValueInfoProto => ({
  name,
  type: {
    tensorType: { elemType: onnx.TensorProto.DataType.FLOAT, shape: { dim: shape.map((length) => ({ dimValue: length })) } },
  },
});

const bytesOf = (data: Float32Array | BigInt64Array): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/**
 * Builds an ONNX model (opset 13) by running a program once with nodes instead of numbers: forward pass, hand-written backward pass and loss
 * become one graph. `ops` is the vocabulary; every call appends nodes.
 */
export class GraphBuilder {
  private readonly nodes: onnx.INodeProto[] = [];
  private readonly initializers: onnx.ITensorProto[] = [];
  private readonly inputs: onnx.IValueInfoProto[] = [];
  private readonly outputs: onnx.IValueInfoProto[] = [];
  private readonly integers = new Map<string, string>();
  private readonly scalars = new Map<number, string>();
  private counter = 0;

  /** A value given at each run, laid out as the engine does (NHWC, HWIO). */
  input(name: string, shape: readonly number[]): Node {
    this.inputs.push(valueInfo(name, shape));
    return this.enter(name, shape);
  }

  constant(name: string, { shape, data }: Tensor): Node {
    this.initializers.push({ name, dims: [...shape], dataType: onnx.TensorProto.DataType.FLOAT, rawData: bytesOf(data) });
    return this.enter(name, shape);
  }

  output(name: string, node: Node): void {
    const last =
      isImage(node.shape) && !isFilterName(name) ? this.append('Transpose', [node.name], { perm: [0, 2, 3, 1] }) : node.name;
    this.nodes.push({ opType: 'Identity', input: [last], output: [name] });
    this.outputs.push(valueInfo(name, node.shape));
  }

  toBytes(): Uint8Array {
    return onnx.ModelProto.encode({
      irVersion: 7,
      producerName: 'tacet',
      opsetImport: [{ domain: '', version: 13 }],
      graph: { name: 'tacet', node: this.nodes, initializer: this.initializers, input: this.inputs, output: this.outputs },
    }).finish();
  }

  readonly ops: Ops<Node> = {
    conv: (x, w) => this.convolve(x, this.append('Transpose', [w.name], { perm: [3, 2, 0, 1] }), w.shape[0], w.shape[3]),
    // The transpose of a SAME convolution is a SAME convolution with the filter turned by 180 degrees and its channels swapped.
    convInputGradient: (dz, w) => {
      const turned = this.append('Slice', [
        w.name,
        this.ints([-1, -1]),
        this.ints([-1000, -1000]),
        this.ints([0, 1]),
        this.ints([-1, -1]),
      ]);
      return this.convolve(dz, this.append('Transpose', [turned], { perm: [2, 3, 0, 1] }), w.shape[0], w.shape[2]);
    },
    convFilterGradient: (x, dz, size) => this.filterGradient(x, dz, size),
    add: (a, b) => this.same(a, 'Add', [a.name, b.name]),
    subtract: (a, b) => this.same(a, 'Sub', [a.name, b.name]),
    multiply: (a, b) => this.same(a, 'Mul', [a.name, b.name]),
    divide: (a, b) => this.same(a, 'Div', [a.name, b.name]),
    scale: (a, factor) => this.same(a, 'Mul', [a.name, this.scalar(factor)]),
    addScalar: (x, value) => this.same(x, 'Add', [x.name, this.scalar(value)]),
    addBias: (x, b) => this.same(x, 'Add', [x.name, this.append('Reshape', [b.name, this.ints([1, b.shape[0], 1, 1])])]),
    sumToBias: (dz) => ({
      name: this.append('ReduceSum', [dz.name, this.ints([0, 2, 3])], { keepdims: 0 }),
      shape: [dz.shape[3]],
    }),
    relu: (x) => this.same(x, 'Relu', [x.name]),
    step: (x) => {
      const positive = this.append('Greater', [x.name, this.scalar(0)]);
      return this.same(x, 'Cast', [positive], { to: onnx.TensorProto.DataType.FLOAT });
    },
    square: (x) => this.same(x, 'Mul', [x.name, x.name]),
    sqrt: (x) => this.same(x, 'Sqrt', [x.name]),
    sum: (x) => ({ name: this.append('ReduceSum', [x.name], { keepdims: 0 }), shape: [] }),
    unshuffle: (x, factor) => {
      const [n, h, w, c] = x.shape;
      return {
        name: this.append('SpaceToDepth', [x.name], { blocksize: factor }),
        shape: [n, h / factor, w / factor, c * factor * factor],
      };
    },
    shuffle: (x, factor) => {
      const [n, h, w, c] = x.shape;
      const name = this.append('DepthToSpace', [x.name], { blocksize: factor, mode: 'DCR' });
      return { name, shape: [n, h * factor, w * factor, c / (factor * factor)] };
    },
    concat: (a, b) => ({
      name: this.append('Concat', [a.name, b.name], { axis: 1 }),
      shape: [...a.shape.slice(0, 3), a.shape[3] + b.shape[3]],
    }),
    sliceChannels: (x, start, size) => ({
      name: this.append('Slice', [x.name, this.ints([start]), this.ints([start + size]), this.ints([1])]),
      shape: [...x.shape.slice(0, 3), size],
    }),
  };

  /** Filters stay HWIO (each use transposes its few numbers); images become NCHW. A filter is told from an image by its name. */
  private enter(name: string, shape: readonly number[]): Node {
    if (!isImage(shape) || isFilterName(name)) return { name, shape };
    const [n, , , c] = shape;
    // One channel lies alike in both orders.
    const nchw =
      c === 1
        ? this.append('Reshape', [name, this.ints(toNchw(shape))])
        : this.append('Transpose', [name], { perm: [0, 3, 1, 2] });
    return { name: nchw, shape: [n, shape[1], shape[2], c] };
  }

  private convolve(x: Node, oihw: string, size: number, channels: number): Node {
    const reach = (size - 1) / 2;
    const name = this.append('Conv', [x.name, oihw], { kernel_shape: [size, size], pads: [reach, reach, reach, reach] });
    return { name, shape: [...x.shape.slice(0, 3), channels] };
  }

  /**
   * All shifted copies of x under each other, [K²·I, N·H·W], times dz as [N·H·W, O]: one matrix product, and its rows are already in HWIO order.
   * (A Conv of transposed tensors is half as fast in onnxruntime.)
   */
  private filterGradient(x: Node, dz: Node, size: number): Node {
    const [n, h, w, inputs] = x.shape;
    const outputs = dz.shape[3];
    const reach = (size - 1) / 2;
    const channelFirst = this.append('Transpose', [x.name], { perm: [1, 0, 2, 3] });
    const padded =
      reach === 0 ? channelFirst : this.append('Pad', [channelFirst, this.ints([0, 0, reach, reach, 0, 0, reach, reach])]);
    const shifted: string[] = [];
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        const cut = this.append('Slice', [padded, this.ints([i, j]), this.ints([i + h, j + w]), this.ints([2, 3])]);
        shifted.push(this.append('Reshape', [cut, this.ints([inputs, n * h * w])]));
      }
    const rows = shifted.length === 1 ? shifted[0] : this.append('Concat', shifted, { axis: 0 });
    const channelLast = this.append('Transpose', [dz.name], { perm: [0, 2, 3, 1] });
    const columns = this.append('Reshape', [channelLast, this.ints([n * h * w, outputs])]);
    const product = this.append('MatMul', [rows, columns]);
    return {
      name: this.append('Reshape', [product, this.ints([size, size, inputs, outputs])]),
      shape: [size, size, inputs, outputs],
    };
  }

  private same(like: Node, opType: string, input: string[], attributes: Attributes = {}): Node {
    return { name: this.append(opType, input, attributes), shape: like.shape };
  }

  private append(opType: string, input: string[], attributes: Attributes = {}): string {
    const name = `t${this.counter++}`;
    const list = Object.entries(attributes).map(([key, value]) => attribute(key, value));
    this.nodes.push({ opType, input, output: [name], attribute: list });
    return name;
  }

  private ints(values: readonly number[]): string {
    const key = values.join(',');
    const known = this.integers.get(key);
    if (known) return known;
    const name = `ints${this.integers.size}`;
    const data = BigInt64Array.from(values, BigInt);
    this.initializers.push({ name, dims: [values.length], dataType: onnx.TensorProto.DataType.INT64, rawData: bytesOf(data) });
    this.integers.set(key, name);
    return name;
  }

  private scalar(value: number): string {
    const known = this.scalars.get(value);
    if (known) return known;
    const name = `scalar${this.scalars.size}`;
    this.initializers.push({
      name,
      dims: [],
      dataType: onnx.TensorProto.DataType.FLOAT,
      rawData: bytesOf(Float32Array.of(value)),
    });
    this.scalars.set(value, name);
    return name;
  }
}
