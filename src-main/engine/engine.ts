import type { ModelDefinition } from './networks/definition';

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
export interface Model {
  readonly definition: ModelDefinition;
  readonly weights: Weights;
}

export type EngineBackend = 'onnxruntime' | 'tensorflow' | 'wasm' | 'reference';

export interface NoisePrediction {
  /** HU, row-major; 0 on padding. The DC guard is applied: it holds no local mean. `original - strength · noise` is the picture. */
  readonly noiseHu: Float32Array;
  /** Estimated noise SD of the input, HU. */
  readonly sigmaHu: number;
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
  /** Width of the DC guard's Gaussian in pixels: 6 keeps texture, 2 keeps faint contrast (recipe.md 0 and 8). */
  readonly guardPx?: number;
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
}

export interface Engine {
  readonly backend: EngineBackend;
  /** e.g. "cpu, 2 threads", "CUDA NVIDIA H100". */
  readonly device: string;
  denoiser(model: Model): Promise<Denoiser>;
  trainer(model: Model, batch: BatchSize, adversarial?: AdversarialSetup): Promise<Trainer>;
  /** Ends its threads, where it has its own. What was made by it is disposed of before. */
  dispose(): Promise<void>;
}
