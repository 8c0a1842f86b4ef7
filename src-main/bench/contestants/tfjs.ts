import type { Tensor, Tensor4D, Variable } from '@tensorflow/tfjs-core';
import type { Weights } from '../../engine';
import { sigmaMapName } from '../../engine/networks/tacet';
import { loadTensorFlow } from '../../engine/primitives/tensorflow';
import type { Tf } from '../../engine/primitives/tfjs';
import { inputNames } from '../../engine/training/objective';
import type { Contestant } from './contestant';

type Named = Readonly<Record<string, Tensor>>;
type Network = (tf: Tf, weights: Named, image: Tensor4D, map: Tensor4D | null) => Tensor;

/** The `tacet` network as one writes it on tfjs. */
const tacet: Network = (tf, weights, image, map) => {
  const conv = (x: Tensor, name: string): Tensor =>
    tf.add(tf.conv2d(x as Tensor4D, weights[`${name}.w`] as Tensor4D, 1, 'same'), weights[`${name}.b`]);
  const [n, rows, columns] = image.shape;
  const [halfRows, halfColumns] = [rows / 2, columns / 2];
  const squares = tf.reshape(tf.div(image, 200), [n, halfRows, 2, halfColumns, 2]);
  const phases = tf.reshape(tf.transpose(squares, [0, 1, 3, 2, 4]), [n, halfRows, halfColumns, 4]);
  let h: Tensor = tf.relu(conv(tf.concat([phases, map!], 3), 'head'));
  for (let block = 1; block <= 4; block++) h = tf.add(h, conv(tf.relu(conv(h, `block${block}.first`)), `block${block}.second`));
  const y = tf.reshape(conv(h, 'tail'), [n, halfRows, halfColumns, 2, 2]);
  return tf.mul(tf.reshape(tf.transpose(y, [0, 1, 3, 2, 4]), [n, rows, columns, 1]), 100);
};

const seo2018: Network = (tf, weights, image) =>
  [tf.sigmoid, tf.tanh, tf.atan, tf.relu, tf.tanh, tf.relu].reduce<Tensor>((h, activation, i) => {
    const a: Tensor = activation(tf.conv2d(h as Tensor4D, weights[`layer${i + 1}.w`] as Tensor4D, 1, 'same'));
    return tf.add(tf.mul(a, image), image);
  }, image);

/** tfjs-node by itself: a chain of calls for inference; `tf.variableGrads` and `tf.train.adam` for a step. */
export const onTfjsNode: Contestant = async (start, { weights, inputs }) => {
  const tf = await loadTensorFlow();
  await tf.ready();
  const network = start.network === 'tacet' ? tacet : seo2018;
  const upload = (tensors: Weights): Record<string, Tensor> =>
    Object.fromEntries([...tensors].map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape])]));
  const output = (named: Named, given: Named): Tensor =>
    network(tf, named, given[inputNames.noisy] as Tensor4D, (given[sigmaMapName] ?? null) as Tensor4D | null);

  if (start.task === 'inference') {
    const named = upload(weights);
    return async () => {
      const out = tf.tidy(() => output(named, upload(inputs)));
      const data = (await out.data()) as Float32Array;
      out.dispose();
      return data;
    };
  }
  const variables: Record<string, Variable> = {};
  for (const [name, tensor] of Object.entries(upload(weights))) variables[name] = tf.variable(tensor, true, name);
  const adam = tf.train.adam(start.learningRate);
  return async () => {
    const loss = tf.tidy(() => {
      const given = upload(inputs);
      const { value, grads } = tf.variableGrads(() => lossOf(tf, start.network, output(variables, given), given));
      adam.applyGradients(grads as never);
      return value;
    });
    const data = (await loss.data()) as Float32Array;
    loss.dispose();
    return data;
  };
};

/** Charbonnier of the noise that is left, or the mean square error. */
function lossOf(tf: Tf, network: 'tacet' | 'seo-2018', out: Tensor, given: Named) {
  const { noisy, clean, inverseScale, weight } = given;
  const error = tf.sub(network === 'tacet' ? tf.sub(noisy, out) : out, clean);
  const squared = tf.square(tf.mul(error, inverseScale));
  const cost = network === 'tacet' ? tf.sqrt(tf.add(squared, 0.09)) : squared;
  return tf.sum(tf.mul(cost, weight)).asScalar();
}
