import type { SliceHu } from '../../engine';
import {
  type Channels,
  channelOutputs,
  contrastKept,
  type Detectability,
  type Disc,
  discImage,
  hotelling,
  laguerreGauss,
} from '../../engine/quality';
import { makePhantom, noiseOfDose } from '../../engine/simulation';
import type { Method } from './method';

/** The FDA's low-contrast set-up (LCD-CT): discs of 3 mm/14 HU, 5/7, 7/5 and 10/3 at 40 mm radius in 200 mm of water. */
const inserts = [
  { name: '3 mm, 14 HU', diameterMm: 3, hu: 14 },
  { name: '5 mm, 7 HU', diameterMm: 5, hu: 7 },
  { name: '7 mm, 5 HU', diameterMm: 7, hu: 5 },
  { name: '10 mm, 3 HU', diameterMm: 10, hu: 3 },
] as const;
export type Insert = (typeof inserts)[number]['name'];
export const insertNames: readonly Insert[] = inserts.map(({ name }) => name);

const size = 288;
/** All of it lies in water. */
const cropPx = 160;
const doseFraction = 0.25;
const scanBlurMm = 0.5;
const firstSeed = 78_000_001;
const regionReach = 16;
/** Middles of pixels, 40 mm from that of the cylinder. */
const places = [47, 112].flatMap((row) => [47, 112].map((column) => ({ row, column })));

export interface DetectabilityFigures {
  readonly auc: Readonly<Record<Insert, Detectability>>;
  /** Share of each disc's contrast that is kept. */
  readonly contrast: Readonly<Record<Insert, number>>;
}

const phantom = makePhantom({ kind: 'water', slices: 1, seed: 1, size });
const channels: readonly Channels[] = inserts.map(({ diameterMm }) =>
  laguerreGauss(2 * regionReach + 1, diameterMm / 2 / phantom.pixelMm),
);
/** Each disc at each place once: in image k the disc d lies at place d + k. */
const arrangements = places.map((_, k) => {
  const discs = inserts.map(({ diameterMm, hu }, d): Disc => {
    const place = places[(d + k) % places.length]!;
    return { ...place, radiusPx: diameterMm / 2 / phantom.pixelMm, hu };
  });
  return { discs, image: discImage(cropPx, discs, scanBlurMm / phantom.pixelMm) };
});

class Gathered {
  private draws = 0;
  private readonly absent: Float64Array[][] = inserts.map(() => []);
  private readonly present: Float64Array[][] = inserts.map(() => []);
  private readonly difference = arrangements.map(() => new Float32Array(cropPx ** 2));

  async add(method: Method, draw: Draw): Promise<void> {
    this.draws++;
    const { hu: empty } = await method.denoise(draw.empty);
    for (const place of places)
      for (const d of inserts.keys()) this.absent[d]!.push(channelOutputs(regionAt(empty, place), channels[d]!));
    for (const [k, { discs }] of arrangements.entries()) {
      const { hu } = await method.denoise(draw.filled[k]!);
      for (const [d, disc] of discs.entries()) this.present[d]!.push(channelOutputs(regionAt(hu, disc), channels[d]!));
      const difference = this.difference[k]!;
      for (let i = 0; i < hu.length; i++) difference[i]! += hu[i]! - empty[i]!;
    }
  }

  get figures(): DetectabilityFigures {
    const auc = inserts.map(({ name }, d) => [name, hotelling(this.absent[d]!, this.present[d]!)]);
    const contrast = inserts.map(({ name }, d) => {
      const kept = arrangements.map(({ discs, image }, k) =>
        contrastKept(
          this.difference[k]!.map((sum) => sum / this.draws),
          image,
          cropPx,
          discs[d]!,
        ),
      );
      return [name, kept.reduce((sum, share) => sum + share, 0) / kept.length];
    });
    return { auc: Object.fromEntries(auc), contrast: Object.fromEntries(contrast) } as DetectabilityFigures;
  }
}

/** One draw of noise without discs, and with each arrangement of them. The slices are the same for all methods, which may know them again. */
interface Draw {
  readonly empty: SliceHu;
  readonly filled: readonly SliceHu[];
}
function drawWater(seed: number): Draw {
  const noise = noiseOf(seed);
  const filled = arrangements.map(({ image }) => sliceOf(noise.map((value, i) => value + image[i]!)));
  return { empty: sliceOf(noise), filled };
}

const sliceOf = (hu: Float32Array): SliceHu => ({ rows: cropPx, columns: cropPx, hu, padding: null });

const regionAt = (image: Float32Array, { row, column }: { readonly row: number; readonly column: number }): Float32Array => {
  const side = 2 * regionReach + 1;
  return Float32Array.from(
    { length: side * side },
    (_, i) => image[(row - regionReach + Math.floor(i / side)) * cropPx + column - regionReach + (i % side)]!,
  );
};

function noiseOf(seed: number): Float32Array {
  const noise = noiseOfDose({
    hu: phantom.slice(0),
    size,
    pixelMm: phantom.pixelMm,
    doseFraction,
    from: 'noise-free',
    kernel: 'standard',
    seed,
  });
  const margin = (size - cropPx) / 2;
  return Float32Array.from(
    { length: cropPx ** 2 },
    (_, i) => noise[(margin + Math.floor(i / cropPx)) * size + margin + (i % cropPx)]!,
  );
}

/**
 * Four realisations with and four without each disc from each draw of the noise, one at each place; half of the draws to train the observer. Of each method, in
 * their order. Yields a number from 0 to 1. Null when `signal` aborts.
 */
export async function* measureDetectability(
  methods: readonly Method[],
  draws: number,
  signal: AbortSignal,
): AsyncGenerator<number, readonly DetectabilityFigures[] | null> {
  const gathered = methods.map(() => new Gathered());
  for (let i = 0; i < draws; i++) {
    const draw = drawWater(firstSeed + i);
    for (const [m, method] of methods.entries()) {
      await gathered[m]!.add(method, draw);
      if (signal.aborted) return null;
      yield (i + (m + 1) / methods.length) / draws;
    }
  }
  return gathered.map(({ figures }) => figures);
}
