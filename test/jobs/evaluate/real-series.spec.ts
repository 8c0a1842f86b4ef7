import { describe, expect, it } from 'vitest';
import { ok } from '../../../src-main/contract';
import { seededRandom } from '../../../src-main/engine';
import { gaussianBlur } from '../../../src-main/engine/inference/gaussian';
import { controlMethod, inputMethod } from '../../../src-main/jobs/evaluate/method';
import { gatherReal, measureReal, type RealMeasured, truthSetOf } from '../../../src-main/jobs/evaluate/real-series';
import type { Series, Slice, SlicePixels } from '../../../src-main/study';

const size = 96;
/** Soft tissue of 40 HU in air, and in slice k noise of 20 HU; `noiseless` for its twin. */
function pixelsOf(k: number, kind: 'noisy' | 'noiseless', side = size): SlicePixels {
  const random = seededRandom(70, k);
  const hu = Float32Array.from({ length: side * side }, (_, i) => {
    const inside = Math.hypot(Math.floor(i / side) - side / 2, (i % side) - side / 2) < 0.46 * side;
    return (inside ? 40 + k : -1000) + (kind === 'noisy' ? 20 * random.normal() : 0);
  });
  return { rows: side, columns: side, hu, padding: null, rgba: null, inverted: false, tables: [] };
}
type Positions = readonly (number | null)[];
const seriesOf = (kind: string, positions: Positions): Series =>
  ({
    info: { seriesNumber: 7, description: kind, pixelSpacingMm: { betweenRowsMm: 0.7, betweenColumnsMm: 0.7 } },
    slices: positions.map((z, k) => ({ path: `${kind} ${k}`, info: { positionMm: z === null ? null : [0, 0, z] } })),
  }) as unknown as Series;
/** Slice k of a series lies at its own height; a twin's slices know their k by it. */
const reader = (positions: Positions, side = size) => ({
  readPixels: (slice: Slice) => {
    const [kind, at] = slice.path.split(' ') as ['noisy' | 'noiseless', string];
    const z = positions[Number(at)];
    const k = kind === 'noisy' || z == null ? Number(at) : z / 3;
    return Promise.resolve(ok(pixelsOf(k, kind, kind === 'noisy' ? size : side)));
  },
});
const heights = [0, 3, 6, 9];
const never = new AbortController().signal;

async function measured(method: (typeof inputMethod)[]): Promise<RealMeasured> {
  const real = await gatherReal(seriesOf('noisy', heights), null, reader(heights));
  if (!real.ok) throw new Error(real.error.message);
  const measuring = measureReal(real.value, method, never);
  let next = await measuring.next();
  while (!next.done) next = await measuring.next();
  if (!next.value?.ok) throw new Error('nothing was measured');
  return next.value.value;
}

describe('a series and its twin', () => {
  it('are matched by position, also where the twin is the other way round', async () => {
    const upsideDown = [...heights].reverse();
    const gathered = await gatherReal(seriesOf('noisy', heights), seriesOf('noiseless', upsideDown), reader(upsideDown));
    if (!gathered.ok) throw new Error(gathered.error.message);
    const middles = gathered.value.references!.map((hu) => hu[(size / 2) * size + size / 2]);
    expect(middles).toEqual([40, 41, 42, 43]);
    expect(truthSetOf(gathered.value)).toMatchObject({ count: 4, name: '7 noisy, against its reference' });
  });

  it('are matched in order where no position is known', async () => {
    const unknown = [null, null];
    const gathered = await gatherReal(seriesOf('noisy', unknown), seriesOf('noiseless', unknown), reader(unknown));
    expect(gathered.ok && gathered.value.references!.map((hu) => hu[(size / 2) * size + size / 2])).toEqual([40, 41]);
  });

  it.each([
    ['another place', seriesOf('noiseless', [0, 3, 6, 10]), size, 'reference-position'],
    ['other numbers of images', seriesOf('noiseless', [null, null]), size, 'reference-count'],
    ['another size', seriesOf('noiseless', heights), 64, 'reference-size'],
  ])('with %s are refused, in a sentence', async (_, twin, side, code) => {
    const positions = twin.slices.map(({ info }) => info.positionMm?.[2] ?? null);
    const series = seriesOf('noisy', code === 'reference-count' ? [null, null, null] : heights);
    const gathered = await gatherReal(series, twin, reader(positions, side));
    expect(gathered).toMatchObject({ ok: false, error: { code } });
  });
});

describe('a real series', () => {
  it('shows no change in its own picture, and the change of a blur', async () => {
    const blur = controlMethod('blur', ({ hu, rows, columns }) => gaussianBlur(hu, rows, columns, 1));
    const { figures } = await measured([inputMethod, blur]);
    expect(figures[0]).toMatchObject({ noiseReduction: 0, npsMeanShift: 0, meanShiftHu: 0, residualStructure: 0 });
    expect(figures[0]!.noiseBeforeHu).toBe(figures[0]!.noiseAfterHu);
    // White noise of 20 HU: a Gaussian of s px leaves 1 / (2 s √π) of its SD.
    expect(figures[1]!.noiseReduction).toBeCloseTo(1 - 1 / (2 * Math.sqrt(Math.PI)), 1);
    expect(figures[1]!.npsMeanShift).toBeLessThan(-0.3);
    expect(Math.abs(figures[1]!.meanShiftHu)).toBeLessThan(0.5);
  });

  it('without soft tissue that is flat is refused', async () => {
    const air = {
      readPixels: () => Promise.resolve(ok({ ...pixelsOf(0, 'noisy'), hu: new Float32Array(size * size).fill(-1000) })),
    };
    const real = await gatherReal(seriesOf('noisy', heights), null, air);
    if (!real.ok) throw new Error(real.error.message);
    const end = await measureReal(real.value, [inputMethod], never).next();
    expect(end).toMatchObject({ done: true, value: { ok: false, error: { code: 'no-flat-tissue' } } });
  });
});
