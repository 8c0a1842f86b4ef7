import { estimateNoiseHu, type SliceHu } from '../../engine';

/** What denoising did to a series, over its slices. */
export interface Measured {
  /** Mean over slices of the blind estimate of noise SD in soft tissue, HU. */
  readonly noiseBeforeHu: number;
  readonly noiseAfterHu: number;
  /** Mean of (denoised - original) over all pixels that are no padding, HU. */
  readonly meanShiftHu: number;
}

/** Gathers the figures slice by slice. */
export class Measuring {
  private slices = 0;
  private before = 0;
  private after = 0;
  private shift = 0;
  private pixels = 0;

  /** `sigmaHu`: the noise of the original, as it was told to the network. */
  add(original: SliceHu, noiseHu: Float32Array, strength: number, sigmaHu: number): void {
    const hu = original.hu.map((value, i) => value - strength * noiseHu[i]);
    this.slices++;
    this.before += sigmaHu;
    this.after += estimateNoiseHu({ ...original, hu });
    for (let i = 0; i < hu.length; i++) {
      if (original.padding?.[i]) continue;
      this.shift -= strength * noiseHu[i];
      this.pixels++;
    }
  }

  get figures(): Measured {
    const [slices, pixels] = [Math.max(1, this.slices), Math.max(1, this.pixels)];
    return { noiseBeforeHu: this.before / slices, noiseAfterHu: this.after / slices, meanShiftHu: this.shift / pixels };
  }
}
