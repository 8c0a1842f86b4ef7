import {
  bestLinearFilter,
  contrastKept,
  filterTask,
  type FilterTask,
  flatResidue,
  type NoisePower,
  noisePower,
  type Residue,
  taskTransfer,
} from '../../engine/quality';
import { cylinder, type CylinderDraw, type DiscRadius, drawCylinder, type EdgeContrast, flatRegions } from './cylinder';
import type { Method } from './method';
import { middleOf, type Sample, samplePx } from './sample';

/** What a method does to water and to discs in it. */
export interface PhysicsFigures {
  /** 1 − SD after / SD before, of flat water. */
  readonly noiseReduction: number;
  /** Of the NPS' mean frequency, −0.1 for 10 % lower. */
  readonly npsMeanShift: number;
  readonly nps: NoisePower;
  /** f50 of the TTF over that of the disc itself, by the disc's HU. */
  readonly ttf50: Readonly<Record<EdgeContrast, number>>;
  /** Share of the contrast of discs of 3 to 14 HU, by radius in px, and of all. */
  readonly contrast: Readonly<Record<DiscRadius | 'all', number>>;
  /** What the best linear filter keeps at the same noise and texture. */
  readonly contrastOnTheLine: number;
  readonly residue: Residue;
  readonly msPerImage: number;
}

/** Training's noise has seeds from 1000 up, by thousands of its own seed. */
const firstSeed = 77_000_001;

class Gathered {
  private draws = 0;
  readonly regions: Float32Array[] = [];
  private readonly lowContrast = new Float32Array(cylinder.size ** 2);
  private readonly edges = new Float32Array(cylinder.size ** 2);
  private milliseconds = 0;

  /** Returns the picture with the faint discs. */
  async add(method: Method, draw: CylinderDraw): Promise<Float32Array> {
    const water = await method.denoise(draw.water);
    const lowContrast = await method.denoise(draw.lowContrast);
    const edges = await method.denoise(draw.edges);
    this.draws++;
    this.regions.push(...flatRegions(water.hu));
    for (let i = 0; i < water.hu.length; i++) {
      this.lowContrast[i]! += lowContrast.hu[i]! - water.hu[i]!;
      this.edges[i]! += edges.hu[i]! - water.hu[i]!;
    }
    this.milliseconds += water.milliseconds + lowContrast.milliseconds + edges.milliseconds;
    return lowContrast.hu;
  }

  figures(before: NoisePower, task: FilterTask): PhysicsFigures {
    const nps = noisePower(this.regions, cylinder.regionSize, cylinder.pixelMm);
    const noiseReduction = 1 - Math.sqrt(nps.variance / before.variance);
    const npsMeanShift = nps.meanPerMm / before.meanPerMm - 1;
    return {
      noiseReduction,
      npsMeanShift,
      nps,
      ttf50: this.ttf50(),
      contrast: this.contrast(),
      contrastOnTheLine: bestLinearFilter(task, noiseReduction, Math.max(0, -npsMeanShift)).contrastKept,
      residue: flatResidue(this.regions, cylinder.regionSize),
      msPerImage: this.milliseconds / (3 * this.draws),
    };
  }

  private ttf50(): PhysicsFigures['ttf50'] {
    const { size, pixelMm, edges } = cylinder;
    const f50 = (image: Float32Array, disc: (typeof edges.discs)[number]): number =>
      taskTransfer(image, size, pixelMm, disc, edges.reachPx).f50PerMm;
    const shares = edges.discs.map((disc) => [disc.hu, f50(this.edges, disc) / f50(edges.image, disc)]);
    return Object.fromEntries(shares) as PhysicsFigures['ttf50'];
  }

  private contrast(): PhysicsFigures['contrast'] {
    const { size, lowContrast, radiiPx } = cylinder;
    const kept = lowContrast.discs.map((disc) => ({
      ...disc,
      kept: contrastKept(
        this.lowContrast.map((sum) => sum / this.draws),
        lowContrast.image,
        size,
        disc,
      ),
    }));
    const meanOf = (of: typeof kept): number => of.reduce((sum, disc) => sum + disc.kept, 0) / of.length;
    const byRadius = radiiPx.map((radius) => [radius, meanOf(kept.filter(({ radiusPx }) => radiusPx === radius))]);
    return { ...Object.fromEntries(byRadius), all: meanOf(kept) } as PhysicsFigures['contrast'];
  }
}

export interface Physics {
  /** In the order of the methods. */
  readonly figures: readonly PhysicsFigures[];
  /** What the line of the best linear filter is of. */
  readonly task: FilterTask;
  readonly sample: Sample;
}

/** Of each method, over so many draws of the noise. Yields a number from 0 to 1. Null when `signal` aborts. */
export async function* measurePhysics(
  methods: readonly Method[],
  draws: number,
  signal: AbortSignal,
): AsyncGenerator<number, Physics | null> {
  const gathered = methods.map(() => new Gathered());
  const before: Float32Array[] = [];
  let sample: Sample | null = null;
  for (let i = 0; i < draws; i++) {
    const draw = drawCylinder(firstSeed + i);
    before.push(...flatRegions(draw.water.hu));
    const outputs: Float32Array[] = [];
    for (const [m, method] of methods.entries()) {
      outputs.push(await gathered[m]!.add(method, draw));
      if (signal.aborted) return null;
      yield (i + (m + 1) / methods.length) / draws;
    }
    sample ??= sampleOf(draw.lowContrast.hu, outputs);
  }
  const nps = noisePower(before, cylinder.regionSize, cylinder.pixelMm);
  const task = filterTask(nps, cylinder.radiiPx, cylinder.scanBlurPx);
  return { figures: gathered.map((one) => one.figures(nps, task)), task, sample: sample! };
}

function sampleOf(input: Float32Array, outputs: readonly Float32Array[]): Sample {
  const middle = (image: Float32Array): Float32Array => middleOf(image, cylinder.size);
  const window = { centerHu: 0, widthHu: 150 };
  return {
    size: samplePx,
    window,
    truth: middle(cylinder.lowContrast.image),
    input: middle(input),
    outputs: outputs.map(middle),
  };
}
