import type { Outcome } from '../../src-main/contract';
import { contentsOf, type Contents, type Shape, type Values } from '../measuring/figures';
import { metricOf, type Metric } from '../measuring/metric';
import type { Size } from '../measuring/pixels';
import type { Anchor, PlaceName, Surface } from '../measuring/surface';
import { say } from '../language/language.svelte';
import type { Look } from '../viewer/geometry';
import type { LeftTool } from '../viewer/hand.svelte';
import { mmLabel } from '../viewer/image-lines';
import type { SeriesReading } from '../viewer/reading.svelte';
import type { ViewerState } from '../viewer/viewer-state.svelte';
import { nearestStop, type Grid } from './grid';
import { sizeOf, type Plane, type PlaneName } from './plane';
import type { Slab } from './slab';
import { slabLabel } from './words';

/** The planes that measuring finds. */
interface Planes {
  readonly reading: SeriesReading;
  readonly cut: Outcome<{ readonly grid: Grid }>;
  readonly slab: Slab;
  lookOf(name: PlaneName): Look;
  stopOf(name: PlaneName): number;
  goToMm(name: PlaneName, mm: number): void;
  valuesAt(plane: Plane, atMm: number): Values | null;
}

/** One plane to measure on: its pictures are its places along its normal, as the slab in force shows them. */
export class PlaneSurface implements Surface {
  readonly #mpr: Planes;
  readonly #plane: Plane;
  readonly #viewer: ViewerState;
  readonly #sized = $derived.by(() => {
    const { cut } = this.#mpr;
    return cut.ok ? sizeOf(cut.value.grid, this.#plane) : { rows: 0, columns: 0, spacing: null };
  });
  readonly metric = $derived.by<Metric>(() => metricOf({ ...this.#viewer.series, pixelSpacingMm: this.#sized.spacing }));

  constructor(mpr: Planes, plane: Plane) {
    this.#mpr = mpr;
    this.#plane = plane;
    this.#viewer = mpr.reading.viewer;
  }

  get look(): Look {
    return this.#mpr.lookOf(this.#plane.name);
  }
  get leftTool(): LeftTool {
    return this.#viewer.leftTool;
  }
  putToolDown(): void {
    this.#viewer.putToolDown();
  }
  get size(): Size {
    return this.#sized;
  }
  get unit(): ViewerState['series']['unit'] {
    return this.#viewer.series.unit;
  }
  get inView(): number | null {
    return this.#mpr.cut.ok ? this.#mpr.stopOf(this.#plane.name) : null;
  }

  placeOf({ plane }: Anchor): number | null {
    const { cut } = this.#mpr;
    return cut.ok && plane?.name === this.#plane.name ? nearestStop(cut.value.grid.axes[this.#plane.normal], plane.atMm) : null;
  }

  /** A slice of the volume stands for all of it. */
  anchorAt(stop: number): Anchor {
    return { ...this.#mpr.reading.slices.anchorAt(0), plane: { name: this.#plane.name, atMm: this.#mmAt(stop) } };
  }

  placeName(stop: number): PlaceName {
    const { name } = this.#plane;
    const [positionMm, slab] = [this.#mmAt(stop), slabLabel(this.#mpr.slab, say())];
    const brief = `${say().mpr.planes[name]} ${mmLabel(positionMm)}`;
    const full = [`${brief} mm`, slab.replace(/ {2}/g, ' ')].filter(Boolean).join(', ');
    return { brief, full, slice: null, plane: { name, positionMm, slab: slabInTable(this.#mpr.slab) } };
  }

  contentsAt(stop: number, shape: Shape): Contents | null {
    const values = this.#mpr.valuesAt(this.#plane, this.#mmAt(stop));
    return values && contentsOf(shape, values, 1);
  }

  bringIntoView({ plane }: Anchor): void {
    if (plane) this.#mpr.goToMm(plane.name, plane.atMm);
  }

  #mmAt(stop: number): number {
    const { cut } = this.#mpr;
    return cut.ok ? cut.value.grid.axes[this.#plane.normal].stops[stop]! : 0;
  }
}

const slabInTable = ({ thicknessMm, mode }: Slab): string => (thicknessMm > 0 ? `${mode} ${thicknessMm} mm` : '');
