import { parameterCount, type ResidualModel } from '../engine';
import type { ModelFile } from './model-file';

/** The card of a model that was trained on this machine: what is known of it, and what is not. The order is the house's; `warning` comes with its way of training. */
export function cardOf(
  title: string,
  { base, training, quality }: Pick<ModelFile, 'base' | 'training' | 'quality'>,
  { definition }: ResidualModel,
  warning = '',
): string {
  const { channels, blocks, clipHu } = definition;
  return `# ${title}

**What it does, and to which images.** Predicts the noise of a CT slice, so that a share of it can be taken away. ${
    base ? `Fine-tuned from the model "${base}"` : 'Trained from nothing'
  } by Tacet ${training.version}. Not for diagnostic use.

**Input and output.** One slice in HU, clipped to ${clipHu[0]} to ${clipHu[1]}; out comes its noise in HU, freed of its local mean. Residual CNN, ${channels} channels,
${blocks} blocks, ${parameterCount(definition)} parameters.

**Trained on.** ${training.data} ${training.steps} steps, seed ${training.seed}, backend ${training.backend}, ${training.at}.

**Measured.** ${measured(quality)}

**Where it fails.** ${warning === '' ? '' : `${warning} `}Unknown. What holds for its base holds for it, and it may have unlearnt what its own series does not show.

**Weights.** weights.safetensors; its SHA-256 stands in model.json.
`;
}

const measured = (quality: ModelFile['quality']): string =>
  quality.length === 0
    ? 'Nothing yet: compare it with its base on slices that it has not seen before trusting it.'
    : `By the guard of its fine-tuning, which compares it with its base (the control) on images that neither learnt from:

${quality.map(({ what, value, unit, control }) => `- ${what}: ${value} ${unit}${control === null ? '' : ` (base ${control} ${unit})`}`).join('\n')}`;
