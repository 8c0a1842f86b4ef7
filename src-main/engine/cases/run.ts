import type { Trouble } from '../../contract';
import type { Model } from '../engine';
import type { Seo2018Definition } from '../networks/definition';
import type { DisplayWindow } from '../quality';
import type { CaseDefinition, CaseNumber } from './definition';
import type { RecipeName } from './recipe';

/** Square pictures of one size, 8-bit grey 0..255 of a display window, row-major. */
export interface CasePictures {
  readonly size: number;
  readonly window: DisplayWindow;
  readonly training: readonly Uint8Array[];
  /** What the figures are measured on; the first is shown. */
  readonly test: readonly Uint8Array[];
}

/** What an output is worth. HU by the window; PSNR and SSIM clip to it, and take its width as the data range. */
export interface Figures {
  readonly psnr: number;
  readonly ssim: number;
  /** SD over draws of the noise, at equal anatomy: what is left of the noise, and nothing else, HU. */
  readonly noiseHu: number;
  /** Mean of (output − noisy input), HU. */
  readonly meanShiftHu: number;
  /** Slope of the output, free of noise, over the clean picture: 1 all contrast there, 0 gone, below 0 turned round. */
  readonly contrast: number;
  /** Correlation of the fine structure of the output, free of noise, with that of the clean picture: 1 all there, 0 gone. */
  readonly detail: number;
}

/** The output for the first test picture, in display grey. */
export interface Frame {
  readonly epoch: number;
  /** Its minimum and maximum stretched to 0..255, as the article's correction demands. */
  readonly normalised: Uint8Array;
  /** Cut off at 0 and 255. */
  readonly asItIs: Uint8Array;
}

/** A case that was trained and measured. */
export interface CaseRun extends CaseDefinition {
  readonly kind: 'run';
  readonly recipe: RecipeName;
  readonly case: CaseNumber;
  readonly optimizer: string;
  readonly backend: string;
  readonly epochs: number;
  /** The epoch in which loss or gradient stopped being numbers; the weights before it were measured. */
  readonly brokeDownAt: number | null;
  readonly normalised: Figures;
  readonly asItIs: Figures;
  /** Which of the two the recipe shows. */
  readonly shown: 'normalised' | 'as-it-is';
  /** ‖w − w₀‖ / ‖w₀‖ over all weights. */
  readonly weightsMoved: number;
  readonly seconds: number;
  /** Mean over each epoch's batches. */
  readonly losses: readonly number[];
  readonly frames: readonly Frame[];
  /** The network that was measured. */
  readonly model: Model<Seo2018Definition>;
}
/** A case that cannot be had on this machine. */
export interface CaseAbsent extends CaseDefinition {
  readonly kind: 'absent';
  readonly recipe: RecipeName;
  readonly case: CaseNumber;
  readonly why: Trouble;
}
