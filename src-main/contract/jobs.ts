import { z } from 'zod';
import { backendName } from './app';
import { buffer, call, count, event, nothing, share } from './call';
import { saying, trouble } from './outcome';

/** Every job says how far it is, the same way. */
export const jobProgress = event({
  name: 'job:progress',
  payload: z.object({
    jobId: z.string(),
    kind: z.enum(['denoise', 'export', 'train', 'cases']),
    state: z.enum(['running', 'finished', 'cancelled', 'failed']),
    done: count,
    total: count,
    secondsLeft: z.number().nullable(),
    /** e.g. "The engine stopped and was restarted; going on at slice 12." */
    note: saying.nullable(),
    trouble: trouble.nullable(),
  }),
});
export const cancelJob = call({ name: 'job:cancel', request: z.object({ jobId: z.string() }), reply: nothing });

/** All slices of a series, or the one in view and the few by which its strength is found. */
export const denoisingExtent = z.enum(['series', 'in-view']);
export type DenoisingExtent = z.infer<typeof denoisingExtent>;
/** Denoises from `firstSlice` outward. `denoise:slice` tells of each slice; `denoise:noise` fetches its predicted noise. */
export const startDenoising = call({
  name: 'denoise:start',
  request: z.object({
    seriesId: z.string(),
    modelName: z.string(),
    backend: backendName,
    firstSlice: count,
    extent: denoisingExtent,
  }),
  reply: z.object({ jobId: z.string(), backend: z.string(), device: z.string() }),
});
/** The reader moved on: go on from this slice. */
export const focusDenoising = call({
  name: 'denoise:focus',
  request: z.object({ jobId: z.string(), slice: count }),
  reply: nothing,
});
export const sliceDenoised = event({
  name: 'denoise:slice',
  payload: z.object({
    jobId: z.string(),
    seriesId: z.string(),
    modelName: z.string(),
    index: count,
    /** Estimated noise SD of the input, HU. */
    sigmaHu: z.number(),
    /** The strengths that about halve its noise, at 0, 0.5 and 1 of the contrast dial; null where it can't tell. */
    strengths: z.tuple([share, share, share]).nullable(),
    milliseconds: z.number(),
  }),
});
/** The noisiest images that the networks were trained on, SD in HU: more is told to them as this, and the user is told so. */
export const mostNoiseHu = 120;
/** The share of the predicted noise that is taken where nothing tells how much halves it. */
export const defaultStrength = 0.5;
/** The strength at a setting of the contrast dial, from those at 0, 0.5 and 1: straight between them. To a hundredth. */
export function strengthAt([texture, middle, faint]: readonly [number, number, number], contrast: number): number {
  const exact = contrast <= 0.5 ? texture + 2 * contrast * (middle - texture) : middle + (2 * contrast - 1) * (faint - middle);
  return Math.round(100 * exact) / 100;
}
/** Where in a series of so many slices its strength is looked for, by index. */
export const strengthPlaces = (slices: number): readonly number[] => [
  ...new Set([0.5, 0.3, 0.7].map((place) => Math.floor(place * slices))),
];
/**
 * The one strength for all slices of a series that about halves its noise: the median over those at its `strengthPlaces` that tell; the default where
 * none tells. The page, the command line and the export all have it from here.
 */
export function seriesStrength(told: readonly (readonly [number, number, number] | null)[], contrast: number): number {
  const found = told.flatMap((strengths) => (strengths ? [strengthAt(strengths, contrast)] : [])).sort((a, b) => a - b);
  return found[found.length >> 1] ?? defaultStrength;
}
/** Where the contrast dial stands unless told otherwise: 0 keeps texture first, 1 faint contrast first. */
export const defaultContrast = 0.5;
/**
 * What is to be taken of a slice, HU, Float32, row-major: shown = original - strength * noise. It is the predicted noise less what the contrast dial
 * gives back. Padding holds 0.
 */
export const readNoise = call({
  name: 'denoise:noise',
  request: z.object({ seriesId: z.string(), modelName: z.string(), index: count, contrast: share }),
  reply: z.object({ noise: buffer, sigmaHu: z.number() }),
});

/** Whether the copy names its patient as the source does. */
export const exportIdentity = z.enum(['kept', 'anonymised']);
export type ExportIdentity = z.infer<typeof exportIdentity>;
/** How the pixels of the copy are packed: plain (Explicit VR Little Endian), or compressed without loss. */
export const exportSyntax = z.enum(['explicit', 'jpeg-ls', 'htj2k']);
export type ExportSyntax = z.infer<typeof exportSyntax>;
/** What stays in an anonymised copy all the same. */
export const anonymisingLimits =
  'Only headers are anonymised: text burned into the pictures stays, and from thin slices of a head a face can be rebuilt.';
/**
 * Writes the denoised series as DICOM. Desktop: into a granted folder. Browser: `grantId` null, and the finished job carries a download.
 * Slices that were not denoised yet are denoised first.
 */
export const exportSeries = call({
  name: 'export:start',
  request: z.object({
    seriesId: z.string(),
    modelName: z.string(),
    backend: backendName,
    strength: share,
    contrast: share,
    identity: exportIdentity,
    syntax: exportSyntax,
    grantId: z.string().nullable(),
  }),
  reply: z.object({ jobId: z.string() }),
});
export const exportDone = event({
  name: 'export:done',
  payload: z.object({
    jobId: z.string(),
    images: count,
    /** Folder name the user chose, for the message; null in a browser. */
    place: z.string().nullable(),
    /** Path on this origin to fetch the zip from; null on the desktop. */
    download: z.string().nullable(),
  }),
});

/** What a network finds in own slices: noise of a lower dose that is simulated for them, or another scan of the same: the slices beside, or a twin at another dose. */
export const learningWay = z.enum(['simulated', 'neighbours', 'pairs']);
export type LearningWay = z.infer<typeof learningWay>;

const learning = z.object({
  seriesId: z.string(),
  /** The same places at another dose, of a pair; null else. */
  twinId: z.string().nullable(),
  way: learningWay,
  baseModel: z.string(),
  backend: backendName,
});
export type Learning = z.infer<typeof learning>;

/** What there is to learn from, beforehand: fails where the series cannot teach this way. */
export const checkTraining = call({
  name: 'train:check',
  request: learning,
  reply: z.object({ learnt: count, heldBack: count }),
});
/** Fine-tunes a model on an open series. */
export const startTraining = call({
  name: 'train:start',
  request: learning.extend({
    steps: z.number().int().min(1).max(100_000),
    /** The slice shown before and after; of a pair, one of the first series. */
    previewSlice: count,
  }),
  reply: z.object({ jobId: z.string() }),
});
export const trainingStep = event({
  name: 'train:step',
  payload: z.object({
    jobId: z.string(),
    step: count,
    steps: count,
    loss: z.number(),
    learningRate: z.number(),
    stepsPerSecond: z.number(),
    secondsLeft: z.number().nullable(),
  }),
});
/** The preview slice through the base model (first event) and through the model so far; HU, Float32, row-major. */
export const trainingPreview = event({
  name: 'train:preview',
  payload: z.object({
    jobId: z.string(),
    step: count,
    rows: count,
    columns: count,
    original: buffer,
    before: buffer,
    after: buffer,
  }),
});
/** Ends the training now and keeps what was learnt (`job:cancel` throws it away). */
export const stopTraining = call({ name: 'train:stop', request: z.object({ jobId: z.string() }), reply: nothing });
/** Puts a finished or stopped training into the model library under a name. */
export const keepModel = call({
  name: 'train:keep',
  request: z.object({ jobId: z.string(), name: z.string().min(1).max(64) }),
  reply: z.object({ modelName: z.string() }),
});

/** `seo-2018`: a network of the article of 2018, kept as history. It is not trained further, and the contrast dial has no say over it. */
export const architectureKind = z.enum(['residual-cnn', 'seo-2018']);
export const modelInfo = z.object({
  name: z.string(),
  architecture: architectureKind,
  title: z.string(),
  summary: saying,
  parameters: count,
  gmacPerSlice: z.number(),
  builtIn: z.boolean(),
  /** What it was fine-tuned from, or null. */
  base: z.string().nullable(),
});
export type ModelInfo = Readonly<z.infer<typeof modelInfo>>;
export const isHistory = ({ architecture }: Pick<ModelInfo, 'architecture'>): boolean => architecture === 'seo-2018';
export const listModels = call({ name: 'models:list', request: nothing, reply: z.object({ models: z.array(modelInfo) }) });
export const readModelCard = call({
  name: 'models:card',
  request: z.object({ modelName: z.string() }),
  reply: z.object({ markdown: z.string() }),
});
export const removeModel = call({ name: 'models:remove', request: z.object({ modelName: z.string() }), reply: nothing });
