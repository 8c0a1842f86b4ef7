import { randomBytes } from 'node:crypto';
import { type Emit, type EventPayload, fail, ok, type Outcome, type SeriesInfo, type Trouble, troubleOf } from '../../contract';
import type { ScanEvent, Series, Slice, StudyReader } from '../../study';
import type { Place } from '../places';
import { nameInside } from './name-inside';

/** Makes the demo study where it is not there yet: yields how far it is, 0 to 1, and returns the folder. */
export type MakeDemo = (signal: AbortSignal) => AsyncGenerator<{ readonly fraction: number }, string>;

type Progress = Omit<EventPayload<'studyProgress'>, 'openId'>;

/** One study being opened, and then open: tells the page what is found while it is found. */
export class Opening {
  readonly openId = randomBytes(16).toString('hex');
  private readonly reading = new AbortController();
  private readonly stopping = new AbortController();
  private readonly series = new Map<string, Series>();
  private told: Progress = {
    label: '',
    stage: 'reading',
    filesSeen: 0,
    imagesFound: 0,
    fraction: null,
    finished: false,
    trouble: null,
  };

  constructor(
    private readonly reader: Pick<StudyReader, 'scan'>,
    private readonly emit: Emit,
  ) {}

  find(seriesId: string): Outcome<Series> {
    const series = this.series.get(seriesId);
    return series ? ok(series) : fail('series-unknown');
  }

  findImage(seriesUid: string, sopUid: string): Slice | null {
    const series = [...this.series.values()].filter(({ info }) => info.seriesUid === seriesUid);
    return series.flatMap(({ slices }) => slices).find(({ info }) => info.sopUid === sopUid) ?? null;
  }

  list(): readonly SeriesInfo[] {
    return [...this.series.values()].map(({ info }) => info);
  }

  /**
   * Reads the files at a place. Never rejects: what goes wrong is told to the page. `proved` hears the number of images as soon as there
   * are any, and once more at the end.
   */
  read(place: Place, proved: (images: number) => void = () => undefined): Promise<void> {
    return this.tellingTroubles(() => this.scan(place, proved));
  }

  /** Makes the demo study first where need be, then reads it. Never rejects. */
  readDemo(makeDemo: MakeDemo): Promise<void> {
    return this.tellingTroubles(async () => {
      const label = 'Demo study';
      this.tell({ label, stage: 'making-demo' });
      const making = makeDemo(this.reading.signal);
      let step = await making.next();
      for (; !step.done; step = await making.next()) this.tell({ fraction: step.value.fraction });
      if (this.reading.signal.aborted) this.tell({ finished: true, trouble: stopped(0) });
      else await this.scan({ paths: [step.value], label }, () => undefined);
    });
  }

  /** Ends the reading where it is, and says so; what was found stays open. */
  endReading(): void {
    this.reading.abort();
  }

  /** Ends the reading where it is; from here on the page hears nothing more. `why` is null where the page itself asked for it. */
  stop(why: Trouble | null): void {
    if (!this.told.finished) this.tell({ finished: true, trouble: why });
    this.stopping.abort();
    this.reading.abort();
    this.series.clear();
  }

  private async scan({ paths, label }: Place, proved: (images: number) => void): Promise<void> {
    this.tell({ label, stage: 'reading', fraction: null });
    let refusal: Trouble | null = null;
    for await (const event of this.reader.scan(paths, this.reading.signal)) {
      if (this.stopping.signal.aborted) return;
      if (event.kind === 'progress' && event.imagesFound > 0 && this.told.imagesFound === 0) proved(event.imagesFound);
      // What is wrong with the only place is no file of a list: it is the end of the story.
      if (event.kind === 'refused' && paths.length === 1 && event.path === paths[0]) refusal = event.trouble;
      else this.pass(event, paths);
    }
    if (this.stopping.signal.aborted) return;
    const { imagesFound, filesSeen } = this.told;
    if (imagesFound > 0) proved(imagesFound);
    if (this.reading.signal.aborted) return this.tell({ finished: true, trouble: stopped(imagesFound) });
    this.tell({ finished: true, trouble: imagesFound > 0 ? null : (refusal ?? nothingShown(label, filesSeen)) });
  }

  private pass(event: ScanEvent, opened: readonly string[]): void {
    const { openId } = this;
    if (event.kind === 'series') {
      this.series.set(event.series.info.seriesId, event.series);
      this.emit('studySeries', { openId, series: event.series.info });
    } else if (event.kind === 'series-gone') {
      this.series.delete(event.seriesId);
      this.emit('studySeriesGone', { openId, seriesId: event.seriesId });
    } else if (event.kind === 'refused')
      this.emit('studyRefused', { openId, file: nameInside(opened, event.path), trouble: event.trouble });
    else this.tell({ filesSeen: event.filesSeen, imagesFound: event.imagesFound, fraction: event.fraction });
  }

  private tell(news: Partial<Progress>): void {
    if (this.stopping.signal.aborted) return;
    this.told = { ...this.told, ...news };
    this.emit('studyProgress', { openId: this.openId, ...this.told });
  }

  private async tellingTroubles(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.tell({ finished: true, trouble: troubleOf(thrown) });
    }
  }
}

const stopped = (imagesFound: number): Trouble => fail('reading-stopped', { images: imagesFound }).error;

const nothingShown = (label: string, filesSeen: number): Trouble => fail('no-images', { label, files: filesSeen }).error;
