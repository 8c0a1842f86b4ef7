import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeHu, openImage } from '../../../src-main/dicom';
import { estimateNoiseHu, type SliceHu } from '../../../src-main/engine';
import { discRegion, regionStatistics } from '../../../src-main/engine/quality';
import { seededRandom } from '../../../src-main/engine/random';
import { type KernelName, makePhantom, noiseOfDose, type PhantomKind } from '../../../src-main/engine/simulation';
import { haveSharedData, sharedData, whySkipped } from '../../shared-data';

const size = 384;
const water = makePhantom({ kind: 'water', slices: 1, seed: 1, size });
const truth = water.slice(0);
const noiseOf = (kernel: KernelName, doseFraction: number): Float32Array =>
  noiseOfDose({
    hu: truth,
    size,
    pixelMm: water.pixelMm,
    doseFraction,
    from: 'noise-free',
    kernel,
    seed: 3,
    views: 360,
    bowTie: 0.9,
  });
const slice = (hu: Float32Array, padding: Uint8Array | null = null): SliceHu => ({ rows: size, columns: size, hu, padding });
const plus = (noise: Float32Array, times = 1): Float32Array => truth.map((hu, i) => hu + times * noise[i]!);
const inWater = discRegion(
  { rows: size, columns: size },
  { row: (size - 1) / 2, column: (size - 1) / 2, radiusPx: 90 / water.pixelMm },
);

describe('the blind noise level', () => {
  const noise = noiseOf('standard', 0.2);
  const { sdHu } = regionStatistics(noise, inWater);

  it('of a water phantom with FBP noise is right within 10 %', () => {
    expect(Math.abs(estimateNoiseHu(slice(plus(noise))) / sdHu - 1)).toBeLessThan(0.1);
  });

  it.each(['soft', 'sharp'] as const)(
    'is right within 10 % where the %s kernel moved the noise to other frequencies',
    (kernel) => {
      const other = noiseOf(kernel, 0.2);
      expect(Math.abs(estimateNoiseHu(slice(plus(other))) / regionStatistics(other, inWater).sdHu - 1)).toBeLessThan(0.1);
    },
  );

  it('doubles when the noise doubles', () => {
    const [once, twice] = [1, 2].map((times) => estimateNoiseHu(slice(plus(noise, times))));
    expect(twice! / once!).toBeGreaterThan(1.9);
    expect(twice! / once!).toBeLessThan(2.05);
  });

  it('does not read padding, whatever lies there, nor numbers that are none', () => {
    const padding = Uint8Array.from(truth, (_, i) => Number(i % size < 120));
    const random = seededRandom(1);
    const [air, junk, none] = [() => -1000, () => 3000 * random.normal(), () => NaN].map((fill) =>
      estimateNoiseHu(
        slice(
          plus(noise).map((hu, i) => (padding[i] ? fill() : hu)),
          padding,
        ),
      ),
    );
    expect(junk).toBe(air);
    expect(none).toBe(air);
    // Unmarked, but no number: the same as padding.
    expect(estimateNoiseHu(slice(plus(noise).map((hu, i) => (padding[i] ? NaN : hu))))).toBe(air);
    expect(Math.abs(air! / sdHu - 1)).toBeLessThan(0.15);
  });

  it('is 0 of a level image, and where there is nothing to measure', () => {
    expect(estimateNoiseHu(slice(new Float32Array(size * size).fill(40)))).toBeLessThan(1e-3);
    expect(estimateNoiseHu(slice(new Float32Array(size * size).fill(-1024)))).toBe(0);
    expect(estimateNoiseHu(slice(truth, new Uint8Array(size * size).fill(1)))).toBe(0);
    expect(estimateNoiseHu({ rows: 1, columns: 1, hu: Float32Array.of(NaN), padding: null })).toBe(0);
  });
});

/** Median over the pixels of a region of the root of the mean over 11 × 11 of noise², by plain loops. What the estimate is of, where the noise is known. */
function localSd(noise: ArrayLike<number>, side: number, inside: (i: number) => boolean): number {
  const found: number[] = [];
  for (let row = 5; row < side - 5; row += 2)
    for (let column = 5; column < side - 5; column += 2) {
      if (!inside(row * side + column)) continue;
      let sum = 0;
      for (let down = -5; down <= 5; down++)
        for (let across = -5; across <= 5; across++) sum += noise[(row + down) * side + column + across]! ** 2;
      found.push(Math.sqrt(sum / 121));
    }
  return found.sort((one, other) => one - other)[found.length >> 1]!;
}

const isSoft = (hu: ArrayLike<number>) => (i: number) => hu[i]! > -150 && hu[i]! < 200;
const levels = [3, 10, 30, 60, 120];
const kernels = ['soft', 'standard', 'lung'] as const;

/** The estimate over the true SD: a row for each kernel, a figure for each level of noise; written as a scanner writes, in whole HU from -1024 up. */
const tableOf = (kind: PhantomKind, seed: number, height: number): number[][] => {
  const phantom = makePhantom({ kind, slices: 40, seed, size });
  const hu = phantom.slice(height);
  return kernels.map((kernel) => {
    const { pixelMm } = phantom;
    const dose = { doseFraction: 0.25, from: 'noise-free', kernel, seed: seed + height, views: 360, bowTie: 0.5 } as const;
    const field = noiseOfDose({ hu, size, pixelMm, ...dose });
    const sd = localSd(field, size, isSoft(hu));
    return levels.map((level) => {
      const noisy = hu.map((value, i) => Math.round(Math.max(-1024, value + (level / sd) * field[i]!)));
      return estimateNoiseHu(slice(noisy)) / level;
    });
  });
};

describe('the blind noise level, over the median local SD of the noise in soft tissue', () => {
  // Other seeds than those that its figures were fitted on.
  it.each([
    { kind: 'water', seed: 5, height: 20 },
    { kind: 'abdomen', seed: 502, height: 31 },
    { kind: 'head', seed: 504, height: 26 },
    { kind: 'chest', seed: 505, height: 6 },
    { kind: 'chest', seed: 507, height: 34 },
  ] as const)('of $kind $seed at height $height is within -5 to +15 % for every kernel and level', ({ kind, seed, height }) => {
    const table = tableOf(kind, seed, height);
    log(`${kind} ${seed}`, table);
    const [at3, others] = [table.map(([least]) => least!), table.flatMap(([, ...more]) => more)];
    expect(Math.min(...at3, ...others)).toBeGreaterThan(0.95);
    expect(Math.max(...others)).toBeLessThan(1.15);
    // The texture that phantoms are painted with counts as noise where there is hardly any.
    expect(Math.max(...at3)).toBeLessThan(kind === 'chest' ? 1.25 : 1.2);
  });

  it.each([{ seed: 602, height: 22 }])(
    'of chest $seed at height $height, where the heart is flat and has 0.7 of the noise of the chest wall, is so from 60 HU on, and takes structure for noise below',
    ({ seed, height }) => {
      const table = tableOf('chest', seed, height);
      log(`chest ${seed}, through the heart`, table);
      for (const [at3, at10, at30, ...others] of table) {
        expect(Math.min(...others)).toBeGreaterThan(0.95);
        expect(Math.max(...others)).toBeLessThan(1.15);
        expect(Math.min(at3!, at10!, at30!)).toBeGreaterThan(0.95);
        expect(at30).toBeLessThan(1.4);
        expect(at10).toBeLessThan(2.2);
        expect(at3).toBeLessThan(3);
      }
    },
  );
});

const log = (name: string, table: readonly (readonly number[])[]): void =>
  console.log(`${name}: ${table.map((row) => row.map((ratio) => ratio.toFixed(2)).join(' ')).join(' | ')}`);

const readSlice = async (...path: string[]): Promise<SliceHu> => {
  const image = openImage(new Uint8Array(readFileSync(sharedData(...path))));
  const decoded = image.ok ? await decodeHu(image.value, 0) : image;
  if (!decoded.ok) throw new Error(`${path.join('/')}: ${decoded.error.message}`);
  const { hu, padding } = decoded.value;
  const side = Math.sqrt(hu.length);
  return { rows: side, columns: side, hu: Float32Array.from(hu), padding };
};

describe.skipIf(!haveSharedData)(`the blind noise level of real slices${whySkipped}`, () => {
  it.each(['fbp_dose010_signal_present', 'fbp_dose100_signal_present'])(
    'is within 10 % of what six scans of one phantom tell by their differences (%s)',
    async (folder) => {
      const files = readdirSync(sharedData('mita-lcd-phantom', folder));
      const scans = await Promise.all(files.map((file) => readSlice('mita-lcd-phantom', folder, file)));
      const side = scans[0]!.columns;
      const mean = scans[0]!.hu.map((_, i) => scans.reduce((sum, { hu }) => sum + hu[i]! / scans.length, 0));
      const truth = Math.sqrt(
        scans
          .map(
            ({ hu }) =>
              localSd(
                hu.map((value, i) => value - mean[i]!),
                side,
                isSoft(mean),
              ) ** 2,
          )
          .reduce((sum, variance) => sum + variance / (scans.length - 1), 0),
      );
      for (const scan of scans) {
        expect(estimateNoiseHu(scan) / truth).toBeGreaterThan(0.97);
        expect(estimateNoiseHu(scan) / truth).toBeLessThan(1.1);
      }
    },
  );

  // SD in the insert at row 240, column 248, radius 12 px by numpy.
  it.each([
    ['soft', 'S2020/I740', 2.81],
    ['bone', 'S2030/I760', 18.25],
  ] as const)('of a plastic head (%s kernel) is within 15 percent of the SD in its insert', async (_, file, sdHu) => {
    const ratio = estimateNoiseHu(await readSlice('philips-head-phantom', 'DICOM', 'S21570', ...file.split('/'))) / sdHu;
    expect(ratio).toBeGreaterThan(0.95);
    expect(ratio).toBeLessThan(1.15);
  });

  it.each(kernels)(
    'of a head and a chest with much noise added by the %s kernel is within 15 percent of it and their own',
    async (kernel) => {
      for (const [file, ownHu, addedHu] of [
        [['ge-head-variable-spacing', '14.dcm'], 4, 60],
        [['siemens-chest', '1-062.dcm'], 20, 120],
      ] as const) {
        const { hu, rows, columns, padding } = await readSlice(...file);
        const phantom = makePhantom({ kind: 'water', slices: 1, seed: 1, size: columns });
        const dose = { doseFraction: 0.25, from: 'noise-free', kernel, seed: 8, views: 360, bowTie: 0.5 } as const;
        const field = noiseOfDose({ hu, size: columns, pixelMm: phantom.pixelMm, ...dose });
        const sd = localSd(field, columns, isSoft(hu));
        const noisy = hu.map((value, i) => Math.round(Math.max(-1024, value + (addedHu / sd) * field[i]!)));
        const ratio = estimateNoiseHu({ rows, columns, hu: noisy, padding }) / Math.hypot(addedHu, ownHu);
        expect(ratio).toBeGreaterThan(0.95);
        expect(ratio).toBeLessThan(1.15);
      }
    },
  );
});
