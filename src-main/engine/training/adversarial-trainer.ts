import type { AdversarialSetup, Weights } from '../engine';
import { discriminatorNetwork, discriminatorShrink, discriminatorWeights } from '../networks/discriminator';
import { dataOf, shapesOf } from '../networks/weights';
import type { Compiled, Interpreter } from '../primitives/interpreter';
import { type Adversary, discriminatorProgram, generatorProgram, madeName } from './adversarial';
import { createLearner, type Learner } from './learner';
import { inputNames, type Objective } from './objective';
import type { OptimizerName } from './optimizers/choice';

export interface AdversarialOptions {
  readonly optimizer: OptimizerName;
  readonly largestNorm: number | null;
  /** What the discriminator divides its images by. */
  readonly imageScale: number;
  /** Shapes of the generator's inputs that are not weights; its images are [N,H,W,1], H and W multiples of 4. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
}

/** Generator and discriminator in training against each other, one step each in turn. */
export interface AdversarialTrainer {
  readonly generator: Learner;
  readonly discriminator: Learner;
  /** The generator's loss. `inputs` are the generator's, without weights. */
  step(inputs: Readonly<Record<string, Float32Array>>, learningRate: number): Promise<{ readonly loss: number }>;
  dispose(): Promise<void>;
}

/** Compiles both programs. They run whole, whatever lanes the interpreter has. */
export async function createAdversarialTrainer(
  interpreter: Interpreter,
  objective: Objective,
  initial: Weights,
  setup: AdversarialSetup,
  { optimizer, largestNorm, imageScale, shapes }: AdversarialOptions,
): Promise<AdversarialTrainer> {
  const network = discriminatorNetwork({ channels: setup.channels, inputScale: imageScale });
  const adversary: Adversary = { discriminator: network, share: setup.share };
  const image = shapes[inputNames.noisy];
  const [count, height, width] = image;
  const scores = (count * height * width) / discriminatorShrink ** 2;
  const judgeWeights = discriminatorWeights(network, setup.seed);
  const judgeShapes = shapesOf(judgeWeights);
  const making = await interpreter.compile(generatorProgram(objective, adversary, scores), {
    ...shapes,
    ...shapesOf(initial),
    ...judgeShapes,
  });
  const judging = await interpreter.compile(discriminatorProgram(network, scores), {
    [inputNames.clean]: image,
    [madeName]: image,
    ...judgeShapes,
  });

  let made: Float32Array = new Float32Array(0);
  /** The generator's gradients; the image that it made is set aside for the discriminator. */
  const makingAndKeeping: Compiled = {
    run: async (inputs) => {
      const { [madeName]: image, ...outputs } = await making.run(inputs);
      made = image;
      return outputs;
    },
    dispose: () => making.dispose(),
  };
  const options = { optimizer, largestNorm };
  const generator = createLearner(makingAndKeeping, initial, options);
  const discriminator = createLearner(judging, judgeWeights, options);
  return {
    generator,
    discriminator,
    step: async (inputs, learningRate) => {
      const { loss } = await generator.step({ ...inputs, ...dataOf(discriminator.weights) }, learningRate);
      await discriminator.step({ [inputNames.clean]: inputs[inputNames.clean], [madeName]: made }, learningRate);
      return { loss };
    },
    dispose: async () => {
      await making.dispose();
      await judging.dispose();
    },
  };
}
