import { fail, ok, type Outcome } from '../../src-main/contract';
import { Choice } from '../measuring/choice.svelte';
import type { Values } from '../measuring/figures';
import { Measuring } from '../measuring/measuring.svelte';
import { bytesLabel } from '../app/wording';
import { modelTitle } from '../denoise/model-title';
import type { Badge } from '../denoise/view';
import { say } from '../language/language.svelte';
import type { Words } from '../language/words';
import type { Denoising } from '../denoise/denoising.svelte';
import { fitted, type Look, type PatientPointMm, type Stage } from '../viewer/geometry';
import type { SeriesReading } from '../viewer/reading.svelte';
import type { ViewerState } from '../viewer/viewer-state.svelte';
import type { Cut } from './cut';
import { Drawing } from './drawing.svelte';
import { gridOf, nearestStop, onGrid, type Grid } from './grid';
import { movedTo, patientAxes } from './patient';
import { PlaneMeasurements } from './plane-measurements.svelte';
import { PlanePixels } from './plane-pixels';
import { PlaneSurface } from './plane-surface.svelte';
import { planeNames, planes, type Plane, type PlaneName } from './plane';
import type { Slab } from './slab';
import { nearestSlice, volumeOf, type Volume } from './volume';
import type { Voxels } from './voxels';
import { volumeBadge } from './words';

/** Slices that come in one after the other are drawn together: not more often than this, and in a fifth of the time at most, so that reading goes on. */
const gatherMs = 100;

/** The three planes of one series: where they cross, how they are looked at, and what they are made of. */
export class Mpr {
  slab = $state.raw<Slab>({ thicknessMm: 0, mode: 'average' });
  /** The plane that has all of the room. */
  enlarged = $state<PlaneName | null>(null);
  /** The plane that the keys act on: where the pointer was last. */
  active = $state<PlaneName>('axial');
  #looks = $state.raw<Readonly<Record<PlaneName, Look>>>({ axial: fitted, coronal: fitted, sagittal: fitted });
  #at = $state.raw<PatientPointMm | null>(null);
  /** Grows when slices or noise have come. */
  #gathered = $state(0);
  #gathering: ReturnType<typeof setTimeout> | null = null;
  #gatherMs = gatherMs;

  readonly drawings: Readonly<Record<PlaneName, Drawing>> = {
    axial: new Drawing(),
    coronal: new Drawing(),
    sagittal: new Drawing(),
  };
  /** Where each plane is shown; null until it is. */
  stages = $state.raw<Readonly<Record<PlaneName, Stage | null>>>({ axial: null, coronal: null, sagittal: null });
  readonly reading: SeriesReading;
  readonly measuring: Readonly<Record<PlaneName, Measuring>>;
  /** The planes from the first to the last. */
  readonly measurings: readonly Measuring[];
  readonly #measured = new PlanePixels();
  readonly #viewer: ViewerState;
  readonly #denoising: Denoising;

  readonly volume = $derived.by<Outcome<Volume>>(() => {
    const { series, slices } = this.#viewer;
    const volume = volumeOf(series, slices);
    const bytes = slices.length * this.#sliceBytes;
    const cap = this.#viewer.pictures.capacityBytes;
    if (!volume.ok || bytes <= cap) return volume;
    return fail('mpr-large', say().mpr.needsMemory(bytesLabel(bytes), bytesLabel(cap)), say().mpr.raiseLimit);
  });
  readonly cut = $derived.by<Outcome<{ readonly volume: Volume; readonly grid: Grid }>>(() =>
    this.volume.ok ? ok({ volume: this.volume.value, grid: gridOf(this.volume.value) }) : this.volume,
  );
  /** Where the three planes cross, on the grid; null where there are none. */
  readonly crosshair = $derived.by<PatientPointMm | null>(() => {
    if (!this.cut.ok) return null;
    const { volume, grid } = this.cut.value;
    return onGrid(grid, this.#at ?? middleOf(volume, this.#viewer.index));
  });
  readonly total = $derived.by(() => this.#viewer.slices.length);
  readonly loaded = $derived.by(() => {
    void this.#gathered;
    return this.#count((index) => this.#viewer.pictures.has(index));
  });
  readonly failed = $derived.by(() => {
    void this.#gathered;
    return this.#count((index) => this.#viewer.pictures.troubleAt(index) !== null);
  });
  /** The reader asked for the denoised volume. */
  readonly denoisedAsked = $derived.by(
    () =>
      this.#denoising.comparing.mode !== 'original' &&
      !this.#denoising.comparing.originalHeld &&
      !this.#viewer.series.notDenoisable,
  );
  /** What stands in the way of the denoised volume: slices are never mixed. */
  readonly denoisedState = $derived.by<'there' | 'loading' | 'not denoised' | 'too large'>(() => {
    void this.#gathered;
    const { made } = this.#denoising;
    if (!made || made.done.size < this.total) return 'not denoised';
    if (this.#noiseBytes > made.noise.capacityBytes) return 'too large';
    return this.noiseLoaded === this.total ? 'there' : 'loading';
  });
  readonly noiseLoaded = $derived.by(() => {
    void this.#gathered;
    return this.#count((index) => this.#denoising.made?.noise.has(index) ?? false);
  });
  readonly source = $derived<'original' | 'denoised'>(
    this.denoisedAsked && this.denoisedState === 'there' ? 'denoised' : 'original',
  );
  readonly #original = $derived.by<Voxels>(() => {
    void this.#gathered;
    const { pictures } = this.#viewer;
    const slices = this.#eachSlice((index) => {
      const slice = pictures.get(index);
      return slice ? { hu: slice.hu, padding: slice.padding, noise: null } : null;
    });
    return { slices, strength: 0 };
  });
  /** Null until all of it is here. */
  readonly #denoised = $derived.by<Voxels | null>(() => {
    if (this.denoisedState !== 'there') return null;
    const { noise } = this.#denoising.made!;
    const slices = this.#original.slices.map((slice, index) => slice && { ...slice, noise: noise.get(index) ?? null });
    return { slices, strength: this.#denoising.strength };
  });
  readonly voxels = $derived.by<Voxels>(() => (this.source === 'denoised' ? this.#denoised! : this.#original));
  /** Something is measured, or about to be: its figures are of both volumes. */
  readonly measures = $derived.by(() => this.measurings.some(({ list, tool }) => list.length > 0 || tool !== null));

  constructor(reading: SeriesReading) {
    this.reading = reading;
    this.#viewer = reading.viewer;
    this.#denoising = reading.denoising;
    const { measurements, planeHistory, slices } = reading;
    const grid = () => (this.cut.ok ? this.cut.value.grid : null);
    const all = new PlaneMeasurements(measurements, grid, (one) => slices.sliceOf(one) !== null);
    const choice = new Choice();
    const on = (name: PlaneName) => new Measuring(new PlaneSurface(this, planes[name]), all, planeHistory, choice);
    this.measuring = { axial: on('axial'), coronal: on('coronal'), sagittal: on('sagittal') };
    this.measurings = planeNames.map((name) => this.measuring[name]);
  }

  /** What a plane shows at a place, of both volumes; null where there are no planes. */
  valuesAt(plane: Plane, atMm: number): Values | null {
    if (!this.cut.ok) return null;
    const volumes = { original: this.#original, denoised: this.#denoised, slab: this.slab };
    return this.#measured.at(volumes, { ...this.cut.value, plane, atMm });
  }

  /** What the planes' pixels are, in the language of `words`. */
  badge(words: Words): Badge {
    const { doneSlices: denoised, strength, model } = this.#denoising;
    const volume = { state: this.denoisedState, denoised, loaded: this.noiseLoaded, total: this.total, strength };
    return volumeBadge({ ...volume, modelTitle: modelTitle(model) }, words);
  }

  /** To run in an effect: draws again whenever slices or noise have come. */
  follow(): void {
    void this.#viewer.pictures.revision;
    void this.#denoising.made?.noise.revision;
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null;
      const began = performance.now();
      this.#gathered += 1;
      requestAnimationFrame(() => (this.#gatherMs = Math.max(gatherMs, 4 * (performance.now() - began))));
    }, this.#gatherMs);
  }

  dispose(): void {
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    for (const name of planeNames) this.drawings[name].stop();
  }

  /** To run in an effect, one a plane: cut anew when the plane moves along its normal, not when the others move. */
  draw(plane: Plane, atMm: number): void {
    const cut = this.cutAt(plane, atMm);
    if (cut) this.drawings[plane.name].ask(cut);
  }

  /** What a plane's picture is made of at a place along its normal; null where there are no planes. */
  cutAt(plane: Plane, atMm: number): Cut | null {
    return this.cut.ok ? { ...this.cut.value, voxels: this.voxels, plane, atMm, slab: this.slab } : null;
  }

  moveTo(point: PatientPointMm): void {
    this.#at = point;
  }

  /** Along a plane's normal, by so many stops; towards the left, the back or the head. */
  step(name: PlaneName, stops: number): void {
    this.goTo(name, this.stopOf(name) + stops);
  }

  /** The first or the last place along the plane's normal. */
  goToEnd(name: PlaneName, end: 'first' | 'last'): void {
    this.goTo(name, end === 'first' ? 0 : Infinity);
  }

  /** To a place along the plane's normal, counted from 0; the nearest there is. */
  goTo(name: PlaneName, stop: number): void {
    if (!this.cut.ok || !this.crosshair) return;
    const { normal } = planes[name];
    const { stops } = this.cut.value.grid.axes[normal];
    this.#at = movedTo(this.crosshair, normal, stops[Math.max(0, Math.min(stops.length - 1, stop))]!);
  }

  /** To the place nearest to one along the plane's normal. */
  goToMm(name: PlaneName, mm: number): void {
    if (this.cut.ok) this.goTo(name, nearestStop(this.cut.value.grid.axes[planes[name].normal], mm));
  }

  /** Where the plane is along its normal, counted from 0; 0 where there are no planes. */
  stopOf(name: PlaneName): number {
    const { normal } = planes[name];
    return this.cut.ok && this.crosshair ? nearestStop(this.cut.value.grid.axes[normal], this.crosshair[normal]) : 0;
  }

  /** How many places there are along the plane's normal. */
  stopsOf(name: PlaneName): number {
    return this.cut.ok ? this.cut.value.grid.axes[planes[name].normal].stops.length : 0;
  }

  /** The slice that the crosshair is closest to; the one that the reader came from until the crosshair is moved. */
  get slice(): number {
    return this.#at && this.crosshair && this.volume.ok ? nearestSlice(this.volume.value, this.crosshair) : this.#viewer.index;
  }

  lookOf(name: PlaneName): Look {
    return this.#looks[name];
  }

  setLook(name: PlaneName, look: Look): void {
    this.#looks = { ...this.#looks, [name]: look };
  }

  setStage(name: PlaneName, stage: Stage): void {
    this.stages = { ...this.stages, [name]: stage };
  }

  fit(): void {
    this.#looks = { axial: fitted, coronal: fitted, sagittal: fitted };
  }

  enlarge(name: PlaneName): void {
    this.enlarged = this.enlarged === name ? null : name;
  }

  get #sliceBytes(): number {
    const slice = this.#viewer.shown?.slice;
    const { rows, columns } = this.#viewer.series;
    return slice ? slice.hu.byteLength + (slice.padding?.byteLength ?? 0) : 2 * rows * columns;
  }

  get #noiseBytes(): number {
    const { rows, columns } = this.#viewer.series;
    return this.total * rows * columns * Float32Array.BYTES_PER_ELEMENT;
  }

  #eachSlice<T>(of: (index: number) => T): readonly T[] {
    return Array.from({ length: this.total }, (_, index) => of(index));
  }

  #count(is: (index: number) => boolean): number {
    return this.#eachSlice(is).filter(Boolean).length;
  }
}

/** The middle of a slice's picture. */
function middleOf({ positions, alongRow, downColumn, spacing, rows, columns }: Volume, slice: number): PatientPointMm {
  const position = positions[Math.min(slice, positions.length - 1)]!;
  const across = ((columns - 1) / 2) * spacing.betweenColumnsMm;
  const down = ((rows - 1) / 2) * spacing.betweenRowsMm;
  return patientAxes.map(
    (axis) => position[axis] + across * alongRow[axis] + down * downColumn[axis],
  ) as unknown as PatientPointMm;
}
