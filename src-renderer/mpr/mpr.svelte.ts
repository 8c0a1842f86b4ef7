import { fail, ok, type Outcome } from '../../src-main/contract';
import { bytesLabel } from '../app/wording';
import { say } from '../language/language.svelte';
import type { Denoising } from '../denoise/denoising.svelte';
import { fitted, type Look, type PatientPointMm } from '../viewer/geometry';
import type { ViewerState } from '../viewer/viewer-state.svelte';
import { Drawing } from './drawing.svelte';
import { gridOf, nearestStop, onGrid, type Grid } from './grid';
import { movedTo, patientAxes } from './patient';
import { planeNames, planes, type Plane, type PlaneName } from './plane';
import type { Slab } from './slab';
import { nearestSlice, volumeOf, type Volume } from './volume';
import type { Voxels } from './voxels';

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
  readonly voxels = $derived.by<Voxels>(() => {
    void this.#gathered;
    const { pictures } = this.#viewer;
    const noise = this.source === 'denoised' ? this.#denoising.made!.noise : null;
    const slices = this.#eachSlice((index) => {
      const slice = pictures.get(index);
      return slice ? { hu: slice.hu, padding: slice.padding, noise: noise?.get(index) ?? null } : null;
    });
    return { slices, strength: noise ? this.#denoising.strength : 0 };
  });

  constructor(viewer: ViewerState, denoising: Denoising) {
    this.#viewer = viewer;
    this.#denoising = denoising;
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
    if (!this.cut.ok) return;
    const { volume, grid } = this.cut.value;
    this.drawings[plane.name].ask({ volume, grid, voxels: this.voxels, plane, atMm, slab: this.slab });
  }

  moveTo(point: PatientPointMm): void {
    this.#at = point;
  }

  /** Along a plane's normal, by so many stops; towards the left, the back or the head. */
  step(name: PlaneName, stops: number): void {
    this.#goToStop(name, (at) => at + stops);
  }

  /** The first or the last place along the plane's normal. */
  goToEnd(name: PlaneName, end: 'first' | 'last'): void {
    this.#goToStop(name, () => (end === 'first' ? 0 : Infinity));
  }

  #goToStop(name: PlaneName, change: (at: number) => number): void {
    if (!this.cut.ok || !this.crosshair) return;
    const { normal } = planes[name];
    const axis = this.cut.value.grid.axes[normal];
    const at = Math.max(0, Math.min(axis.stops.length - 1, change(nearestStop(axis, this.crosshair[normal]))));
    this.#at = movedTo(this.crosshair, normal, axis.stops[at]!);
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
