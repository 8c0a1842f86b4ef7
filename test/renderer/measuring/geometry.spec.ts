import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MeasurementKind } from '../../../src-main/contract';
import { openImage } from '../../../src-main/dicom';
import { quantitiesOf } from '../../../src-renderer/measuring/figures';
import { metricOf, type Metric } from '../../../src-renderer/measuring/metric';
import { pixelsOf } from '../../../src-renderer/measuring/pixels';
import { bidirectionalFrom, bidirectionalMoved } from '../../../src-renderer/measuring/tools/bidirectional';
import { squared } from '../../../src-renderer/measuring/tools/box';
import { simplified } from '../../../src-renderer/measuring/tools/polygon';
import { patientPointMm, type PixelPoint } from '../../../src-renderer/viewer/geometry';
import { haveSharedData, sharedData, whySkipped } from '../../shared-data';

const p = (column: number, row: number): PixelPoint => ({ column, row });
/** Rows 0.5 mm apart, columns 2 mm. */
const flat: Metric = { betweenColumns: 2, betweenRows: 0.5, unit: 'mm', where: 'patient' };
const squarePixels: Metric = { betweenColumns: 0.7, betweenRows: 0.7, unit: 'mm', where: 'patient' };
const values = (kind: MeasurementKind, points: readonly PixelPoint[], metric = flat) =>
  Object.fromEntries(quantitiesOf({ kind, points }, metric).map(({ name, value }) => [name, value]));

describe('by hand, on pixels 2 mm wide and 0.5 mm high', () => {
  it.each([
    ['length', [p(0, 0), p(3, 16)], { length: 10 }], // 6 and 8 mm
    ['length', [p(5, 5), p(5, 9)], { length: 2 }],
    ['angle', [p(1, 0), p(0, 0), p(0, 7)], { angle: 90 }],
    ['angle', [p(1, 4), p(0, 0), p(1, 0)], { angle: 45 }], // 2 mm across, 2 mm down
    ['angle', [p(-1, 0), p(0, 0), p(9, 0)], { angle: 180 }],
    ['angle', [p(0, 0), p(0, 0), p(9, 0)], { angle: null }],
    ['cobb', [p(0, 0), p(10, 0), p(0, 50), p(10, 90)], { angle: 45 }], // 20 mm across, 20 mm down
    ['cobb', [p(0, 0), p(10, 0), p(10, 90), p(0, 50)], { angle: 45 }],
    ['bidirectional', [p(0, 0), p(10, 0), p(5, 8), p(5, -4)], { longAxis: 20, shortAxis: 6 }],
    ['rectangle', [p(1, 8), p(4, 2)], { area: 18, width: 6, height: 3 }],
    ['ellipse', [p(0, 0), p(10, 40)], { area: Math.PI * 100, width: 20, height: 20 }], // a circle of radius 10 mm
    ['freehand', [p(0, 0), p(4, 0), p(0, 12)], { area: 24 }], // a triangle of 8 by 6 mm
    ['freehand', [p(0, 0), p(4, 4), p(4, 0), p(0, 4)], { area: null }],
    ['probe', [p(1, 1)], {}],
  ] as const)('%s %j is %j', (kind, points, wanted) => {
    const found = values(kind, points);
    expect(Object.keys(found)).toEqual(Object.keys(wanted));
    for (const [name, value] of Object.entries(wanted)) {
      if (value === null) expect(found[name]).toBeNull();
      else expect(found[name]).toBeCloseTo(value as number, 10);
    }
  });

  it('without a spacing counts pixels, and at the detector says so', () => {
    expect(metricOf({ pixelSpacingMm: null, warnings: [] })).toMatchObject({ betweenColumns: 1, betweenRows: 1, unit: 'px' });
    const spacing = { betweenRowsMm: 0.5, betweenColumnsMm: 2 };
    expect(metricOf({ pixelSpacingMm: spacing, warnings: [] })).toEqual(flat);
    const warnings = [{ code: 'detector-spacing', message: '' }];
    expect(metricOf({ pixelSpacingMm: spacing, warnings }).where).toBe('detector');
  });
});

const size = { rows: 60, columns: 60 };
const inside = fc
  .record({ column: fc.integer({ min: 0, max: 480 }), row: fc.integer({ min: 0, max: 480 }) })
  .map(({ column, row }) => p(column / 8, row / 8));
const shape = fc.oneof(
  fc.record({ kind: fc.constantFrom('ellipse', 'rectangle', 'length' as const), points: fc.tuple(inside, inside) }),
  fc.record({ kind: fc.constant('freehand' as const), points: fc.array(inside, { minLength: 3, maxLength: 8 }) }),
  fc.record({ kind: fc.constantFrom('angle' as const), points: fc.tuple(inside, inside, inside) }),
  fc.record({ kind: fc.constantFrom('cobb' as const), points: fc.tuple(inside, inside, inside, inside) }),
);
/** The image and what lies on it, turned by a quarter or mirrored; what is between rows is then between columns. */
const turns = {
  'turned by a quarter': {
    point: ({ column, row }: PixelPoint) => p(size.rows - row, column),
    metric: ({ betweenRows, betweenColumns, ...rest }: Metric): Metric => ({
      ...rest,
      betweenColumns: betweenRows,
      betweenRows: betweenColumns,
    }),
  },
  mirrored: { point: ({ column, row }: PixelPoint) => p(size.columns - column, row), metric: (metric: Metric) => metric },
  'upside down': { point: ({ column, row }: PixelPoint) => p(column, size.rows - row), metric: (metric: Metric) => metric },
};

describe('whatever the shape', () => {
  it.each(Object.entries(turns))('it measures the same on an image that is %s', (_how, { point, metric }) => {
    fc.assert(
      fc.property(shape, ({ kind, points }) => {
        const [before, after] = [values(kind, points), values(kind, points.map(point), metric(flat))];
        const pairs = [['length'], ['angle'], ['area'], ['width', 'height']] as const;
        for (const names of pairs) {
          const sorted = (of: typeof before) => names.map((name) => of[name] ?? -1).sort((a, b) => a - b);
          sorted(after).forEach((value, at) => expect(value).toBeCloseTo(sorted(before)[at]!, 7));
        }
      }),
    );
  });

  it.each(Object.entries(turns))('it has the same pixels, moved along, on an image that is %s', (_how, { point }) => {
    // Off the pixels' centres and sides, where inside and outside are a matter of convention.
    const off = ({ column, row }: PixelPoint) => p(column * 0.99 + 0.031, row * 0.98 + 0.057);
    fc.assert(
      fc.property(shape, ({ kind, points }) => {
        const placed = points.map(off);
        const moved = pixelsOf(kind, placed, size).map((at) => {
          const { column, row } = point(p((at % size.columns) + 0.5, Math.floor(at / size.columns) + 0.5));
          return (row - 0.5) * size.columns + (column - 0.5);
        });
        const after = pixelsOf(kind, placed.map(point), size);
        expect([...after].sort((a, b) => a - b)).toEqual(moved.sort((a, b) => a - b));
      }),
    );
  });

  it('counts each pixel once, and none outside of the image', () => {
    const anywhere = fc.record({
      column: fc.double({ min: -40, max: 100, noNaN: true }),
      row: fc.double({ min: -40, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom('ellipse', 'rectangle', 'freehand', 'length', 'bidirectional', 'probe' as const),
        fc.array(anywhere, { minLength: 4, maxLength: 4 }),
        (kind, points) => {
          const pixels = pixelsOf(kind, points, size);
          expect(new Set(pixels).size).toBe(pixels.length);
          expect(pixels.every((at) => Number.isInteger(at) && at >= 0 && at < size.rows * size.columns)).toBe(true);
        },
      ),
    );
  });

  it('an area is nearly that of its pixels: within its outline, counted in pixels', () => {
    const unit: Metric = { betweenColumns: 1, betweenRows: 1, unit: 'px', where: 'patient' };
    fc.assert(
      fc.property(fc.constantFrom('ellipse', 'rectangle', 'freehand' as const), inside, inside, inside, (kind, a, b, c) => {
        const points = kind === 'freehand' ? [a, b, c] : [a, b];
        const ends = [...points, a];
        const outline =
          2 +
          2 *
            ends
              .slice(1)
              .reduce((sum, end, at) => sum + Math.abs(end.column - ends[at]!.column) + Math.abs(end.row - ends[at]!.row), 0);
        expect(Math.abs(values(kind, points, unit).area! - pixelsOf(kind, points, size).length)).toBeLessThanOrEqual(outline);
      }),
    );
  });
});

describe('a polygon with a corner in the very middle of a row', () => {
  it('has that row whole, once', () => {
    const triangle = pixelsOf('freehand', [p(0, 0), p(6, 2.5), p(0, 5)], { rows: 10, columns: 10 });
    expect(triangle.filter((at) => Math.floor(at / 10) === 2)).toEqual([20, 21, 22, 23, 24, 25]);
    const square = pixelsOf('freehand', [p(1.2, 1.5), p(4.8, 1.5), p(4.8, 4.5), p(1.2, 4.5)], { rows: 10, columns: 10 });
    expect(square).toEqual([11, 12, 13, 14, 21, 22, 23, 24, 31, 32, 33, 34]);
  });
});

describe('the short axis', () => {
  const somewhere = fc
    .tuple(inside, inside, inside, fc.integer({ min: 0, max: 3 }))
    .filter(([a, b]) => Math.hypot(a.column - b.column, a.row - b.row) > 1);
  it('stays at a right angle in millimetres and across the long one, whichever end is moved', () => {
    fc.assert(
      fc.property(somewhere, ([from, to, moved, end]) => {
        const points = bidirectionalMoved(bidirectionalFrom(from, to, flat), end, moved, flat);
        const [a, b, c, d] = points as [PixelPoint, PixelPoint, PixelPoint, PixelPoint];
        const dot = (b.column - a.column) * (d.column - c.column) * 4 + (b.row - a.row) * (d.row - c.row) * 0.25;
        expect(dot).toBeCloseTo(0, 6);
        if (end < 2) expect(points[end]).toEqual(moved);
      }),
    );
  });
  it('begins half as long, through the middle', () => {
    expect(values('bidirectional', bidirectionalFrom(p(3, 4), p(20, 31), squarePixels), squarePixels).shortAxis).toBeCloseTo(
      0.35 * Math.hypot(17, 27),
      10,
    );
  });
});

describe('Shift', () => {
  it('makes a circle in the patient, not on the grid', () => {
    const to = squared(p(10, 10), p(14, 30), flat); // 8 and 10 mm
    expect(values('ellipse', [p(10, 10), to])).toEqual({ area: expect.closeTo(Math.PI * 25, 10), width: 10, height: 10 });
    expect(squared(p(10, 10), p(9, 30), flat)).toEqual(p(5, 30));
  });
});

describe('an outline with fewer corners', () => {
  it('keeps its ends and what stands out, and lies within the tolerance', () => {
    const corner = [p(0, 0), p(5, 0.2), p(10, 0), p(10.2, 5), p(10, 10)];
    expect(simplified(corner, 0.3)).toEqual([p(0, 0), p(10, 0), p(10, 10)]);
    expect(simplified(corner, 0.1)).toEqual(corner);
  });
});

describe.skipIf(!haveSharedData)(`in the patient${whySkipped}`, () => {
  it.each([
    'siemens-head-tilt-no-tag/IM-0001-0001.dcm',
    'ge-head-variable-spacing/10.dcm',
    'mixed-series/sagittal-series/im003.dcm',
    'odd-and-broken/anisotropic_pixels_half_rows.dcm',
  ])('a length on %s is the distance of its ends in patient coordinates, tilted or not', (file) => {
    const image = openImage(new Uint8Array(readFileSync(sharedData(file))));
    if (!image.ok) throw new Error(image.error.message);
    const { geometry } = image.value.header.frames[0]!;
    const metric = metricOf({ pixelSpacingMm: geometry.pixelSpacingMm, warnings: [] });
    fc.assert(
      fc.property(inside, inside, (from, to) => {
        const [a, b] = [from, to].map((point) => patientPointMm(point, geometry, geometry.pixelSpacingMm)!);
        expect(values('length', [from, to], metric).length).toBeCloseTo(
          Math.hypot(...a!.map((value, axis) => value - b![axis]!)),
          2,
        );
      }),
    );
  });
});
