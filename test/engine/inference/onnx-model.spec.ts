import type * as OnnxRuntime from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { onnxModel } from '../../../src-main/engine';
import { forward } from '../../../src-main/engine/networks/driver';
import { sigmaMapName, tacetNetwork } from '../../../src-main/engine/networks/tacet';
import { reference, referenceOps } from '../../../src-main/engine/primitives/reference';
import { seededRandom } from '../../../src-main/engine/random';
import { tinyModel } from '../../tiny-model';
import { relativeDifference } from '../numbers';

describe('a model as ONNX', () => {
  const model = tinyModel();
  const network = tacetNetwork(model.definition);
  let session: OnnxRuntime.InferenceSession;
  let ort: typeof OnnxRuntime;
  beforeAll(async () => {
    process.env.ORT_DISABLE_TELEMETRY = '1';
    ort = await import('onnxruntime-node');
    session = await ort.InferenceSession.create(onnxModel(model));
    return () => session.release();
  });

  it.each([
    [1, 8, 8],
    [2, 12, 6],
  ])('predicts, in onnxruntime, what the float64 loops do: %d images of %d × %d', async (count, rows, columns) => {
    const random = seededRandom(rows);
    const hu = Float32Array.from({ length: count * rows * columns }, () => 60 * random.normal());
    const sigma = 21;
    const { noise } = await session.run({
      hu: new ort.Tensor('float32', hu, [count, 1, rows, columns]),
      sigma: new ort.Tensor('float32', Float32Array.of(sigma), []),
    });
    const weights = [...model.weights].map(([name, { shape, data }]) => [name, reference(shape, data)] as const);
    const map = reference([count, rows / 2, columns / 2, 1]);
    map.data.fill(sigma / model.definition.sigmaScaleHu);
    const named = { ...Object.fromEntries(weights), [sigmaMapName]: map };
    const { out } = forward(referenceOps, network, named, reference([count, rows, columns, 1], hu));
    expect(noise!.dims).toEqual([count, 1, rows, columns]);
    expect(relativeDifference(noise!.data as Float32Array, Float32Array.from(out.data))).toBeLessThan(1e-5);
  });

  it('clips what lies outside the range that the network knows', async () => {
    const at = async (hu: number): Promise<readonly number[]> => {
      const image = new ort.Tensor('float32', new Float32Array(16).fill(hu), [1, 1, 4, 4]);
      const { noise } = await session.run({ hu: image, sigma: new ort.Tensor('float32', Float32Array.of(10), []) });
      return [...(noise!.data as Float32Array)];
    };
    expect(await at(-5000)).toEqual(await at(model.definition.clipHu[0]));
    expect(await at(-5000)).not.toEqual(await at(-500));
  });
});
