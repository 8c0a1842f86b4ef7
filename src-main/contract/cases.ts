import { z } from 'zod';
import { backendName } from './app';
import { buffer, call, count, event } from './call';
import { saying, trouble } from './outcome';

/** `as-written`: the article's own training, its flaws included. `mended`: the same networks, trained as one would today. */
export const recipeName = z.enum(['as-written', 'mended']);
export type RecipeName = z.infer<typeof recipeName>;
export const activationName = z.enum(['identity', 'relu', 'leaky-relu', 'sigmoid', 'tanh', 'arctan']);
export type ActivationName = z.infer<typeof activationName>;

/** Which case of which recipe. */
const caseKey = { jobId: z.string(), recipe: recipeName, case: z.number().int().min(1) } as const;
/** Null where it is no finite number: an untamed output can leave them all. */
const figure = z.number().nullable();

/** What an output is worth, over all test pictures and draws of the noise. HU by the window of the pictures. */
export const caseFigures = z.object({
  psnr: figure,
  ssim: figure,
  /** SD over draws of the noise. */
  noiseHu: figure,
  meanShiftHu: figure,
  /** Slope over the clean picture: 1 all contrast there, 0 gone, below 0 turned round. */
  contrast: figure,
  /** Correlation of the fine structure with that of the clean picture: 1 all there, 0 gone. */
  detail: figure,
});
export type CaseFigures = Readonly<z.infer<typeof caseFigures>>;

/** Which output counts: its minimum and maximum stretched to the display range, or as it is. */
export const outputView = z.enum(['normalised', 'as-it-is']);
export type OutputView = z.infer<typeof outputView>;

/** The length of the article's training, in epochs. */
export const articleEpochs = 101;
/** The channels of the article's hidden layers. */
export const articleChannels = 3;

/** Trains and measures the cases of the 2018 article, and the residual GAN that it announced, on one open series or on Tacet's phantom; one comparison at a time. */
export const startCases = call({
  name: 'cases:start',
  request: z.object({
    source: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('series'), seriesId: z.string() }),
      z.object({ kind: z.literal('phantom') }),
    ]),
    recipes: z.array(recipeName).min(1),
    epochs: z.number().int().min(1).max(1000),
    /** The same seed gives the same figures. */
    seed: z.number().int().min(0).max(0x7fff_ffff),
    /** Of the hidden layers. */
    channels: z.number().int().min(1).max(16),
    /** One a layer; null: the recipe's. */
    activations: z.array(activationName).length(6).nullable(),
    backend: backendName,
  }),
  reply: z.object({ jobId: z.string() }),
});
/** An epoch is done; `done` of `total` count epochs over all cases. */
export const casesEpoch = event({
  name: 'cases:epoch',
  payload: z.object({
    ...caseKey,
    /** From 1. */
    epoch: count,
    epochs: count,
    loss: z.number(),
    done: count,
    total: count,
    secondsLeft: z.number().nullable(),
  }),
});
/** The noisy picture that every output is made from, and the clean one; 8-bit grey, square, row-major. */
export const casesPictures = event({
  name: 'cases:pictures',
  payload: z.object({ jobId: z.string(), size: count, noisy: buffer, clean: buffer }),
});
/** A case's output so far, 8-bit grey; epoch 0 is before the first step. `shown`: which of the two the recipe shows. */
export const casesOutput = event({
  name: 'cases:output',
  payload: z.object({ ...caseKey, epoch: count, size: count, normalised: buffer, asItIs: buffer, shown: outputView }),
});

/** What sets a case apart. */
const definition = {
  residual: z.string(),
  rule: z.string(),
  differentiation: z.enum(['by-hand', 'automatic']),
  /** Whether a discriminator judges what the network makes. */
  judge: z.enum(['none', 'discriminator']),
} as const;
/** A case is measured, or cannot be had on this machine. */
export const casesMeasured = event({
  name: 'cases:measured',
  payload: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('run'),
      ...caseKey,
      ...definition,
      optimizer: z.string(),
      backend: z.string(),
      epochs: count,
      /** The epoch in which loss or gradient stopped being numbers; the weights before it were measured. */
      brokeDownAt: count.nullable(),
      normalised: caseFigures,
      asItIs: caseFigures,
      /** Which of the two the recipe shows. */
      shown: outputView,
      /** Length of the change of all weights, a share of their first length. */
      weightsMoved: figure,
      seconds: z.number(),
    }),
    z.object({ kind: z.literal('absent'), ...caseKey, ...definition, why: trouble }),
  ]),
});

/** What a case shows, in plain words, and whether it agrees with what the article saw. */
export const caseFinding = z.object({
  recipe: recipeName,
  case: z.number().int().min(1),
  words: z.array(saying),
  articleSaw: saying,
  verdict: z.enum(['agrees', 'agrees in part', 'does not agree', 'has nothing to agree with']),
});
export type CaseFinding = Readonly<z.infer<typeof caseFinding>>;

/** The comparison is finished. Of a cancelled or failed one there are only the events before. */
export const casesDone = event({
  name: 'cases:done',
  payload: z.object({
    jobId: z.string(),
    backend: z.string(),
    device: z.string(),
    data: z.object({
      /** "the chest phantom", or the series' description; the page has words of its own for it. */
      name: z.string(),
      trainingSlices: count,
      testSlices: count,
      testWasKeptApart: z.boolean(),
      /** What was done to the slices, in words. */
      preparation: saying,
      window: z.object({ centerHu: z.number(), widthHu: z.number() }),
    }),
    /** Of the noisy pictures. */
    before: caseFigures,
    /** Of the Gaussian blur whose width was chosen with the truth in hand: what any network has to beat. */
    blur: caseFigures.extend({ sigmaPx: z.number() }),
    /** One a case that ran. */
    findings: z.array(caseFinding),
    /** What the cases show together, a sentence each. */
    conclusions: z.array(saying),
  }),
});

/** What a case is called as a model, until the user calls it otherwise. */
export const modelNameOfCase = ({ recipe, case: number }: { readonly recipe: RecipeName; readonly case: number }): string =>
  `seo-2018-case-${number}-${recipe}`;
/** Keeps a case of the last finished comparison in the model library, under a name: history, and labelled so. */
export const keepCase = call({
  name: 'cases:keep',
  request: z.object({ ...caseKey, name: z.string().min(1).max(64) }),
  reply: z.object({ modelName: z.string() }),
});

/** Saves the report of the last finished comparison. Desktop: into a granted folder. Browser: `grantId` null, and the reply carries a download. */
export const saveCasesReport = call({
  name: 'cases:save-report',
  request: z.object({ jobId: z.string(), grantId: z.string().nullable() }),
  reply: z.object({
    /** The file's name. */
    name: z.string(),
    /** Folder name the user chose, for the message; null in a browser. */
    place: z.string().nullable(),
    /** Path on this origin to fetch the file from; null on the desktop. */
    download: z.string().nullable(),
  }),
});
