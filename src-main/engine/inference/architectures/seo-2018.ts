import type { FaintBands, SliceHu } from '../../engine';
import type { Seo2018Definition } from '../../networks/definition';
import { seo2018Network } from '../../networks/seo-2018';
import { clipped } from '../border';
import { half } from '../half-size';
import type { Architecture } from './architecture';

/** What a 12-bit scanner writes: in it the noise of a slice is measured, whatever the network sees. Padding counts as its lower end: air. */
const scannerHu = [-1024, 3071] as const;

/**
 * A network of the 2018 article sees an 8-bit grey picture of a window [l, h], and makes one:
 *
 *     t = (HU − l) / (h − l), cut off at 0 and 1;   u = black + (white − black) · t
 *     out = l + (h − l) · (y − black) / (white − black), cut off at l and h;   noise = HU − out
 *
 * where l ≤ HU ≤ h, and 0 elsewhere: of what the picture did not show, nothing changes. That is the network's output as it is, so nothing is done to it that
 * would make it better: no DC guard (it would make a blur of a black picture), nothing that the contrast dial could give back, and all of it is taken unless
 * the reader says otherwise. Its minimum and maximum are not stretched to the window, as the article did for the display: a tissue's HU would then
 * depend on the darkest and the brightest pixel of its slice.
 */
export function seo2018Architecture(definition: Seo2018Definition): Architecture {
  const { window, black, white } = definition;
  const [low, high] = [window.centerHu - window.widthHu / 2, window.centerHu + window.widthHu / 2];
  const inside = (hu: number): number => Math.min(high, Math.max(low, hu));
  const noiseAt = (hu: number, output: number): number => {
    // The comparisons are false for NaN as well, of which nothing can be told.
    if (!(hu >= low && hu <= high)) return 0;
    const out = low + (window.widthHu * (output - black)) / (white - black);
    return Number.isNaN(out) ? 0 : hu - inside(out);
  };
  return {
    network: seo2018Network(definition),
    prepared: (slice) => {
      const clean = { ...slice, hu: clipped(slice, scannerHu) };
      const isScan = (hu: number, i: number): boolean => !slice.padding?.[i] && !Number.isNaN(hu);
      const grey = (hu: number): number => black + ((white - black) * (inside(hu) - low)) / window.widthHu;
      return { clean, seen: slice.hu.map((hu, i) => grey(isScan(hu, i) ? hu : scannerHu[0])) };
    },
    level: null,
    taken: (output, { hu, padding, ...size }) => ({
      noiseHu: output.map((value, i) => (padding?.[i] ? 0 : noiseAt(hu[i], value))),
      bands: nothingFaint(size),
      strengths: [1, 1, 1],
    }),
  };
}

function nothingFaint({ rows, columns }: Pick<SliceHu, 'rows' | 'columns'>): FaintBands {
  const pixels = half(rows) * half(columns);
  return { rows: half(rows), columns: half(columns), broad: new Float32Array(pixels), narrow: new Float32Array(pixels) };
}
