import { ruleNames } from '../networks/back-propagation';
import { weightShapesOf } from '../networks/network';
import type { Differentiating } from '../primitives/differentiating';
import type { Interpreter, Program } from '../primitives/interpreter';
import { reference, type Reference, referenceOps } from '../primitives/reference';
import { seededRandom } from '../random';
import { automaticGradients } from '../training/automatic';
import { gradientProgram, inputNames, type Objective, pixelLoss } from '../training/objective';
import { type PlannedCheck, relativeError, worstError } from './check';
import { randomPoint, type Shapes } from './derivative';
import { derivativeShare, networkDerivative } from './derivatives';
import { exampleShapes, layerSpecimens, namedShapes, objectiveOf, type Specimen, trained, wholeNetworks } from './specimens';

/** What a backend computes, by what the reference computes of the same float32 numbers in float64. */
export const backendChecks = (interpreter: Interpreter): readonly PlannedCheck[] => {
  const againstReference = { against: 'the reference, float64', limit: 1e-4 } as const;
  return [
    {
      ...againstReference,
      name: `${interpreter.backend}: every layer, forward and backward`,
      measure: async () => {
        let worst = 0;
        for (const specimen of layerSpecimens) worst = Math.max(worst, await errorOfLayer(interpreter, specimen));
        return worst;
      },
    },
    ...objectivesOn(interpreter).map(({ name, specimen, objective }) => ({
      ...againstReference,
      name,
      measure: () => errorOfObjective(interpreter, specimen, objective),
    })),
    {
      name: `${interpreter.backend}: adjoint identity of the convolution, whole numbers`,
      against: '⟨z, dz⟩ = ⟨x, dx⟩ = ⟨w, dw⟩, exactly',
      limit: 0,
      measure: () => errorOfAdjoint(interpreter),
    },
  ];
};

/** The whole gradient as a backend computes it by hand, by automatic differentiation from the forward pass. */
export const automaticChecks = (interpreter: Interpreter, differentiating: Differentiating): readonly PlannedCheck[] =>
  trained.map(([specimen, loss]) => ({
    name: `${interpreter.backend}: ${specimen.name}, loss ${loss}, the whole gradient`,
    against: `automatic differentiation, ${differentiating.backend}`,
    limit: 1e-5,
    measure: () => errorAgainstAutomatic(interpreter, differentiating, specimen, objectiveOf(specimen, loss)),
  }));

/** Both networks as they are trained; the article's once more by each rule, which has a share of its later gradients. */
const objectivesOn = ({ backend }: Interpreter) => {
  const called = (specimen: Specimen, what: string) => `${backend}: ${specimen.name}, ${what}: image, loss, every gradient`;
  const byLoss = trained.map(([specimen, loss]) => ({
    name: called(specimen, `loss ${loss}`),
    specimen,
    objective: objectiveOf(specimen, loss),
  }));
  const article = wholeNetworks.find(({ name }) => name === 'seo-2018, multiply-add')!;
  const byRule = ruleNames
    .filter((rule) => rule !== 'standard')
    .map((rule) => ({
      name: called(article, `rule ${rule}`),
      specimen: article,
      objective: { ...objectiveOf(article, 'article'), rule },
    }));
  return [...byLoss, ...byRule];
};

type Values = Readonly<Record<string, Float32Array>>;
const valuesOf = (shapes: Shapes): Values =>
  Object.fromEntries(Object.entries(randomPoint(shapes, 1)).map(([name, { data }]) => [name, Float32Array.from(data)]));

/** Computes a program's outputs on a backend, and in float64, from the same numbers. */
async function bothWays(interpreter: Interpreter, program: Program, shapes: Shapes, values: Values) {
  const inputs: Record<string, Reference> = {};
  for (const [name, shape] of Object.entries(shapes)) inputs[name] = reference(shape, values[name]);
  const truth = Object.fromEntries(Object.entries(program(referenceOps, inputs)).map(([name, { data }]) => [name, data]));
  return { found: await runOnce(interpreter, program, shapes, values), truth };
}

async function runOnce(interpreter: Interpreter, program: Program, shapes: Shapes, values: Values) {
  const compiled = await interpreter.compile(program, shapes);
  try {
    return await compiled.run(values);
  } finally {
    await compiled.dispose();
  }
}

async function errorOfLayer(interpreter: Interpreter, specimen: Specimen): Promise<number> {
  const { shapes, value, byHand } = networkDerivative(specimen);
  const program: Program = (ops, inputs) => ({ ...value(ops, inputs), ...byHand(ops, inputs) });
  const { found, truth } = await bothWays(interpreter, program, shapes, valuesOf(shapes));
  return worstError(found, truth);
}

async function errorOfObjective(interpreter: Interpreter, { network, image }: Specimen, objective: Objective): Promise<number> {
  const shapes = { ...exampleShapes(image), ...namedShapes(network, image), [inputNames.share]: [] };
  const program: Program = (ops, inputs) => ({
    ...gradientProgram(objective)(ops, inputs),
    image: pixelLoss(ops, objective, inputs).image,
  });
  const { found, truth } = await bothWays(interpreter, program, shapes, valuesOf(shapes));
  return worstError(found, truth);
}

async function errorAgainstAutomatic(
  interpreter: Interpreter,
  differentiating: Differentiating,
  { network, image }: Specimen,
  objective: Objective,
): Promise<number> {
  const named = namedShapes(network, image);
  const weights = Object.fromEntries(weightShapesOf(network).map(({ name, shape }) => [name, shape]));
  const maps = Object.fromEntries(Object.entries(named).filter(([name]) => !(name in weights)));
  const examples = { ...exampleShapes(image), ...maps };
  const values = valuesOf({ ...examples, ...weights });
  const automatic = await automaticGradients(objective, examples, weights, differentiating);
  try {
    const truth = await automatic.run(values);
    const byHand = await runOnce(interpreter, gradientProgram(objective), { ...examples, ...weights }, values);
    const share = derivativeShare(objective.loss);
    const halved = Object.entries(byHand).map(([name, gradient]) => [
      name,
      name in weights ? gradient.map((g) => share * g) : gradient,
    ]);
    return worstError(Object.fromEntries(halved) as typeof byHand, truth);
  } finally {
    await automatic.dispose();
  }
}

const adjointCases = [
  { x: [2, 5, 6, 3], kernel: 1, dilation: 1, outputs: 2 },
  { x: [1, 7, 4, 2], kernel: 3, dilation: 1, outputs: 4 },
  { x: [2, 8, 9, 3], kernel: 3, dilation: 3, outputs: 2 },
  { x: [3, 6, 6, 1], kernel: 5, dilation: 2, outputs: 3 },
  { x: [1, 9, 8, 3], kernel: 13, dilation: 1, outputs: 1 },
] as const;

/** A convolution is linear in x and in w, so both of its gradients must give back the very sum; on small whole numbers float32 makes no error. */
async function errorOfAdjoint(interpreter: Interpreter): Promise<number> {
  let worst = 0;
  for (const [seed, { x, kernel, dilation, outputs }] of adjointCases.entries()) {
    const shapes = { x, w: [kernel, kernel, x[3], outputs], dz: [...x.slice(0, 3), outputs] };
    const values = wholeValues(shapes, seed);
    const program: Program = (ops, inputs) => ({
      z: ops.conv(inputs.x, inputs.w, dilation),
      dx: ops.convInputGradient(inputs.dz, inputs.w, dilation),
      dw: ops.convFilterGradient(inputs.x, inputs.dz, kernel, dilation),
    });
    const { z, dx, dw } = await runOnce(interpreter, program, shapes, values);
    const whole = inner(z, values.dz);
    worst = Math.max(worst, relativeError([inner(values.x, dx), inner(values.w, dw)], [whole, whole]));
  }
  return worst;
}

/** Whole numbers from −4 to 4. */
function wholeValues(shapes: Shapes, seed: number): Values {
  const random = seededRandom(seed, 67);
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, Float32Array.from(reference(shape).data, () => random.integer(9) - 4)]),
  );
}
const inner = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i], 0);
