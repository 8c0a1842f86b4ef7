import type { LearningWay } from '../../contract';
import { type AdversarialSetup, type FoursTerms, type PixelLoss, type ResidualCnn, tacetDefinition } from '../../engine';

/** All that a training needs besides its data. */
export interface TrainingPreset {
  /** What it is for, in a line. */
  readonly summary: string;
  readonly steps: number;
  readonly peakLearningRate: number;
  readonly warmUpSteps: number;
  readonly batch: { readonly count: number; readonly size: number };
  readonly procedural: { readonly images: number; readonly size: number };
  readonly learnsFrom: LearningWay;
  /** How many own images are in memory at once, after how many steps one goes and another comes, and the share of patches that comes from them. */
  readonly own: { readonly held: number; readonly everySteps: number; readonly share: number };
  /** What an error costs; Charbonnier unless given. */
  readonly loss?: PixelLoss;
  /** Examples come in fours, and what they lose of a faint shape counts as well. */
  readonly fours?: FoursTerms;
  /** Its result is kept only where it is no worse than its base (guard.ts). */
  readonly guarded?: true;
  /** A discriminator learns beside the network. */
  readonly adversarial?: Omit<AdversarialSetup, 'seed'>;
  /** What its models must be known for, in a sentence; the model's summary says it. */
  readonly warning?: string;
  /** For a training from nothing; a fine-tuning takes its base's. */
  readonly architecture: ResidualCnn;
}

export const presetNames = [
  'tacet',
  'tacet-fast',
  'least-squares',
  'faint-contrast',
  'small',
  'fine-tune',
  'neighbours',
  'pairs',
  'residual-gan',
] as const;
export type PresetName = (typeof presetNames)[number];

/** Enough images and steps for a network that ships. */
const fromNothing = {
  steps: 14_000,
  peakLearningRate: 2e-3,
  warmUpSteps: 200,
  batch: { count: 16, size: 64 },
  procedural: { images: 240, size: 384 },
  learnsFrom: 'simulated',
  own: { held: 48, everySteps: 20, share: 0.5 },
} as const;

/** Half of what they learn from is painted, as the base itself learnt: so it is not forgotten. */
const replayed = {
  steps: 500,
  peakLearningRate: 2e-4,
  warmUpSteps: 30,
  batch: { count: 16, size: 64 },
  procedural: { images: 24, size: 256 },
  own: { held: 16, everySteps: 4, share: 0.5 },
  guarded: true,
  architecture: tacetDefinition(48, 4),
} as const;

export const presets: Readonly<Record<PresetName, TrainingPreset>> = {
  tacet: {
    ...fromNothing,
    summary: 'the network that ships: 170 k parameters, 11 GMAC a slice',
    architecture: tacetDefinition(48, 4),
  },
  'tacet-fast': {
    ...fromNothing,
    summary: 'the fast network that ships: 73 k parameters, 4.8 GMAC a slice',
    architecture: tacetDefinition(36, 3),
  },
  'least-squares': {
    ...fromNothing,
    summary: 'the last part of a training: a model that is good learns to err least in the mean square',
    steps: 16_000,
    peakLearningRate: 1e-3,
    loss: 'l2',
    architecture: tacetDefinition(48, 4),
  },
  'faint-contrast': {
    summary: 'the second part of a training: a model that removes noise well learns to keep faint shapes and sharp edges',
    steps: 2_000,
    peakLearningRate: 8e-4,
    warmUpSteps: 30,
    batch: { count: 16, size: 64 },
    procedural: { images: 120, size: 384 },
    learnsFrom: 'simulated',
    own: { held: 24, everySteps: 20, share: 0.5 },
    fours: { contrast: 0.3, bias: 3 },
    architecture: tacetDefinition(48, 4),
  },
  small: {
    summary: 'a smaller network for trying things out: 23 k parameters, 1.5 GMAC a slice',
    steps: 1_500,
    peakLearningRate: 2e-3,
    warmUpSteps: 100,
    batch: { count: 8, size: 64 },
    procedural: { images: 24, size: 256 },
    learnsFrom: 'simulated',
    own: { held: 24, everySteps: 20, share: 0.5 },
    architecture: tacetDefinition(24, 2),
  },
  'fine-tune': {
    summary:
      'a short training of a model that is good already, half on own slices and half on what it knows; kept only where it is no worse',
    steps: 500,
    peakLearningRate: 4e-4,
    warmUpSteps: 30,
    batch: { count: 16, size: 64 },
    procedural: { images: 12, size: 256 },
    learnsFrom: 'simulated',
    own: { held: 10, everySteps: 20, share: 0.5 },
    guarded: true,
    architecture: tacetDefinition(48, 4),
  },
  neighbours: {
    ...replayed,
    summary:
      'a short training on a noisy series alone: each slice learns to find its neighbours, where slices overlap or the model does not know the noise; kept only where it is no worse',
    learnsFrom: 'neighbours',
  },
  pairs: {
    ...replayed,
    summary:
      'a short training on two series of the same places at two doses: the noisier learns to find the quieter; kept only where it is no worse',
    learnsFrom: 'pairs',
  },
  'residual-gan': {
    summary: 'an experiment: a discriminator asks for images that look clean, so the network may invent texture',
    warning: 'An experiment: trained against a discriminator, it may invent texture that was never scanned.',
    steps: 1_500,
    peakLearningRate: 1e-3,
    warmUpSteps: 100,
    batch: { count: 8, size: 64 },
    procedural: { images: 24, size: 256 },
    learnsFrom: 'simulated',
    own: { held: 24, everySteps: 20, share: 0.5 },
    adversarial: { channels: 16, share: 0.02 },
    architecture: tacetDefinition(24, 2),
  },
};

/** How a good model is trained further, each way. */
export const fineTunings: Readonly<Record<LearningWay, PresetName>> = {
  simulated: 'fine-tune',
  neighbours: 'neighbours',
  pairs: 'pairs',
};

const sources = {
  simulated: 'noise of a simulated fan-beam scanner at lower doses',
  neighbours: 'each beside the slices next to it, under noise of their own',
  pairs: 'each at two doses',
} as const satisfies Readonly<Record<LearningWay, string>>;

/** What was learnt from, for a model's file and card; `own`: how many CT slices. */
export function dataOf({ procedural, learnsFrom }: TrainingPreset, own: number): string {
  const painted = `${procedural.images} procedural images (random shapes, chests, bellies, heads)`;
  if (own === 0) return `${painted}, no patient data, ${sources.simulated}.`;
  if (learnsFrom === 'simulated') return `${painted} and ${own} CT slices, ${sources.simulated}.`;
  return `${own} CT slices, ${sources[learnsFrom]}, and ${painted}, ${sources.simulated}.`;
}
