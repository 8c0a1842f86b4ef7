import { untrack } from 'svelte';
import type { SeriesInfo } from '../../src-main/contract';
import type { Session } from '../app/session.svelte';
import { Denoising } from '../denoise/denoising.svelte';
import { Measuring } from '../measuring/measuring.svelte';
import { StudyMeasurements } from '../measuring/study-measurements.svelte';
import { ByteLru } from './byte-lru';
import { ViewerState, type Slice } from './viewer-state.svelte';

/** One series on the desk: how it is looked at, what was denoised of it, and what was measured on it. */
export interface SeriesReading {
  readonly viewer: ViewerState;
  readonly denoising: Denoising;
  readonly measuring: Measuring;
}

const mebibyte = 2 ** 20;
/** Together a gibibyte: about 1300 slices of 512 × 512 and the noise of 380. */
const picturesBytes = 640 * mebibyte;
const noiseBytes = 384 * mebibyte;

/** Where the reader is in each series of the open study. Lives as long as the window. */
export class Reading {
  readonly #session: Session;
  readonly #pictures = new ByteLru<Slice>(picturesBytes);
  readonly #noise = new ByteLru<Float32Array>(noiseBytes);
  readonly #bySeries = new Map<string, SeriesReading & { readonly dispose: () => void }>();
  /** By Study Instance UID: the series of a study share a file. */
  readonly #measurements = new Map<string, StudyMeasurements>();
  #openId = '';

  constructor(session: Session) {
    this.#session = session;
  }

  /** The same one each time it is asked for, until another study is opened. */
  of(series: SeriesInfo): SeriesReading {
    return untrack(() => {
      this.#forgetOtherStudies();
      const known = this.#bySeries.get(series.seriesId);
      if (known) return known;
      let made!: SeriesReading;
      // A root of its own: the state outlives the component that asked for it first.
      const stop = $effect.root(() => {
        const viewer = new ViewerState(this.#session.client, series, this.#pictures);
        const denoising = new Denoising(this.#session, viewer, this.#noise);
        made = { viewer, denoising, measuring: new Measuring(viewer, denoising, this.#measurementsOf(series.studyUid)) };
      });
      const dispose = () => {
        made.denoising.dispose();
        stop();
      };
      this.#bySeries.set(series.seriesId, { ...made, dispose });
      return made;
    });
  }

  #measurementsOf(studyUid: string): StudyMeasurements {
    const known = this.#measurements.get(studyUid) ?? new StudyMeasurements(this.#session.client, studyUid);
    this.#measurements.set(studyUid, known);
    return known;
  }

  #forgetOtherStudies(): void {
    const openId = this.#session.study?.openId ?? '';
    if (openId === this.#openId) return;
    this.#openId = openId;
    for (const { dispose } of this.#bySeries.values()) dispose();
    this.#bySeries.clear();
    this.#measurements.clear();
    this.#pictures.deleteAll(() => true);
    this.#noise.deleteAll(() => true);
  }
}
