/**
 * The whole vocabulary of the engine. `T` is whatever a backend computes with: a tfjs tensor, a node of an ONNX graph, a Float64Array with its
 * shape. Layers, losses and back-propagation rules are written once against it; a backend that lacks a row does not compile.
 *
 * Shapes are NHWC for images and HWIO for filters, whatever a backend lays them out as inside. Where a row takes two images, the second may
 * have one channel, which is then used for all channels of the first, or may be a scalar of shape [].
 */
export interface Ops<T> {
  /** x [N,H,W,I], w [K,K,I,O] -> [N,H,W,O]; stride 1, SAME, K odd; the filter's taps lie `dilation` pixels apart, 1 unless given. */
  conv(x: T, w: T, dilation?: number): T;
  /** dz [N,H,W,O], w [K,K,I,O] -> ∂L/∂x [N,H,W,I]. */
  convInputGradient(dz: T, w: T, dilation?: number): T;
  /** x [N,H,W,I], dz [N,H,W,O] -> ∂L/∂w [size,size,I,O]. */
  convFilterGradient(x: T, dz: T, size: number, dilation?: number): T;

  add(a: T, b: T): T;
  subtract(a: T, b: T): T;
  multiply(a: T, b: T): T;
  divide(a: T, b: T): T;
  scale(a: T, factor: number): T;
  addScalar(x: T, value: number): T;
  /** x [N,H,W,C] + b [C]. */
  addBias(x: T, b: T): T;
  /** dz [N,H,W,C] -> [C]: the bias gradient. */
  sumToBias(dz: T): T;

  relu(x: T): T;
  sigmoid(x: T): T;
  tanh(x: T): T;
  arctan(x: T): T;
  /** y where x > 0, else 0; of one shape. */
  gate(x: T, y: T): T;
  square(x: T): T;
  sqrt(x: T): T;
  /** The sum of all elements, shape []. */
  sum(x: T): T;
  /** [N,H,W,C] -> [N,H,W,1]. */
  sumChannels(x: T): T;

  /** [N,H,W,C] -> [N,H/f,W/f,C·f²]; channel order (row phase, column phase, channel). */
  unshuffle(x: T, factor: number): T;
  /** The inverse of unshuffle. */
  shuffle(x: T, factor: number): T;
  /** Within each run of `group` examples, example k becomes k + by, round the end: [0,1,2,3] by 1 is [1,2,3,0]. 0 < by < group, and group divides N. */
  rollExamples(x: T, group: number, by: number): T;
  /** Along channels. */
  concat(a: T, b: T): T;
  /** Channels [start, start + size) of x. */
  sliceChannels(x: T, start: number, size: number): T;
}
