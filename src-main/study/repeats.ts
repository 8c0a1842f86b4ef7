import { type OwnPhrase, type Phrase, remark, type Saying } from '../contract';
import type { Repetition } from '../dicom';
import type { FoundImage } from './image';
import { placesOf } from './stack';

/** The images of a series that can be shown as one stack, and, where the series was cut, what sets them apart from its other images. */
export interface DisplaySet {
  readonly images: readonly FoundImage[];
  readonly apart: readonly Saying[];
}

/** What may tell images at one place apart, in the order it is tried, and in words. */
const marks: readonly { readonly words: OwnPhrase; readonly of: (image: FoundImage) => string }[] = [
  mark('acquisition number {0}', 'acquisition'),
  mark('stack {0}', 'stack'),
  mark('temporal position {0}', 'temporalPosition'),
  mark('trigger time {0}', 'triggerTime'),
  mark('cardiac phase {0}', 'cardiacPhase'),
  mark('time {0}', 'time'),
];

function mark(words: OwnPhrase, field: keyof Repetition): (typeof marks)[number] {
  return { words, of: ({ header, frame }) => header.frames[frame]!.acquisition.repetition[field] };
}

interface Part {
  readonly images: readonly FoundImage[];
  /** "acquisition number 2", one for each mark that was needed. */
  readonly told: readonly Phrase[];
}

/**
 * Cuts a set in which several images lie at one position: phases, energies, reconstructions or contrast runs. The first mark that tells some
 * of them apart splits them, and the parts are split again where need be; where none does, they are dealt out in runs of the instance number.
 */
export function byPosition(set: readonly FoundImage[]): readonly DisplaySet[] {
  const parts = split(set, []);
  if (parts.length === 1) return [{ images: set, apart: [] }];
  return parts.map(({ images, told }, i) => ({
    images,
    apart: [remark('repeated-positions', { part: i + 1, parts: parts.length, by: told })],
  }));
}

function split(images: readonly FoundImage[], told: readonly Phrase[]): readonly Part[] {
  const most = largestRepeat(images);
  if (most < 2) return [{ images, told }];
  for (const { words, of } of marks) {
    const parts = [...groupBy(images, of)];
    // More parts than images at one place would tear a stack apart slice by slice.
    if (parts.length < 2 || parts.length > most) continue;
    if (parts.every(([, part]) => largestRepeat(part) < most))
      return parts.flatMap(([value, part]) => split(part, [...told, [words, value || '—']]));
  }
  return runs(images).map((run) => ({ images: run, told: [...told, ['order of image numbers']] }));
}

function largestRepeat(images: readonly FoundImage[]): number {
  const places = placesOf(images);
  if (places === null) return 1;
  let most = 0;
  for (const [, part] of groupBy(images, (image) => String(places.get(image)))) most = Math.max(most, part.length);
  return most;
}

function groupBy(images: readonly FoundImage[], key: (image: FoundImage) => string): ReadonlyMap<string, FoundImage[]> {
  const groups = new Map<string, FoundImage[]>();
  for (const image of images) {
    const group = groups.get(key(image));
    if (group) group.push(image);
    else groups.set(key(image), [image]);
  }
  return groups;
}

/** In the order of instance numbers, each image goes to the first run that has no image at its place yet. */
function runs(images: readonly FoundImage[]): readonly (readonly FoundImage[])[] {
  const places = placesOf(images)!;
  const ordered = [...images].sort((a, b) => (a.info.instanceNumber ?? 0) - (b.info.instanceNumber ?? 0) || a.serial - b.serial);
  const used = new Map<number, number>();
  const parts: FoundImage[][] = [];
  for (const image of ordered) {
    const place = places.get(image)!;
    const run = used.get(place) ?? 0;
    used.set(place, run + 1);
    (parts[run] ??= []).push(image);
  }
  return parts;
}
