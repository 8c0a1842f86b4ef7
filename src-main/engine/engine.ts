import type { ModelDefinition, ResidualCnn } from './networks/definition';
import type { FoursTerms } from './training/losses/fours';

/** A slice for the network. HU row-major, rows × columns. Padding (1 = outside the scan) is neither read nor changed. */
export interface SliceHu {
  readonly rows: number;
  readonly columns: number;
  readonly hu: Float32Array;
  readonly padding: Uint8Array | null;
}

/** Named tensors as they lie in weights.safetensors: float32, HWIO filters and [C] biases. */
export type Weights = ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>;

/** A network with its weights: what a model folder holds, without its words. */
export interface Model<D extends ModelDefinition = ModelDefinition> {
  readonly definition: D;
  readonly weights: Weights;
}
/** A model of the `tacet` family: the only ones that are trained further, and given to other programs as ONNX. */
export type ResidualModel = Model<ResidualCnn>;

export type EngineBackend = 'onnxruntime' | 'tensorflow' | 'wasm' | 'reference';

/**
 * The parts of the predicted noise that faint contrast may hide in, band by band: what the second dial gives back. At half the slice's resolution
 * (rounded up), HU, row-major: neither holds anything finer.
 */
export interface FaintBands {
  readonly rows: number;
  readonly columns: number;
  /** Below about 0.08 cycles a pixel: shapes from some 6 px in radius. */
  readonly broad: Float32Array;
  /** From there to about 0.12 cycles a pixel: shapes from some 3 px. */
  readonly narrow: Float32Array;
}

/** Where the strength begins: about halving the noise, or all of it for a network that is history; at 0, 0.5 and 1 of the contrast dial, and straight between. */
export type AutomaticStrengths = readonly [number, number, number];

export interface NoisePrediction {
  /** HU, row-major; 0 on padding. `original - strength · noise` is the picture. Of a `tacet` network it holds no local mean (DC guard). */
  readonly noiseHu: Float32Array;
  /** Estimated noise SD of the input, HU. */
  readonly sigmaHu: number;
  /** What of the noise the second dial gives back; 0 all over where that has no say. */
  readonly bands: FaintBands;
  /** Null where the slice can't tell. */
  readonly strengths: AutomaticStrengths | null;
}

/** A network compiled for inference. Whoever makes it disposes of it. */
export interface Denoiser {
  predictNoise(slice: SliceHu, options?: PredictOptions): Promise<NoisePrediction>;
  /** The same for several slices, in their order. Those of one size go through the network together, as many as its memory allows. */
  predictNoises(slices: readonly SliceHu[], options?: PredictOptions): Promise<readonly NoisePrediction[]>;
  dispose(): Promise<void>;
}
export interface PredictOptions {
  /** Known noise SD in HU; estimated from the slice when absent. */
  readonly sigmaHu?: number;
  /** Ends the prediction before the next tile: it then rejects with a TacetError "stopped". */
  readonly signal?: AbortSignal;
}

/** A training batch: N patches, size × size, HU, row-major. */
export interface Batch {
  readonly count: number;
  readonly size: number;
  /** What the network sees, HU. [N, size, size] */
  readonly noisyHu: Float32Array;
  /** What it should find, HU. [N, size, size] */
  readonly cleanHu: Float32Array;
  /** The noise level told to the network, HU. [N] */
  readonly sigmaHu: Float32Array;
  /** The true SD of the added noise, HU: scales the loss. [N] */
  readonly addedSdHu: Float32Array;
  /** Where examples come in fours: mean square of the faint shape in each of them, HU². [N/4] */
  readonly shapeSquareHu?: Float32Array;
  /** Which pixels the loss counts, 1 or 0: it leaves out where the two images show different anatomy. All count where it is absent. [N, size, size] */
  readonly counted?: Uint8Array;
}

/** One network in training on one backend. */
export interface Trainer {
  /** Forward, loss, backward by hand, Adam. `learningRate` is for this step alone. */
  step(batch: Batch, learningRate: number): Promise<{ readonly loss: number }>;
  /** All that a checkpoint needs. Bit-exact through `restore`. */
  state(): Promise<TrainerState>;
  restore(state: TrainerState): Promise<void>;
  dispose(): Promise<void>;
}
/** Weights that learn: with the optimizer's moments, the moving average and the step. */
export interface LearnerState {
  readonly step: number;
  readonly weights: Weights;
  readonly firstMoments: Weights;
  readonly secondMoments: Weights;
  /** Moving average of the weights: what inference uses. */
  readonly average: Weights;
}
export interface TrainerState extends LearnerState {
  /** Of an adversarial training: the network that judges. */
  readonly discriminator?: LearnerState;
}

/** A discriminator learns beside the network, and the network to please it (the residual GAN). */
export interface AdversarialSetup {
  /** Of the discriminator's first layer. */
  readonly channels: number;
  /** Of the adversarial loss, beside the pixel loss. */
  readonly share: number;
  readonly seed: number;
}
export interface BatchSize {
  readonly count: number;
  readonly size: number;
  /** Examples come in fours, and the loss has terms over each (training/losses/fours.ts). */
  readonly fours?: FoursTerms | undefined;
  /** What an error costs; `charbonnier` unless given. */
  readonly loss?: PixelLoss | undefined;
}
/** Charbonnier counts what is beyond 0.3 noise SDs by its size, l2 everything by its square: that makes the RMSE least. */
export type PixelLoss = 'charbonnier' | 'l2';

export interface Engine {
  readonly backend: EngineBackend;
  /** e.g. "cpu, 2 threads", "CUDA NVIDIA H100". */
  readonly device: string;
  denoiser(model: Model): Promise<Denoiser>;
  trainer(model: ResidualModel, batch: BatchSize, adversarial?: AdversarialSetup): Promise<Trainer>;
  /** Ends its threads, where it has its own. What was made by it is disposed of before. */
  dispose(): Promise<void>;
}
