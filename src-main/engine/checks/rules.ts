import { effectiveRule, ruleNames, type RuleName, shareAt } from '../networks/back-propagation';
import { convolutionsOf } from '../networks/network';
import { seo2018Network, seoActivations, seoChannels } from '../networks/seo-2018';
import type { Ops } from '../primitives/ops';
import { reference, type Reference } from '../primitives/reference';
import { gradientProgram, inputNames, type Objective } from '../training/objective';
import { articleGradients, type ArticleLayer } from './article-loops';
import { type PlannedCheck, worstError } from './check';
import { type Point, randomPoint } from './derivative';
import { exampleShapes, namedShapes } from './specimens';

/** As in the article's files; the epoch is any but the first. */
const decay = { rho: 800, lambda: 0.064, epoch: 3 } as const;
const image = [1, 7, 6, 1] as const;

/** Every rule of back-propagation on the article's network, by loops of its own; and each of them with ρ = 0 against the standard rule. */
export const ruleChecks = (ops: Ops<Reference>): readonly PlannedCheck[] => [
  ...(['multiply', 'multiply-add', 'add'] as const).flatMap((residual) =>
    ruleNames.map((rule) => ({
      name: `rule ${rule}, seo-2018, ${residual}`,
      against: "the article's formulas in plain loops, float64",
      limit: 1e-7,
      measure: () => errorAgainstLoops(ops, residual, rule),
    })),
  ),
  ...ruleNames
    .filter((rule) => rule !== 'standard')
    .map((rule) => ({
      name: `rule ${rule}, ρ = 0`,
      against: 'the standard rule, bit for bit',
      limit: 0,
      measure: () => differenceFromStandard(ops, rule),
    })),
];

type Residual = 'multiply' | 'multiply-add' | 'add';
const networkOf = (residual: Residual) => seo2018Network({ residual, channels: seoChannels, activations: seoActivations });
const objectiveOf = (residual: Residual, rule: RuleName): Objective => ({
  network: networkOf(residual),
  predicts: 'image',
  loss: 'article',
  rule,
});
const pointOf = (residual: Residual, share: number): Point => ({
  ...randomPoint({ ...exampleShapes(image), ...namedShapes(networkOf(residual), image) }, 1),
  [inputNames.share]: reference([], [share]),
});

function errorAgainstLoops(ops: Ops<Reference>, residual: Residual, rule: RuleName): number {
  const point = pointOf(residual, shareAt({ rule, ...decay }, decay.epoch));
  const byHand = gradientProgram(objectiveOf(residual, rule))(ops, point);
  const convolutions = convolutionsOf(networkOf(residual));
  const picture = { height: image[1], width: image[2], noisy: point.noisy.data, clean: point.clean.data };
  const layers = convolutions.map((layer) => ({ ...layer, w: point[`${layer.name}.w`].data }) as ArticleLayer);
  const c = decay.rho / (1 + decay.lambda * decay.epoch);
  const truth = articleGradients(picture, layers, residual, rule, c);
  return worstError(dataOf(byHand), Object.fromEntries(convolutions.map(({ name }, at) => [`${name}.w`, truth[at]])));
}

function differenceFromStandard(ops: Ops<Reference>, rule: RuleName): number {
  const point = pointOf('multiply-add', 0);
  const of = (name: RuleName) => dataOf(gradientProgram(objectiveOf('multiply-add', name))(ops, point));
  return worstError(of(effectiveRule({ rule, rho: 0, lambda: decay.lambda })), of('standard'));
}

const dataOf = (tensors: Readonly<Record<string, Reference>>): Record<string, Float64Array> =>
  Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data]));
