import { sizeOf, type Tensor } from './interpreter';
import { bytes, type Bytes, message, text, wholeNumber } from './wire-format';

/** A value in a graph under construction; its numbers lie as the engine says (NHWC, HWIO, [C], []). */
export interface GraphNode {
  readonly name: string;
  readonly shape: readonly number[];
}

/** TensorFlow's numbers for what a tensor holds (DataType in types.proto). */
const elements = { float: 1, int32: 3 } as const;
type Elements = keyof typeof elements;
interface Literal {
  readonly of: Elements;
  readonly shape: readonly number[];
  readonly content: Bytes;
}

/** Attributes of an operation by their names. An attribute's kind is told by its key, as in attr_value.proto. */
export type Attributes = Readonly<Record<string, Attribute>>;
type Attribute =
  | { readonly type: Elements }
  | { readonly int: number }
  | { readonly bool: boolean }
  | { readonly string: string }
  | { readonly ints: readonly number[] }
  | { readonly shape: readonly number[] }
  | { readonly tensor: Literal };

/** The version of graphs that this is written in: as old as the oldest TensorFlow that is used, 2.9. */
const producer = 1087;
export const servingTag = 'serve';

/** Collects the nodes of a TensorFlow graph and writes it as a saved model, the one form in which tfjs-node takes a graph. */
export class TensorFlowGraph {
  private readonly nodes: Bytes[] = [];
  private readonly shared = new Map<string, string>();
  private held = 0;
  private most = 0;

  /** The bytes that the values of nodes take at once, at most, where the nodes are computed in their order and values freed as told. */
  get heldAtMost(): number {
    return this.most;
  }

  /** Nobody appended after this reads the value. */
  free({ shape }: GraphNode): void {
    this.held -= bytesOfFloats(shape);
  }

  /** A value given at each run. */
  input(name: string, shape: readonly number[]): GraphNode {
    return this.node(name, 'Placeholder', [], shape, { dtype: { type: 'float' }, shape: { shape } });
  }

  /** A value baked in; TensorFlow folds what depends on it alone. */
  constant(name: string, { shape, data }: Tensor): GraphNode {
    return this.literal(name, { of: 'float', shape, content: bytesOf(data) });
  }

  /** A value read after each run. */
  output(name: string, node: GraphNode): void {
    this.node(name, 'Identity', [node.name], node.shape, { T: { type: 'float' } });
  }

  /** Appends an operation on float32, with an output of this shape. */
  append(op: string, inputs: readonly string[], shape: readonly number[], attributes: Attributes = {}): GraphNode {
    return this.node(`n${this.nodes.length}`, op, inputs, shape, { T: { type: 'float' }, ...attributes });
  }

  /** Whole numbers as an operation's argument (axes, sizes): one node for equal ones. */
  ints(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.once(`${values.join()} as ${shape.join()}`, { of: 'int32', shape, content: bytesOf(Int32Array.from(values)) });
  }

  scalar(value: number): string {
    return this.once(`scalar ${value}`, { of: 'float', shape: [], content: bytesOf(Float32Array.of(value)) });
  }

  /** saved_model.proto: schema version, and one graph with its tag. */
  toSavedModel(): Bytes {
    const graph = message(...this.nodes, bytes(4, wholeNumber(1, producer)));
    return message(wholeNumber(1, 1), bytes(2, bytes(1, text(4, servingTag)), bytes(2, graph)));
  }

  private once(key: string, literal: Literal): string {
    const known = this.shared.get(key);
    if (known) return known;
    const { name } = this.literal(`c${this.shared.size}`, literal);
    this.shared.set(key, name);
    return name;
  }

  private literal(name: string, tensor: Literal): GraphNode {
    return this.node(name, 'Const', [], tensor.shape, { dtype: { type: tensor.of }, value: { tensor } });
  }

  /** node_def.proto */
  private node(name: string, op: string, inputs: readonly string[], shape: readonly number[], attributes: Attributes): GraphNode {
    const given = inputs.map((input) => text(3, input));
    const named = Object.entries(attributes).map(([key, value]) => bytes(5, text(1, key), bytes(2, attributeOf(value))));
    this.nodes.push(bytes(1, text(1, name), text(2, op), ...given, ...named));
    this.held += bytesOfFloats(shape);
    this.most = Math.max(this.most, this.held);
    return { name, shape };
  }
}

/** attr_value.proto */
function attributeOf(value: Attribute): Bytes {
  if ('ints' in value) return bytes(1, ...value.ints.map((one) => wholeNumber(3, one)));
  if ('string' in value) return text(2, value.string);
  if ('int' in value) return wholeNumber(3, value.int);
  if ('bool' in value) return wholeNumber(5, Number(value.bool));
  if ('type' in value) return wholeNumber(6, elements[value.type]);
  if ('shape' in value) return bytes(7, shapeOf(value.shape));
  const { of, shape, content } = value.tensor;
  return bytes(8, wholeNumber(1, elements[of]), bytes(2, shapeOf(shape)), bytes(4, content));
}

/** tensor_shape.proto */
const shapeOf = (shape: readonly number[]): Bytes => message(...shape.map((length) => bytes(2, wholeNumber(1, length))));

const bytesOfFloats = (shape: readonly number[]): number => Float32Array.BYTES_PER_ELEMENT * sizeOf(shape);
const bytesOf = (data: Float32Array | Int32Array): Bytes => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
