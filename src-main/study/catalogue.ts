import { type ImageHeader } from '../dicom';
import { displaySets } from './display-sets';
import { type FoundImage, imagesOf } from './image';
import type { ScanEvent } from './series';
import { seriesOf } from './series-info';

interface Entry {
  readonly images: FoundImage[];
  duplicates: number;
  changed: boolean;
  /** The ids shown so far. */
  shown: ReadonlySet<string>;
}

/** Gathers images while a scan runs, and says what became of the series since it was last asked. */
export class Catalogue {
  private readonly entries = new Map<string, Entry>();
  private readonly instances = new Set<string>();
  images = 0;

  /** `nextSerial` hands out numbers that no other scan of the reader uses: series ids are made of them. */
  constructor(private readonly nextSerial: (count: number) => number) {}

  /** False when the same instance is there already. */
  add(path: string, header: ImageHeader): boolean {
    const entry = this.entryOf(path, header);
    if (header.sopUid !== '') {
      const instance = `${header.seriesUid}|${header.sopUid}`;
      if (this.instances.has(instance)) {
        entry.duplicates++;
        entry.changed = true;
        return false;
      }
      this.instances.add(instance);
    }
    const images = imagesOf(path, header, this.nextSerial(header.frames.length));
    entry.images.push(...images);
    entry.changed = true;
    this.images += images.length;
    return true;
  }

  /** Series that are new or grew, and ids that a new split made void. */
  changes(): readonly ScanEvent[] {
    const events: ScanEvent[] = [];
    for (const entry of this.entries.values()) {
      if (!entry.changed || entry.images.length === 0) continue;
      entry.changed = false;
      const notes =
        entry.duplicates > 0
          ? [
              {
                code: 'duplicates',
                message:
                  entry.duplicates === 1
                    ? '1 more file holds an image of this series again; it is left out.'
                    : `${entry.duplicates} more files hold images of this series again; they are left out.`,
              },
            ]
          : [];
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
    const entry: Entry = { images: [], duplicates: 0, changed: false, shown: new Set() };
    this.entries.set(key, entry);
    return entry;
  }
}

/** Named after the image that was found first: a set keeps its id while it grows, and keeps it through a split. */
const idOf = (set: readonly FoundImage[]): string => `series-${Math.min(...set.map(({ serial }) => serial))}`;
