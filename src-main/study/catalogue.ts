import { type Saying, remark } from '../contract';
import { type ImageHeader } from '../dicom';
import { displaySets } from './display-sets';
import type { DisplaySet } from './repeats';
import { type FoundImage, imagesOf } from './image';
import type { ScanEvent } from './series';
import { seriesOf } from './series-info';

interface Entry {
  readonly images: FoundImage[];
  copies: number;
  changed: boolean;
  /** The ids shown so far. */
  shown: ReadonlySet<string>;
}

/** Gathers images while a scan runs, and says what became of the series since it was last asked. */
export class Catalogue {
  private readonly entries = new Map<string, Entry>();
  /** Files by the instance they hold, and by where it lies. */
  private readonly instances = new Map<string, Map<string, string[]>>();
  images = 0;

  /** `nextSerial` hands out numbers that no other scan of the reader uses: series ids are made of them. */
  constructor(private readonly nextSerial: (count: number) => number) {}

  /**
   * The files that may hold this very image already: they name the same instance, at the same place. Whoever asks looks whether one of them
   * shows the same picture.
   */
  candidatesFor(header: ImageHeader): readonly string[] {
    return this.instances.get(instanceOf(header))?.get(placeOf(header)) ?? [];
  }

  add(path: string, header: ImageHeader): void {
    const entry = this.entryOf(path, header);
    let identifier: FoundImage['identifier'] = 'own';
    if (header.sopUid !== '') {
      const places = this.instances.get(instanceOf(header)) ?? new Map<string, string[]>();
      if (places.size > 0) identifier = 'shared';
      places.set(placeOf(header), [...(places.get(placeOf(header)) ?? []), path]);
      this.instances.set(instanceOf(header), places);
    }
    const images = imagesOf(path, header, this.nextSerial(header.frames.length), identifier);
    for (const image of images) entry.images.push(image);
    entry.changed = true;
    this.images += images.length;
  }

  /** Counts a file that holds again what another one showed. */
  leaveOutCopy(path: string, header: ImageHeader): void {
    const entry = this.entryOf(path, header);
    entry.copies++;
    entry.changed = true;
  }

  /** Series that are new or grew, and ids that a new split made void. */
  changes(): readonly ScanEvent[] {
    const events: ScanEvent[] = [];
    for (const entry of this.entries.values()) {
      if (!entry.changed || entry.images.length === 0) continue;
      entry.changed = false;
      const notes = notesOf(entry);
      const series = displaySets(entry.images).map((set) => seriesOf(idOf(set), set, notes));
      const ids = new Set(series.map(({ info }) => info.seriesId));
      for (const seriesId of entry.shown) if (!ids.has(seriesId)) events.push({ kind: 'series-gone', seriesId });
      entry.shown = ids;
      events.push(...series.map((one): ScanEvent => ({ kind: 'series', series: one })));
    }
    return events;
  }

  private entryOf(path: string, header: ImageHeader): Entry {
    // A file without a series UID is a series of its own, as is one of another study or patient under the same UID.
    const key = header.seriesUid === '' ? `file ${path}` : `${header.studyUid} ${header.seriesUid}`;
    const known = this.entries.get(key);
    if (known) return known;
    const entry: Entry = { images: [], copies: 0, changed: false, shown: new Set() };
    this.entries.set(key, entry);
    return entry;
  }
}

const instanceOf = ({ seriesUid, sopUid }: ImageHeader): string => `${seriesUid}|${sopUid}`;
const placeOf = ({ frames, instanceNumber }: ImageHeader): string =>
  `${frames.length}|${instanceNumber}|${frames[0]!.geometry.positionMm?.join(' ')}`;

const notesOf = ({ copies }: Entry): readonly Saying[] => (copies === 0 ? [] : [remark('duplicates', { files: copies })]);

/** Named after the image that was found first: a set keeps its id while it grows, and keeps it through a split. */
const idOf = ({ images }: DisplaySet): string =>
  `series-${images.reduce((first, { serial }) => Math.min(first, serial), Infinity)}`;
