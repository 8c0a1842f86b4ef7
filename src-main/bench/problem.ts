import { readFileSync, writeFileSync } from 'node:fs';
import { readSafetensors, seededRandom, type Weights, writeSafetensors } from '../engine';
import { type Network, weightShapesOf } from '../engine/networks/network';
import { seo2018Network, seoActivations, seoChannels } from '../engine/networks/seo-2018';
import { sigmaMapName, tacetDefinition, tacetNetwork } from '../engine/networks/tacet';
import { inputNames, type Objective } from '../engine/training/objective';

/** What is measured: one slice through a network, or one training step of it (forward, loss, backward, Adam). */
export interface Problem {
  readonly network: 'tacet' | 'seo-2018';
  readonly task: 'inference' | 'step';
}

/** The numbers that every contestant of a problem starts from: float32, images NHWC, filters HWIO. */
export interface Material {
  readonly weights: Weights;
  /** Named as the engine's objective names them; inference reads the noisy image, and the sigma map where there is one. */
  readonly inputs: Weights;
}

export const learningRate = 1e-3;

/** The `tacet` that ships: 48 channels, 4 blocks, 170 k weights. The peers write it out by hand, with these numbers in it. */
const tacet = tacetNetwork(tacetDefinition(48, 4));
const seo2018 = seo2018Network({ residual: 'multiply-add', channels: seoChannels, activations: seoActivations });

export const networkOf = ({ network }: Problem): Network => (network === 'tacet' ? tacet : seo2018);

/** L2 for seo-2018: the article's own loss sends back twice its derivative, which automatic differentiation would not. */
export const objectiveOf = (problem: Problem): Objective =>
  problem.network === 'tacet'
    ? { network: tacet, predicts: 'noise', loss: 'charbonnier', rule: 'standard' }
    : { network: seo2018, predicts: 'image', loss: 'l2', rule: 'standard' };

/** Images at once, and their sides in pixels: a slice, or the batch that the network was trained with. */
export function sizeOfProblem({ network, task }: Problem): { readonly count: number; readonly size: number } {
  if (task === 'inference') return { count: 1, size: 512 };
  return network === 'tacet' ? { count: 16, size: 64 } : { count: 5, size: 128 };
}

/** Noise over noise: what is in a picture costs no time. The same numbers each time. */
export function materialOf(problem: Problem): Material {
  const { count, size } = sizeOfProblem(problem);
  const random = seededRandom(2018);
  const normal = (length: number, mean: number, sd: number) => Float32Array.from({ length }, () => mean + sd * random.normal());
  const weights = new Map(
    weightShapesOf(networkOf(problem)).map(({ name, shape }) => {
      const [kernel, , from, to] = shape;
      const filter = shape.length === 4;
      const data = filter
        ? normal(kernel * kernel * from * to, 0, 1 / Math.sqrt(kernel * kernel * from))
        : normal(shape[0], 0, 0.05);
      return [name, { shape, data }] as const;
    }),
  );
  const pixels = count * size * size;
  const image = [count, size, size, 1];
  const inHu = problem.network === 'tacet';
  const clean = inHu ? normal(pixels, 0, 200) : normal(pixels, 0.5, 0.2);
  const noiseSd = inHu ? 30 : 0.1;
  const noisy = clean.map((value) => value + noiseSd * random.normal());
  const inputs = new Map<string, Weights extends ReadonlyMap<string, infer Tensor> ? Tensor : never>([
    [inputNames.noisy, { shape: image, data: noisy }],
  ]);
  if (inHu) inputs.set(sigmaMapName, { shape: [count, size / 2, size / 2, 1], data: new Float32Array(pixels / 4).fill(0.6) });
  if (problem.task === 'step') {
    inputs.set(inputNames.clean, { shape: image, data: clean });
    inputs.set(inputNames.inverseScale, { shape: image, data: new Float32Array(pixels).fill(1 / noiseSd) });
    inputs.set(inputNames.weight, { shape: image, data: new Float32Array(pixels).fill(1 / pixels) });
  }
  return { weights, inputs };
}

const parts = ['weights', 'inputs'] as const;

/** As one safetensors file, which every language reads: `weights/<name>` and `inputs/<name>`. */
export function writeMaterial(path: string, material: Material): void {
  writeFileSync(
    path,
    writeSafetensors(
      new Map(parts.flatMap((part) => [...material[part]].map(([name, tensor]) => [`${part}/${name}`, tensor] as const))),
    ),
  );
}

export function readMaterial(path: string): Material {
  const read = readSafetensors(readFileSync(path));
  if (!read.ok) throw new Error(read.error.message);
  const part = (which: string): Weights =>
    new Map(
      [...read.value]
        .filter(([name]) => name.startsWith(`${which}/`))
        .map(([name, tensor]) => [name.slice(which.length + 1), tensor]),
    );
  return { weights: part('weights'), inputs: part('inputs') };
}
