import type { Measurement } from '../../src-main/contract';
import type { Edit } from '../measuring/edits';
import type { StudyMeasurements } from '../measuring/study-measurements.svelte';
import type { MeasurementList } from '../measuring/surface';
import type { PixelPoint } from '../viewer/geometry';
import type { Grid } from './grid';
import { mmOf, pixelOf, planes } from './plane';

/**
 * What was measured on the planes of one series, in pixels of their pictures. It is kept in millimetres of the patient, which mean the same when
 * the series comes with a slice more, and its planes with another grid.
 */
export class PlaneMeasurements implements MeasurementList {
  readonly #study: StudyMeasurements;
  readonly #grid: () => Grid | null;
  readonly #isOfSeries: (measurement: Measurement) => boolean;
  readonly list = $derived.by<readonly Measurement[]>(() => {
    const grid = this.#grid();
    if (!grid) return [];
    return this.#study.list
      .filter((one) => one.plane && this.#isOfSeries(one))
      .map((one) => withPoints(one, (point) => pixelOf(grid, planes[one.plane!.name], point)));
  });

  constructor(study: StudyMeasurements, grid: () => Grid | null, isOfSeries: (measurement: Measurement) => boolean) {
    this.#study = study;
    this.#grid = grid;
    this.#isOfSeries = isOfSeries;
  }

  nextName(kind: string): string {
    return this.#study.nextName(kind);
  }

  apply(edit: Edit): void {
    const grid = this.#grid()!;
    const kept = (one: Measurement | null) => one && withPoints(one, (point) => mmOf(grid, planes[one.plane!.name], point));
    this.#study.apply(edit.map(({ before, after }) => ({ before: kept(before), after: kept(after) })));
  }
}

const withPoints = (one: Measurement, change: (point: PixelPoint) => PixelPoint): Measurement => ({
  ...one,
  points: one.points.map(change),
});
