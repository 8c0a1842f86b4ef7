import { strengthPlaces, type Trouble, troubleFor } from '../../contract';
import type { Slice, SlicePixels, StudyReader } from '../../study';

/** Lung is denser than this nearly everywhere, and no slice is of lung alone. */
const leastTissueHu = -700;

/**
 * Why a series can't be denoised, by what is in it: values of a display that the header calls HU. Null where tissue is found, or nothing can be read. Looks at
 * the slices that tell the strength, and mostly at the first of them alone: others may lie beyond the body.
 */
export async function troubleWithContent(
  slices: readonly Slice[],
  reader: Pick<StudyReader, 'readPixels'>,
): Promise<Trouble | null> {
  let mostHu = -Infinity;
  for (const index of strengthPlaces(slices.length)) {
    const pixels = await reader.readPixels(slices[index]!);
    if (pixels.ok) mostHu = Math.max(mostHu, densest(pixels.value));
    if (mostHu > leastTissueHu) return null;
  }
  return Number.isFinite(mostHu) ? troubleFor('no-tissue', { mostHu: Math.round(mostHu) }) : null;
}

function densest({ hu, padding }: SlicePixels): number {
  let most = -Infinity;
  for (let i = 0; i < hu.length; i++) if (hu[i] > most && !padding?.[i]) most = hu[i];
  return most;
}
