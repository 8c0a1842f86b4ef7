import type { SeriesInfo } from '../../src-main/contract';
import type { PixelPoint } from '../viewer/geometry';

/** How far neighbouring pixels are apart, and in what. */
export interface Metric {
  readonly betweenColumns: number;
  readonly betweenRows: number;
  readonly unit: 'mm' | 'px';
  /** Millimetres at the detector are longer than those in the patient, who lies closer to the tube. */
  readonly where: 'patient' | 'detector';
}

/** A way on the image, in the metric's unit. */
export interface Way {
  readonly across: number;
  readonly down: number;
}

/** Pixel Spacing or, at the detector, Imager Pixel Spacing; pixels where the file gives neither. */
export function metricOf({ pixelSpacingMm, warnings }: Pick<SeriesInfo, 'pixelSpacingMm' | 'warnings'>): Metric {
  if (!pixelSpacingMm) return { betweenColumns: 1, betweenRows: 1, unit: 'px', where: 'patient' };
  const { betweenColumnsMm, betweenRowsMm } = pixelSpacingMm;
  const where = warnings.some(({ code }) => code === 'detector-spacing') ? 'detector' : 'patient';
  return { betweenColumns: betweenColumnsMm, betweenRows: betweenRowsMm, unit: 'mm', where };
}

export const wayBetween = (from: PixelPoint, to: PixelPoint, { betweenColumns, betweenRows }: Metric): Way => ({
  across: (to.column - from.column) * betweenColumns,
  down: (to.row - from.row) * betweenRows,
});

export const pointAlong = (from: PixelPoint, { across, down }: Way, { betweenColumns, betweenRows }: Metric): PixelPoint => ({
  column: from.column + across / betweenColumns,
  row: from.row + down / betweenRows,
});

/** Degrees between two directions, 0 to 180; null where one has no length. By the arc tangent, which is exact near 0 and 180 too. */
export function degreesBetween(a: Way, b: Way): number | null {
  if ((a.across === 0 && a.down === 0) || (b.across === 0 && b.down === 0)) return null;
  const cross = a.across * b.down - a.down * b.across;
  const dot = a.across * b.across + a.down * b.down;
  return (Math.abs(Math.atan2(cross, dot)) * 180) / Math.PI;
}
