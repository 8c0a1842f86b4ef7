import { untrack } from 'svelte';
import { pageMemory, usualMouse, type SeriesInfo } from '../../src-main/contract';
import type { Session } from '../app/session.svelte';
import { Denoising } from '../denoise/denoising.svelte';
import { SeriesNoise } from '../denoise/series-noise.svelte';
import { EditHistory } from '../measuring/edit-history.svelte';
import { Measuring } from '../measuring/measuring.svelte';
import { SliceSurface } from '../measuring/slice-surface.svelte';
import { StudyMeasurements } from '../measuring/study-measurements.svelte';
import { ByteLru } from './byte-lru';
import { Hand } from './hand.svelte';
import { ReadAhead } from './read-ahead';
import { SeriesImages, type Slice } from './series-images.svelte';
import { ViewerState } from './viewer-state.svelte';

/** One series in one cell: how it is looked at, compared with the original and measured there. */
export interface SeriesReading {
  readonly viewer: ViewerState;
  readonly denoising: Denoising;
  readonly measuring: Measuring;
  /** Its slices, to measure on. */
  readonly slices: SliceSurface;
  /** All that was measured on the study, and the way back from what was measured on planes through the series. */
  readonly measurements: StudyMeasurements;
  readonly planeHistory: EditHistory;
}

/** One series, whichever cells show it: its pictures, its noise, and the way back from what was measured on it. */
interface Series {
  readonly images: SeriesImages;
  readonly noise: SeriesNoise;
  readonly history: EditHistory;
  readonly planeHistory: EditHistory;
  readonly dispose: () => void;
}

const mebibyte = 2 ** 20;
/** Of the page's memory; the noise found in slices gets the rest. A gibibyte holds 1,280 slices of 512 × 512 and the noise of 384. */
const shareOfPictures = 0.625;

/** The series of the open study as far as they are read, and what the cells that show them share. Lives as long as the window. */
export class Reading {
  readonly hand = new Hand(() => this.#session.settings?.controls.mouse.left ?? usualMouse.left);
  readonly #session: Session;
  readonly #pictures = new ByteLru<Slice>(0);
  readonly #noise = new ByteLru<Float32Array>(0);
  readonly #series = new Map<string, Series>();
  /** By Study Instance UID: the series of a study share a file. */
  readonly #measurements = new Map<string, StudyMeasurements>();
  #picturesAhead = new ReadAhead();
  #noiseAhead = new ReadAhead();

  constructor(session: Session) {
    this.#session = session;
    this.limitMemory(pageMemory.usual);
  }

  /** Bytes of slices and noise that are kept. */
  get keptBytes(): number {
    return this.#pictures.bytes + this.#noise.bytes;
  }

  /** Keeps no more than this from now on; what was used longest ago goes first. */
  limitMemory(mebibytes: number): void {
    const bytes = mebibytes * mebibyte;
    if (this.#pictures.capacityBytes + this.#noise.capacityBytes === bytes) return;
    this.#pictures.capacityBytes = shareOfPictures * bytes;
    this.#noise.capacityBytes = bytes - shareOfPictures * bytes;
    for (const { images, noise } of this.#series.values()) {
      images.pictures.look();
      noise.look();
    }
  }

  /** A series begun anew in one cell: at its middle, in its own window. Whoever asked for it disposes of it. */
  begin(series: SeriesInfo): SeriesReading & { readonly dispose: () => void } {
    return untrack(() => {
      const { images, noise, history, planeHistory } = this.#of(series);
      let made!: SeriesReading;
      // A root of its own: the state outlives the component that asked for it first.
      const stop = $effect.root(() => {
        const viewer = new ViewerState(images, this.hand);
        const denoising = new Denoising(viewer, noise);
        const slices = new SliceSurface(viewer, denoising);
        const measurements = this.#measurementsOf(series.studyUid);
        const measuring = new Measuring(slices, measurements, history);
        made = { viewer, denoising, measuring, slices, measurements, planeHistory };
      });
      const stopListening = images.listen(made.viewer);
      const dispose = () => {
        stopListening();
        made.denoising.dispose();
        stop();
      };
      return { ...made, dispose };
    });
  }

  /** The series as main now knows them. */
  update(list: readonly SeriesInfo[], extent: 'growing' | 'whole'): void {
    for (const series of list) void this.#series.get(series.seriesId)?.images.update(series, extent);
  }

  /** Another study is open. */
  forget(): void {
    for (const { dispose } of this.#series.values()) dispose();
    this.#series.clear();
    this.#measurements.clear();
    this.#pictures.deleteAll(() => true);
    this.#noise.deleteAll(() => true);
    this.#picturesAhead = new ReadAhead();
    this.#noiseAhead = new ReadAhead();
  }

  #of(series: SeriesInfo): Series {
    const known = this.#series.get(series.seriesId);
    if (known) return known;
    let made!: Omit<Series, 'dispose'>;
    const stop = $effect.root(() => {
      const images = new SeriesImages(this.#session.client, series, this.#pictures, this.#picturesAhead);
      const noise = new SeriesNoise(this.#session, images, this.#noise, this.#noiseAhead);
      made = { images, noise, history: new EditHistory(), planeHistory: new EditHistory() };
      $effect(() =>
        images.pictures.plan(images.places, images.slices.length, images.extent === 'whole' ? 'prefetch' : 'only-current'),
      );
      $effect(() => noise.plan(images.places, images.slices.length));
      $effect(() => noise.followDemand());
    });
    const entry: Series = {
      ...made,
      dispose: () => {
        made.noise.dispose();
        stop();
      },
    };
    this.#series.set(series.seriesId, entry);
    void made.images.update(series, this.#session.study?.finished ? 'whole' : 'growing');
    return entry;
  }

  #measurementsOf(studyUid: string): StudyMeasurements {
    const known = this.#measurements.get(studyUid) ?? new StudyMeasurements(this.#session.client, studyUid);
    this.#measurements.set(studyUid, known);
    return known;
  }
}
