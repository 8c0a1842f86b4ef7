import { type AdversarialSetup, type ModelDefinition, tacetDefinition } from '../../engine';

/** All that a training needs besides its data. */
export interface TrainingPreset {
  /** What it is for, in a line. */
  readonly summary: string;
  readonly steps: number;
  readonly peakLearningRate: number;
  readonly warmUpSteps: number;
  readonly batch: { readonly count: number; readonly size: number };
  readonly procedural: { readonly images: number; readonly size: number };
  /** Slices taken of the user's series at most, and the share of patches that comes from them. */
  readonly own: { readonly slices: number; readonly share: number };
  /** A discriminator learns beside the network. */
  readonly adversarial?: Omit<AdversarialSetup, 'seed'>;
  /** What its models must be known for, in a sentence; the model's summary says it. */
  readonly warning?: string;
  /** For a training from nothing; a fine-tuning takes its base's. */
  readonly architecture: ModelDefinition;
}

export const presetNames = ['tacet', 'small', 'fine-tune', 'residual-gan'] as const;
export type PresetName = (typeof presetNames)[number];

export const presets: Readonly<Record<PresetName, TrainingPreset>> = {
  tacet: {
    summary: 'the network that ships: 170 k parameters, 11 GMAC a slice',
    steps: 12_000,
    peakLearningRate: 2e-3,
    warmUpSteps: 200,
    batch: { count: 16, size: 64 },
    procedural: { images: 160, size: 384 },
    own: { slices: 48, share: 0.5 },
    architecture: tacetDefinition(48, 4),
  },
  small: {
    summary: 'a smaller network for trying things out: 23 k parameters, 1.5 GMAC a slice',
    steps: 1_500,
    peakLearningRate: 2e-3,
    warmUpSteps: 100,
    batch: { count: 8, size: 64 },
    procedural: { images: 24, size: 256 },
    own: { slices: 24, share: 0.5 },
    architecture: tacetDefinition(24, 2),
  },
  'fine-tune': {
    summary: 'a short training of a model that is good already, half on own slices and half on what it knows',
    steps: 500,
    peakLearningRate: 4e-4,
    warmUpSteps: 30,
    batch: { count: 16, size: 64 },
    procedural: { images: 12, size: 256 },
    own: { slices: 8, share: 0.5 },
    architecture: tacetDefinition(48, 4),
  },
  'residual-gan': {
    summary: 'an experiment: a discriminator asks for images that look clean, so the network may invent texture',
    warning: 'An experiment: trained against a discriminator, it may invent texture that was never scanned.',
    steps: 1_500,
    peakLearningRate: 1e-3,
    warmUpSteps: 100,
    batch: { count: 8, size: 64 },
    procedural: { images: 24, size: 256 },
    own: { slices: 24, share: 0.5 },
    adversarial: { channels: 16, share: 0.02 },
    architecture: tacetDefinition(24, 2),
  },
};
