import { onnx } from 'onnx-proto';
import type { Weights } from '../../engine';
import type { Problem } from '../problem';

type Attributes = Readonly<Record<string, number | readonly number[] | string>>;

const { FLOAT } = onnx.TensorProto.DataType;
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => new Uint8Array(buffer, byteOffset, byteLength);

/** The network as an exporter writes it: NCHW, weights as initializers, one node an operation. Shares nothing with the engine's own graphs. */
export function plainOnnx(network: Problem['network'], weights: Weights): Uint8Array {
  const nodes: onnx.INodeProto[] = [];
  const initializers: onnx.ITensorProto[] = [];
  const node = (opType: string, input: string[], attributes: Attributes = {}, name = `v${nodes.length}`): string => {
    nodes.push({
      opType,
      input,
      output: [name],
      attribute: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
    });
    return name;
  };
  const initializer = (name: string, dims: readonly number[], data: Float32Array): string => {
    initializers.push({ name, dims: [...dims], dataType: FLOAT, rawData: bytesOf(data) });
    return name;
  };
  const conv = (x: string, name: string): string => {
    const { shape, data } = weights.get(`${name}.w`)!;
    const [kernel, , from, to] = shape;
    const filter = initializer(`${name}.w`, [to, from, kernel, kernel], oihw(shape, data));
    const bias = weights.get(`${name}.b`);
    const more = bias ? [initializer(`${name}.b`, [to], bias.data)] : [];
    const pad = (kernel - 1) / 2;
    return node('Conv', [x, filter, ...more], { kernel_shape: [kernel, kernel], pads: [pad, pad, pad, pad] });
  };
  const times = (x: string, factor: number): string =>
    node('Mul', [x, initializer(`factor${initializers.length}`, [], Float32Array.of(factor))]);

  if (network === 'tacet') {
    let h = node('SpaceToDepth', [times('image', 1 / 200)], { blocksize: 2 });
    h = node('Relu', [conv(node('Concat', [h, 'map'], { axis: 1 }), 'head')]);
    for (let block = 1; block <= 4; block++) {
      const inner = node('Relu', [conv(h, `block${block}.first`)]);
      h = node('Add', [h, conv(inner, `block${block}.second`)]);
    }
    const shuffled = node('DepthToSpace', [conv(h, 'tail')], { blocksize: 2, mode: 'DCR' });
    node('Mul', [shuffled, initializer('hu', [], Float32Array.of(100))], {}, 'out');
  } else {
    let h = 'image';
    ['Sigmoid', 'Tanh', 'Atan', 'Relu', 'Tanh', 'Relu'].forEach((activation, i, all) => {
      const a = node(activation, [conv(h, `layer${i + 1}`)]);
      h = node('Add', [node('Mul', [a, 'image']), 'image'], {}, i === all.length - 1 ? 'out' : undefined);
    });
  }
  const inputs = network === 'tacet' ? [valueInfo('image', 512), valueInfo('map', 256)] : [valueInfo('image', 512)];
  return onnx.ModelProto.encode({
    irVersion: 7,
    opsetImport: [{ domain: '', version: 13 }],
    graph: { name: network, node: nodes, initializer: initializers, input: inputs, output: [valueInfo('out', 512)] },
  }).finish();
}

/** HWIO to OIHW. */
function oihw([kernel, , from, to]: readonly number[], data: Float32Array): Float32Array {
  const taps = kernel * kernel;
  const out = new Float32Array(data.length);
  for (let tap = 0; tap < taps; tap++)
    for (let i = 0; i < from; i++)
      for (let o = 0; o < to; o++) out[(o * from + i) * taps + tap] = data[(tap * from + i) * to + o];
  return out;
}

function attribute(name: string, value: number | readonly number[] | string): onnx.IAttributeProto {
  const { INT, INTS, STRING } = onnx.AttributeProto.AttributeType;
  if (typeof value === 'number') return { name, type: INT, i: value };
  if (typeof value === 'string') return { name, type: STRING, s: new TextEncoder().encode(value) };
  return { name, type: INTS, ints: [...value] };
}

const valueInfo = (name: string, side: number): onnx.IValueInfoProto => ({
  name,
  type: { tensorType: { elemType: FLOAT, shape: { dim: [1, 1, side, side].map((dimValue) => ({ dimValue })) } } },
});
