import type { MeasurementKind } from '../../src-main/contract';
import type { PixelPoint } from '../viewer/geometry';
import { pixelsOf, type Size } from './pixels';
import type { Metric } from './metric';
import { statisticsOf, type Statistics } from './statistics';
import { angleDegrees } from './tools/angle';
import { ellipseArea, rectangleArea, sidesOf } from './tools/box';
import { cobbDegrees } from './tools/cobb';
import { lengthOf } from './tools/length';
import { polygonArea } from './tools/polygon';

/** What the shape alone tells. `value` is null where it tells nothing: an angle without arms, an outline that crosses itself. */
export interface Quantity {
  readonly name: 'length' | 'longAxis' | 'shortAxis' | 'angle' | 'area' | 'width' | 'height';
  readonly value: number | null;
  readonly dimension: 'length' | 'area' | 'angle';
}

/** A slice's values, and the noise that was found in it where it was denoised. */
export interface Values extends Size {
  readonly hu: Int16Array | Float32Array;
  /** 1 where nothing was measured. */
  readonly padding: Uint8Array | null;
  readonly noise: Float32Array | null;
}

/** Of the pixels in one picture and in the other. Null where there are none to count, and for the denoised picture where there is no noise. */
export interface Contents {
  readonly original: Statistics | null;
  readonly denoised: Statistics | null;
}

/** What of a measurement its figures depend on. */
export interface Shape {
  readonly kind: MeasurementKind;
  readonly points: readonly PixelPoint[];
}

export function quantitiesOf({ kind, points }: Shape, metric: Metric): readonly Quantity[] {
  const length = (name: Quantity['name'], from: number) =>
    ({ name, value: lengthOf(points[from]!, points[from + 1]!, metric), dimension: 'length' }) as const;
  const sides = () => {
    const { width, height } = sidesOf(points, metric);
    return [
      { name: 'width', value: width, dimension: 'length' },
      { name: 'height', value: height, dimension: 'length' },
    ] as const;
  };
  switch (kind) {
    case 'length':
      return [length('length', 0)];
    case 'bidirectional':
      return [length('longAxis', 0), length('shortAxis', 2)];
    case 'angle':
      return [{ name: 'angle', value: angleDegrees(points, metric), dimension: 'angle' }];
    case 'cobb':
      return [{ name: 'angle', value: cobbDegrees(points, metric), dimension: 'angle' }];
    case 'ellipse':
      return [{ name: 'area', value: ellipseArea(points, metric), dimension: 'area' }, ...sides()];
    case 'rectangle':
      return [{ name: 'area', value: rectangleArea(points, metric), dimension: 'area' }, ...sides()];
    case 'freehand':
      return [{ name: 'area', value: polygonArea(points, metric), dimension: 'area' }];
    case 'probe':
    case 'arrow':
    case 'text':
      return [];
  }
}

const pixelsKnown = new WeakMap<Shape['points'], readonly number[]>();

/** A shape's points are a value: while the strength changes, they mean the same pixels. */
function pixelsKnownOf({ kind, points }: Shape, size: Size): readonly number[] {
  const known = pixelsKnown.get(points) ?? pixelsOf(kind, points, size);
  pixelsKnown.set(points, known);
  return known;
}

/** What is in the pixels, padding left out: as measured, and less strength · noise, to the very float the picture shows. */
export function contentsOf(shape: Shape, { hu, padding, noise, rows, columns }: Values, strength: number): Contents {
  const counted = pixelsKnownOf(shape, { rows, columns }).filter((at) => !padding?.[at]);
  const original = statisticsOf(counted.map((at) => hu[at]!));
  if (!noise) return { original, denoised: null };
  return { original, denoised: statisticsOf(counted.map((at) => Math.fround(hu[at]! - strength * noise[at]!))) };
}
