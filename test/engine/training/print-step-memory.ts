import { readFileSync, writeFileSync } from 'node:fs';
import { weightShapesOf } from '../../../src-main/engine/networks/network';
import { seo2018Network, seoActivations } from '../../../src-main/engine/networks/seo-2018';
import { sigmaMapName, tacetDefinition, tacetNetwork } from '../../../src-main/engine/networks/tacet';
import { onTensorFlow } from '../../../src-main/engine/primitives/differentiating';
import type { Compiled } from '../../../src-main/engine/primitives/interpreter';
import { tensorflowInterpreter } from '../../../src-main/engine/primitives/tensorflow';
import { automaticGradients } from '../../../src-main/engine/training/automatic';
import { gradientProgram, inputNames, type Objective } from '../../../src-main/engine/training/objective';
import { normalTensor } from '../numbers';

type Shapes = Readonly<Record<string, readonly number[]>>;

const exampleShapes = (image: readonly number[]): Shapes => ({
  [inputNames.noisy]: image,
  [inputNames.clean]: image,
  [inputNames.inverseScale]: image,
  [inputNames.weight]: image,
});
const steps: Readonly<Record<string, { readonly objective: Objective; readonly examples: Shapes; readonly least: Shapes }>> = {
  // 170,212 parameters.
  'tacet, 16 patches of 64 × 64': {
    objective: { network: tacetNetwork(tacetDefinition(48, 4)), predicts: 'noise', loss: 'charbonnier', rule: 'standard' },
    examples: { ...exampleShapes([16, 64, 64, 1]), [sigmaMapName]: [16, 32, 32, 1] },
    least: { ...exampleShapes([1, 8, 8, 1]), [sigmaMapName]: [1, 4, 4, 1] },
  },
  'seo-2018, 20 pictures of 256 × 256': {
    objective: {
      network: seo2018Network({ residual: 'multiply-add', channels: 3, activations: seoActivations }),
      predicts: 'image',
      loss: 'article',
      rule: 'standard',
    },
    examples: exampleShapes([20, 256, 256, 1]),
    least: exampleShapes([1, 8, 8, 1]),
  },
};

const kib = (field: 'VmHWM' | 'VmRSS'): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))![1]);

/** By how many KiB the process grows at most during three steps. It should have computed nothing before: freed memory is not all given back. */
async function growthOf(what: string, how: string): Promise<number> {
  const { objective, examples, least } = steps[what]!;
  const weights = Object.fromEntries(weightShapesOf(objective.network).map(({ name, shape }) => [name, shape]));
  const run = async (sized: Shapes): Promise<void> => {
    const shapes = { ...sized, ...weights };
    const values = Object.fromEntries(
      Object.entries(shapes).map(([name, shape], seed) => [name, Float32Array.from(normalTensor(shape, seed).data)]),
    );
    const compiled: Compiled =
      how === 'by hand'
        ? await (await tensorflowInterpreter()).compile(gradientProgram(objective), shapes)
        : await automaticGradients(objective, sized, weights, await onTensorFlow());
    for (let step = 0; step < 3; step++) await compiled.run(values);
    await compiled.dispose();
  };
  // What the libraries allocate once is none of the step's.
  await run(least);
  const before = kib('VmRSS');
  // Begins the high-water mark anew (proc(5)).
  writeFileSync('/proc/self/clear_refs', '5');
  await run(examples);
  return kib('VmHWM') - before;
}

const [what, how] = process.argv.slice(2);
void growthOf(what!, how!).then((grown) => console.log(JSON.stringify(grown)));
