import { onnx } from 'onnx-proto';
import type { Tensor } from './interpreter';

/**
 * A value in a graph under construction. `shape` is always the engine's (NHWC, HWIO, [C], []); `layout` says how the numbers lie:
 * as the engine says, or, for images on their way through convolutions, as NCHW.
 */
export interface Node {
  readonly name: string;
  readonly shape: readonly number[];
  readonly layout: 'engine' | 'nchw';
}

export type Attributes = Readonly<Record<string, number | readonly number[] | string>>;

/** Collects the nodes of an ONNX model (opset 13) and writes its bytes. */
export class GraphBuilder {
  private readonly nodes: onnx.INodeProto[] = [];
  private readonly initializers: onnx.ITensorProto[] = [];
  private readonly inputs: onnx.IValueInfoProto[] = [];
  private readonly outputs: onnx.IValueInfoProto[] = [];
  private readonly shared = new Map<string, string>();
  private counter = 0;

  /** A value given at each run. */
  input(name: string, shape: readonly number[]): Node {
    this.inputs.push(valueInfo(name, shape));
    return { name, shape, layout: 'engine' };
  }

  /** An image given at each run as NCHW, whose sides may have names instead of numbers: the graph then takes any. */
  image(name: string, shape: readonly number[], dimensions: readonly (number | string)[]): Node {
    this.inputs.push(valueInfo(name, dimensions));
    return { name, shape, layout: 'nchw' };
  }

  /** A value baked in; onnxruntime folds what depends on it alone. */
  constant(name: string, { shape, data }: Tensor): Node {
    this.initializers.push({ name, dims: [...shape], dataType: onnx.TensorProto.DataType.FLOAT, rawData: bytesOf(data) });
    return { name, shape, layout: 'engine' };
  }

  /** A value read after each run. It must lie as the engine says. */
  output(name: string, node: Node): void {
    this.nodes.push({ opType: 'Identity', input: [node.name], output: [name] });
    this.outputs.push(valueInfo(name, node.shape));
  }

  /** An image read after each run, as NCHW. */
  outputImage(name: string, { name: from, layout }: Node, dimensions: readonly (number | string)[]): void {
    if (layout !== 'nchw') throw new RangeError(`"${name}" does not lie as an image does.`);
    this.nodes.push({ opType: 'Identity', input: [from], output: [name] });
    this.outputs.push(valueInfo(name, dimensions));
  }

  /** Appends an operation; its result's name. */
  append(opType: string, input: readonly string[], attributes: Attributes = {}): string {
    const name = `t${this.counter++}`;
    const attribute = Object.entries(attributes).map(([key, value]) => attributeOf(key, value));
    this.nodes.push({ opType, input: [...input], output: [name], attribute });
    return name;
  }

  /** A list of whole numbers as an operation's argument (axes, starts, shapes): one initializer for equal lists. */
  ints(values: readonly number[]): string {
    return this.once(`ints ${values.join(',')}`, {
      dims: [values.length],
      dataType: onnx.TensorProto.DataType.INT64,
      rawData: bytesOf(BigInt64Array.from(values, BigInt)),
    });
  }

  scalar(value: number): string {
    const rawData = bytesOf(Float32Array.of(value));
    return this.once(`scalar ${value}`, { dims: [], dataType: onnx.TensorProto.DataType.FLOAT, rawData });
  }

  /** What no output needs is left out. */
  toBytes(): Uint8Array {
    return onnx.ModelProto.encode({
      irVersion: 7,
      producerName: 'tacet',
      opsetImport: [{ domain: '', version: 13 }],
      graph: {
        name: 'tacet',
        node: this.neededNodes(),
        initializer: this.initializers,
        input: this.inputs,
        output: this.outputs,
      },
    }).finish();
  }

  private neededNodes(): onnx.INodeProto[] {
    const needed = new Set(this.outputs.map(({ name }) => name));
    const kept = this.nodes.toReversed().filter(({ input, output }) => {
      if (!output!.some((name) => needed.has(name))) return false;
      input!.forEach((name) => needed.add(name));
      return true;
    });
    return kept.toReversed();
  }

  private once(key: string, tensor: onnx.ITensorProto): string {
    const known = this.shared.get(key);
    if (known) return known;
    const name = `c${this.shared.size}`;
    this.initializers.push({ ...tensor, name });
    this.shared.set(key, name);
    return name;
  }
}

function attributeOf(name: string, value: number | readonly number[] | string): onnx.IAttributeProto {
  const { INT, INTS, STRING } = onnx.AttributeProto.AttributeType;
  if (typeof value === 'number') return { name, type: INT, i: value };
  if (typeof value === 'string') return { name, type: STRING, s: new TextEncoder().encode(value) };
  return { name, type: INTS, ints: [...value] };
}

const valueInfo = (name: string, dimensions: readonly (number | string)[]): onnx.IValueInfoProto => ({
  name,
  type: {
    tensorType: {
      elemType: onnx.TensorProto.DataType.FLOAT,
      shape: { dim: dimensions.map((one) => (typeof one === 'number' ? { dimValue: one } : { dimParam: one })) },
    },
  },
});

const bytesOf = (data: Float32Array | BigInt64Array): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
