import { bodyOf } from './body';
import { flatTissueOf, type FlatTissue } from './flat-noise';
import { histogramOf, type Histogram } from './histogram';
import type { SliceNoise } from './slice-noise';
import { spectrumOf, type PixelSize, type Spectrum } from './spectrum';
import { structureIn, type StructurePlace } from './structure';

/** What was removed from a slice, as physicists look at it: all at a strength of 1. Null where a slice has nothing to tell it from. */
export interface NoiseReport {
  readonly flat: FlatTissue | null;
  readonly histogram: Histogram | null;
  readonly spectrum: Spectrum | null;
  readonly structure: readonly StructurePlace[];
}

export function reportOn(slice: SliceNoise, pixel: PixelSize): NoiseReport {
  const body = bodyOf(slice.hu, slice.padding, slice);
  return {
    flat: flatTissueOf(slice),
    histogram: histogramOf(slice.noise, body),
    spectrum: spectrumOf(slice.noise, body, slice, pixel),
    structure: structureIn(slice, body),
  };
}
