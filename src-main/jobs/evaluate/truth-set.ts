import {
  bodyRegion,
  type DisplayWindow,
  displayWindows,
  fallenPatches,
  type FallenPatches,
  largestNewErrorHu,
  residualStructure,
  interior,
  meanShiftHu,
  psnr,
  type Region,
  regionStatistics,
  rmseHu,
  ssim,
  tissueRegion,
} from '../../engine/quality';
import type { SliceHu } from '../../engine';
import { type KernelName, makePhantom, noiseOfDose, type PhantomKind, trainingTruths, type Truth } from '../../engine/simulation';
import type { Method } from './method';
import { middleOf, type Sample, samplePx } from './sample';

/** A slice with its truth. */
export interface TruePicture {
  readonly slice: SliceHu;
  readonly truth: Float32Array;
  readonly pixelMm: number;
}
export interface TruthSet {
  readonly name: string;
  /** PSNR and SSIM are taken in it, its width the data range. */
  readonly window: DisplayWindow;
  readonly pictures: () => Iterable<TruePicture>;
  readonly count: number;
}

/** From and up to which HU of the truth. */
const tissues = {
  soft: [0, 90],
  fat: [-140, -60],
  lung: [-950, -780],
  bone: [200, 3071],
  air: [-1100, -970],
} as const;
export type Tissue = keyof typeof tissues;
/** Air is clipped at −1024, so its noise is no error of a method. */
export const judgedTissues: readonly Tissue[] = ['soft', 'fat', 'lung', 'bone'];
const fewestPixels = 300;

export interface TruthFigures {
  /** Over all pixels. */
  readonly rmseHu: number;
  /** Over the body alone, of the pictures that show one; null where none does. Noise of air is cut off at −1024 HU, which shifts its mean. */
  readonly rmseBodyHu: number | null;
  readonly psnr: number;
  readonly ssim: number;
  /** Mean of (output − truth) inside each tissue, HU; null where there is too little of it. */
  readonly bias: Readonly<Record<Tissue, number | null>>;
  /** `bias` less that of the noisy input, whose noise has a mean of its own in every tissue. */
  readonly shift: Readonly<Record<Tissue, number | null>>;
  /** The most that it adds to the error anywhere after a blur of 2 px, HU: what was painted or wiped out. */
  readonly newErrorHu: number;
  /** Patches of 64 × 64 px that correlate with the truth over a shorter range of frequencies than the input. */
  readonly patches: FallenPatches;
  /** Correlation of what was taken with the output's edges. */
  readonly residualStructure: number;
  /** Of the error's SD inside soft tissue; null where there is too little of it. */
  readonly noiseReduction: number | null;
  readonly msPerImage: number;
}

const size = 384;
const scannerFloorHu = -1024;
const doseFraction = 0.15;

function withNoise({ hu: truth, pixelMm, size: side }: Truth, kernel: KernelName, seed: number): TruePicture {
  const noise = noiseOfDose({ hu: truth, size: side, pixelMm, doseFraction, from: 'noise-free', kernel, seed });
  const hu = truth.map((value, i) => Math.max(scannerFloorHu, value + noise[i]!));
  return { slice: { rows: side, columns: side, hu, padding: null }, truth, pixelMm };
}

function* phantomPictures(
  kind: PhantomKind,
  seed: number,
  heights: readonly number[],
  kernel: KernelName,
): Generator<TruePicture> {
  const phantom = makePhantom({ kind, slices: 40, seed, size });
  for (const height of heights)
    yield withNoise({ hu: phantom.slice(height), size, pixelMm: phantom.pixelMm }, kernel, seed + height);
}
function* shapePictures(seed: number, count: number): Generator<TruePicture> {
  let at = 0;
  for (const truth of trainingTruths(seed, count, size)) yield withNoise(truth, 'sharp', seed + at++);
}

/** Phantoms that no training saw: its own have seeds below a million. */
export const builtInSets: readonly TruthSet[] = [
  {
    name: 'chest phantom',
    window: displayWindows.abdomen,
    count: 3,
    pictures: () => phantomPictures('chest', 31_000_000, [8, 20, 32], 'standard'),
  },
  {
    name: 'head phantom',
    window: displayWindows.neuro,
    count: 2,
    pictures: () => phantomPictures('head', 32_000_000, [10, 25], 'soft'),
  },
  {
    name: 'abdomen phantom',
    window: displayWindows.abdomen,
    count: 2,
    pictures: () => phantomPictures('abdomen', 34_000_000, [12, 26], 'standard'),
  },
  // As noisy as a body gets: noise of 100 HU, in the grain of a lung kernel.
  {
    name: 'abdomen phantom, sharp kernel',
    window: displayWindows.abdomen,
    count: 1,
    pictures: () => phantomPictures('abdomen', 35_000_000, [20], 'sharp'),
  },
  {
    name: 'shapes and a chest, sharp kernel',
    window: displayWindows.abdomen,
    count: 2,
    pictures: () => shapePictures(33_000_000, 2),
  },
];

/** The parts of a picture that figures are taken of; they follow from its truth alone. */
interface Regions {
  /** With lungs and bowel gas; 0 everywhere where there is no body. */
  readonly body: Region;
  /** All but air and lung. */
  readonly dense: Region;
  /** Those with pixels enough, without their rim. */
  readonly tissues: readonly { readonly tissue: Tissue; readonly region: Region; readonly pixels: number }[];
}

function regionsOf({ slice: { rows, columns }, truth }: TruePicture): Regions {
  const inside = (Object.keys(tissues) as Tissue[]).map((tissue) => {
    const region = interior(tissueRegion(truth, tissues[tissue][0], tissues[tissue][1]), rows, columns, 2);
    return { tissue, region, pixels: regionStatistics(truth, region).pixels };
  });
  return {
    body: bodyRegion(truth, rows, columns),
    dense: tissueRegion(truth, -500, 3071),
    tissues: inside.filter(({ pixels }) => pixels >= fewestPixels),
  };
}

class Gathered {
  private images = 0;
  private squares = 0;
  private readonly bodies: number[] = [];
  private ratio = 0;
  private similarity = 0;
  private milliseconds = 0;
  private readonly shift = new Map<Tissue, { sum: number; ofInput: number; pixels: number }>();
  private structure = 0;
  private newError = 0;
  private readonly patches = { patches: 0, fallen: 0 };
  private before = 0;
  private after = 0;

  constructor(private readonly window: DisplayWindow) {}

  add(hu: Float32Array, milliseconds: number, { slice, truth }: TruePicture, regions: Regions): void {
    const { rows, columns } = slice;
    this.images++;
    this.milliseconds += milliseconds;
    this.squares += rmseHu(hu, truth) ** 2;
    const ofBody = rmseHu(hu, truth, regions.body);
    if (!Number.isNaN(ofBody)) this.bodies.push(ofBody);
    this.ratio += psnr(hu, truth, this.window);
    this.similarity += ssim(hu, truth, rows, columns, this.window);
    this.structure += residualStructure(slice.hu, hu, rows, columns, regions.dense);
    this.newError = Math.max(this.newError, largestNewErrorHu(hu, slice.hu, truth, rows, columns));
    const { patches, fallen } = fallenPatches(hu, slice.hu, truth, rows, columns);
    this.patches.patches += patches;
    this.patches.fallen += fallen;
    for (const { tissue, region, pixels } of regions.tissues) {
      const known = this.shift.get(tissue) ?? { sum: 0, ofInput: 0, pixels: 0 };
      known.sum += pixels * meanShiftHu(hu, truth, region);
      known.ofInput += pixels * meanShiftHu(slice.hu, truth, region);
      known.pixels += pixels;
      this.shift.set(tissue, known);
      if (tissue !== 'soft') continue;
      this.before += pixels * errorSdHu(slice.hu, truth, region) ** 2;
      this.after += pixels * errorSdHu(hu, truth, region) ** 2;
    }
  }

  get figures(): TruthFigures {
    const { images, shift, bodies } = this;
    const byTissue = (value: (known: { sum: number; ofInput: number; pixels: number }) => number) =>
      Object.fromEntries(
        (Object.keys(tissues) as Tissue[]).map((tissue) => {
          const known = shift.get(tissue);
          return [tissue, known ? value(known) : null];
        }),
      ) as TruthFigures['bias'];
    return {
      rmseHu: Math.sqrt(this.squares / images),
      rmseBodyHu: bodies.length === 0 ? null : Math.sqrt(bodies.reduce((sum, rmse) => sum + rmse ** 2, 0) / bodies.length),
      psnr: this.ratio / images,
      ssim: this.similarity / images,
      bias: byTissue(({ sum, pixels }) => sum / pixels),
      shift: byTissue(({ sum, ofInput, pixels }) => (sum - ofInput) / pixels),
      newErrorHu: this.newError,
      patches: this.patches,
      residualStructure: this.structure / images,
      noiseReduction: this.before > 0 ? 1 - Math.sqrt(this.after / this.before) : null,
      msPerImage: this.milliseconds / images,
    };
  }
}

const errorSdHu = (hu: Float32Array, truth: Float32Array, region: Uint8Array): number =>
  regionStatistics(
    hu.map((value, i) => value - truth[i]!),
    region,
  ).sdHu;

/** Of each method, in their order. Yields a number from 0 to 1. Null when `signal` aborts. */
export async function* measureTruthSet(
  set: TruthSet,
  methods: readonly Method[],
  signal: AbortSignal,
): AsyncGenerator<number, { readonly figures: readonly TruthFigures[]; readonly sample: Sample } | null> {
  const gathered = methods.map(() => new Gathered(set.window));
  let sample: Sample | null = null;
  let at = 0;
  for (const picture of set.pictures()) {
    const regions = regionsOf(picture);
    const outputs: Float32Array[] = [];
    for (const [m, method] of methods.entries()) {
      const { hu, milliseconds } = await method.denoise(picture.slice, picture.truth);
      gathered[m]!.add(hu, milliseconds, picture, regions);
      outputs.push(hu);
      if (signal.aborted) return null;
      yield (at + (m + 1) / methods.length) / set.count;
    }
    sample ??= sampleOf(set.window, picture, outputs);
    at++;
  }
  return { figures: gathered.map(({ figures }) => figures), sample: sample! };
}

function sampleOf(window: DisplayWindow, { slice, truth }: TruePicture, outputs: readonly Float32Array[]): Sample {
  const size = Math.min(samplePx, slice.columns);
  const middle = (image: Float32Array): Float32Array => middleOf(image, slice.columns, size);
  return { size, window, truth: middle(truth), input: middle(slice.hu), outputs: outputs.map(middle) };
}
