import type { Denoising } from '../denoise/denoising.svelte';
import { say } from '../language/language.svelte';
import type { Look } from '../viewer/geometry';
import type { LeftTool } from '../viewer/hand.svelte';
import type { ViewerState } from '../viewer/viewer-state.svelte';
import { contentsOf, type Contents, type Shape } from './figures';
import { metricOf } from './metric';
import type { Size } from './pixels';
import type { Anchor, PlaceName, Surface } from './surface';

const keyOf = ({ sopUid, frame }: Anchor): string => `${sopUid} ${frame}`;

/** The slices of a series in one cell. */
export class SliceSurface implements Surface {
  readonly #viewer: ViewerState;
  readonly #denoising: Denoising;
  readonly metric = $derived.by(() => metricOf(this.#viewer.series));
  readonly #places = $derived.by(() => new Map(this.#viewer.slices.map((_, index) => [keyOf(this.anchorAt(index)), index])));

  constructor(viewer: ViewerState, denoising: Denoising) {
    this.#viewer = viewer;
    this.#denoising = denoising;
  }

  get look(): Look {
    return this.#viewer.look;
  }
  get leftTool(): LeftTool {
    return this.#viewer.leftTool;
  }
  putToolDown(): void {
    this.#viewer.putToolDown();
  }
  get size(): Size {
    const { rows, columns } = this.#viewer.shown?.slice ?? this.#viewer.series;
    return { rows, columns };
  }
  get unit(): ViewerState['series']['unit'] {
    return this.#viewer.series.unit;
  }
  get inView(): number | null {
    return this.#viewer.shown?.index ?? null;
  }

  placeOf(measurement: Anchor): number | null {
    return measurement.plane ? null : this.sliceOf(measurement);
  }

  /** Of what lies on a plane, too: a slice of the volume that it was measured in. Null where that is another series. */
  sliceOf(measurement: Anchor): number | null {
    return this.#places.get(keyOf(measurement)) ?? null;
  }

  anchorAt(index: number): Anchor {
    const info = this.#viewer.slices[index];
    // Without a UID only this window knows which image it is.
    return info?.sopUid ? { sopUid: info.sopUid, frame: info.frame } : { sopUid: this.#viewer.series.seriesId, frame: index };
  }

  placeName(index: number): PlaceName {
    return { brief: String(index + 1), full: say().measuring.slice(index + 1), slice: index + 1, plane: null };
  }

  contentsAt(index: number, shape: Shape): Contents | null {
    void this.#viewer.pictures.revision;
    const slice = this.#viewer.pictures.get(index);
    if (!slice) return null;
    return contentsOf(shape, { ...slice, noise: this.#denoising.noiseAt(index) }, this.#denoising.strength);
  }

  bringIntoView(measurement: Anchor): void {
    const index = this.placeOf(measurement);
    if (index !== null && index !== this.#viewer.index) this.#viewer.goTo(index);
  }
}
