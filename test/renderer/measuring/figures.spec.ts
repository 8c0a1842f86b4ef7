import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MeasurementKind } from '../../../src-main/contract';
import { decodeHu, openImage } from '../../../src-main/dicom';
import { contentsOf, type Values } from '../../../src-renderer/measuring/figures';
import type { Statistics } from '../../../src-renderer/measuring/statistics';
import { haveSharedData, sharedData, whySkipped } from '../../shared-data';

/** By pydicom and numpy, see make_oracle.py beside it. */
const oracle = JSON.parse(readFileSync(join(import.meta.dirname, 'oracle.json'), 'utf8')) as {
  readonly strength: number;
  readonly cases: readonly {
    readonly path: string;
    readonly kind: MeasurementKind;
    readonly points: readonly (readonly [number, number])[];
    readonly original: Statistics | null;
    readonly denoised: Statistics | null;
  }[];
};

async function valuesOf(path: string): Promise<Values> {
  const image = openImage(new Uint8Array(readFileSync(sharedData(path))));
  if (!image.ok) throw new Error(image.error.message);
  const slice = await decodeHu(image.value, 0);
  if (!slice.ok) throw new Error(slice.error.message);
  const noise = Float32Array.from(slice.value.hu, (_, place) => (((place * 7919) % 101) - 50) / 4);
  const { rows, columns } = image.value.header.layout;
  return { ...slice.value, noise, rows, columns };
}

const close = (wanted: Statistics | null) =>
  wanted && {
    count: wanted.count,
    mean: expect.closeTo(wanted.mean, 8) as number,
    sd: wanted.sd === null ? null : (expect.closeTo(wanted.sd, 8) as number),
    min: wanted.min,
    max: wanted.max,
  };

describe.skipIf(!haveSharedData)(`the contents of shapes on real images are what numpy finds${whySkipped}`, () => {
  it.each(oracle.cases.map((one) => [one.kind, one.path, one.original?.count ?? 0, one] as const))(
    '%s on %s: %i pixels',
    async (kind, path, _count, { points, original, denoised }) => {
      const shape = { kind, points: points.map(([column, row]) => ({ column, row })) };
      const found = contentsOf(
        kind === 'probe' ? { kind, points: [shape.points[0]!] } : shape,
        await valuesOf(path),
        oracle.strength,
      );
      expect(found.original).toEqual(close(original));
      expect(found.denoised).toEqual(close(denoised));
    },
  );
});

describe('the contents of a shape', () => {
  const all = {
    kind: 'rectangle',
    points: [
      { column: 0, row: 0 },
      { column: 3, row: 2 },
    ],
  } as const;
  const hu = Int16Array.of(1, 2, 3, 4, 5, -3024);

  it('leave padding out, and say nothing where there is nothing else', () => {
    const values = { hu, rows: 2, columns: 3, noise: null };
    const contents = contentsOf(all, { ...values, padding: Uint8Array.of(0, 0, 0, 0, 0, 1) }, 0.5);
    expect(contents).toEqual({ original: { count: 5, mean: 3, sd: Math.sqrt(2.5), min: 1, max: 5 }, denoised: null });
    expect(contentsOf(all, { ...values, padding: new Uint8Array(6).fill(1) }, 0.5)).toEqual({ original: null, denoised: null });
  });

  it('are never NaN or infinite: of no pixel, of one, of values that are no numbers', () => {
    const values = { hu: Float32Array.of(7, NaN, Infinity, 8, 9, -Infinity), padding: null, noise: null, rows: 2, columns: 3 };
    expect(contentsOf(all, values, 1).original).toEqual({ count: 3, mean: 8, sd: 1, min: 7, max: 9 });
    const pixel = { kind: 'probe', points: [{ column: 0.5, row: 0.5 }] } as const;
    expect(contentsOf(pixel, values, 1).original).toEqual({ count: 1, mean: 7, sd: null, min: 7, max: 7 });
    const none = {
      kind: 'ellipse',
      points: [
        { column: 1, row: 1 },
        { column: 1, row: 1 },
      ],
    } as const;
    expect(contentsOf(none, values, 1).original).toBeNull();
  });

  it('at strength 0 are the same in both pictures, exactly', () => {
    const noise = Float32Array.from({ length: 6 }, Math.random);
    const { original, denoised } = contentsOf(all, { hu, padding: null, noise, rows: 2, columns: 3 }, 0);
    expect(denoised).toEqual(original);
  });
});
