import { seriesStrength, strengthPlaces } from '../../contract';
import type { AutomaticStrengths, NoisePrediction } from '../../engine';
import type { Slice, SlicePixels, StudyReader } from '../../study';

interface Means {
  readonly reader: Pick<StudyReader, 'readPixels'>;
  readonly predict: (pixels: SlicePixels) => Promise<Pick<NoisePrediction, 'strengths'>>;
  /** Of the dial. */
  readonly contrast: number;
  readonly signal: AbortSignal;
}

/** The strength of a series, found by denoising the slices that tell it (`seriesStrength`). Null when `signal` aborts. */
export async function automaticStrength(
  slices: readonly Slice[],
  { reader, predict, contrast, signal }: Means,
): Promise<number | null> {
  const told: (AutomaticStrengths | null)[] = [];
  for (const index of strengthPlaces(slices.length)) {
    const pixels = await reader.readPixels(slices[index]!);
    if (signal.aborted) return null;
    if (!pixels.ok) continue;
    told.push((await predict(pixels.value)).strengths);
    if (signal.aborted) return null;
  }
  return seriesStrength(told, contrast);
}
