import type { NoisePrediction, SliceHu } from '../../engine';
import type { Network } from '../../networks/network';

/** All that sets one kind of network apart from another where a slice goes through: what it sees, and what its output says of noise. */
export interface Architecture {
  readonly network: Network;
  /** The slice as its noise is measured, HU without junk; and as the network sees it, in its own unit. Both as large as the slice. */
  prepared(slice: SliceHu): { readonly clean: SliceHu; readonly seen: Float32Array };
  /** Another input, that tells the network the noise level; null where it is told none. */
  readonly level: NoiseLevelInput | null;
  /** From the network's output for the whole slice to what is to be taken away. `flat`: the pixels of flat tissue, by index. */
  taken(output: Float32Array, slice: SliceHu, flat: Int32Array): Pick<NoisePrediction, 'noiseHu' | 'bands' | 'strengths'>;
}

/** A map that holds one number all over, at a `shrink`-th of the image's size. */
export interface NoiseLevelInput {
  readonly name: string;
  readonly shrink: number;
  /** Its number for noise of this SD, HU. */
  valueAt(sigmaHu: number): number;
}
