import type { Measurement, SeriesInfo } from '../../src-main/contract';
import type { Look } from '../viewer/geometry';
import type { LeftTool } from '../viewer/hand.svelte';
import type { Edit } from './edits';
import type { Contents, Shape } from './figures';
import type { Metric } from './metric';
import type { Size } from './pixels';

/** Where a measurement is kept to lie. */
export type Anchor = Pick<Measurement, 'sopUid' | 'frame' | 'plane'>;

/** How a picture is told from the others of its surface. */
export interface PlaceName {
  /** In a list: `14`. */
  readonly brief: string;
  /** In a sentence: `slice 14`. */
  readonly full: string;
  /** In a table: the number of a slice, or where a plane lies and through how much it looks. */
  readonly slice: number | null;
  readonly plane: { readonly name: string; readonly positionMm: number; readonly slab: string } | null;
}

/** What is measured on: the slices of a series in a cell, or one plane through it. Its pictures are numbered; points are in their pixels. */
export interface Surface {
  readonly look: Look;
  readonly leftTool: LeftTool;
  putToolDown(): void;
  readonly size: Size;
  readonly metric: Metric;
  readonly unit: SeriesInfo['unit'];
  /** The picture in view, or null while there is none. */
  readonly inView: number | null;
  /** The picture that a measurement lies on, or null where it lies elsewhere. */
  placeOf(measurement: Anchor): number | null;
  anchorAt(place: number): Anchor;
  placeName(place: number): PlaceName;
  /** What is in the pixels of a shape, in both pictures. Null while they are not in the page. */
  contentsAt(place: number, shape: Shape): Contents | null;
  bringIntoView(measurement: Anchor): void;
}

/** What has been measured, for a surface: its points are in the surface's pixels, however they are kept. */
export interface MeasurementList {
  readonly list: readonly Measurement[];
  /** The numbers of a study's measurements go on, wherever they lie: `Ellipse 3`. */
  nextName(kind: string): string;
  apply(edit: Edit): void;
}
