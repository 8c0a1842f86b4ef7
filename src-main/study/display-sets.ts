import { type FrameGeometry } from '../dicom';
import type { FoundImage } from './image';
import { placesOf } from './stack';

/**
 * Images of one SeriesInstanceUID, cut into what can be shown as one stack. A series is split where geometry, kernel or kind differ,
 * and where positions repeat (PS3.3 knows no "volume"; these are the rules other viewers settled on).
 */
export function displaySets(images: readonly FoundImage[]): readonly (readonly FoundImage[])[] {
  const sets: FoundImage[][] = [];
  for (const image of images) {
    const home = sets.find((set) => belongTogether(set[0]!, image));
    if (home) home.push(image);
    else sets.push([image]);
  }
  return sets.flatMap(withoutRepeats);
}

/** Scouts are never part of a volume. Philips writes DERIVED\SECONDARY\REF_SURVIEW. */
export function isScout({ header, frame }: FoundImage): boolean {
  const types = [...header.imageType, ...header.frames[frame]!.frameType];
  return types.some((value) => /LOCALIZER|SURVIEW|SCOUT|TOPOGRAM/i.test(value));
}

const geometryOf = ({ header, frame }: FoundImage): FrameGeometry => header.frames[frame]!.geometry;

function belongTogether(a: FoundImage, b: FoundImage): boolean {
  const [ha, hb] = [a.header, b.header];
  return (
    ha.layout.rows === hb.layout.rows &&
    ha.layout.columns === hb.layout.columns &&
    ha.modality === hb.modality &&
    ha.patientId === hb.patientId &&
    ha.patientName === hb.patientName &&
    ha.frameOfReferenceUid === hb.frameOfReferenceUid &&
    ha.kernel === hb.kernel &&
    ha.kvp === hb.kvp &&
    isScout(a) === isScout(b) &&
    sameUnit(a, b) &&
    sameGeometry(geometryOf(a), geometryOf(b))
  );
}

function sameUnit(a: FoundImage, b: FoundImage): boolean {
  const [ma, mb] = [a.header.frames[a.frame]!.modality, b.header.frames[b.frame]!.modality];
  return ma.unit === mb.unit && ma.kind === mb.kind;
}

function sameGeometry(a: FrameGeometry, b: FrameGeometry): boolean {
  if ((a.positionMm === null) !== (b.positionMm === null)) return false;
  if (!bothNear(a.orientation, b.orientation, () => 1e-3)) return false;
  const spacings = (g: FrameGeometry): readonly number[] | null =>
    g.pixelSpacingMm && [g.pixelSpacingMm.betweenRowsMm, g.pixelSpacingMm.betweenColumnsMm];
  return bothNear(spacings(a), spacings(b), (value) => 1e-3 * value);
}

function bothNear(a: readonly number[] | null, b: readonly number[] | null, tolerance: (value: number) => number): boolean {
  if (a === null || b === null) return a === b;
  return a.every((value, i) => Math.abs(value - b[i]!) <= tolerance(Math.abs(value)));
}

/**
 * Several images at one position are phases, energies, reconstructions or contrast runs. The first attribute that tells them apart splits
 * them; where none does, they are dealt out in runs of the instance number.
 */
function withoutRepeats(set: readonly FoundImage[]): readonly (readonly FoundImage[])[] {
  const most = largestRepeat(set);
  if (most < 2) return [set];
  const attributes: ((image: FoundImage) => string)[] = [
    ({ header }) => String(header.acquisitionNumber ?? ''),
    ...set[0]!.header.phases.map(
      (_, i) =>
        ({ header }: FoundImage) =>
          header.phases[i] ?? '',
    ),
  ];
  for (const attribute of attributes) {
    const parts = groupBy(set, attribute);
    // More parts than images at one place would tear a stack apart slice by slice.
    if (parts.length > 1 && parts.length <= most && parts.every((part) => largestRepeat(part) < 2)) return parts;
  }
  return runs(set);
}

function largestRepeat(set: readonly FoundImage[]): number {
  const places = placesOf(set);
  if (places === null) return 1;
  return Math.max(...groupBy(set, (image) => String(places.get(image))).map((part) => part.length));
}

function groupBy(images: readonly FoundImage[], key: (image: FoundImage) => string): readonly (readonly FoundImage[])[] {
  const groups = new Map<string, FoundImage[]>();
  for (const image of images) {
    const group = groups.get(key(image));
    if (group) group.push(image);
    else groups.set(key(image), [image]);
  }
  return [...groups.values()];
}

/** In the order of instance numbers, each image goes to the first run that has no image at its place yet. */
function runs(set: readonly FoundImage[]): readonly (readonly FoundImage[])[] {
  const places = placesOf(set)!;
  const ordered = [...set].sort((a, b) => (a.info.instanceNumber ?? 0) - (b.info.instanceNumber ?? 0) || a.serial - b.serial);
  const taken: Set<number>[] = [];
  const parts: FoundImage[][] = [];
  for (const image of ordered) {
    const place = places.get(image)!;
    let run = taken.findIndex((used) => !used.has(place));
    if (run < 0) run = taken.push(new Set()) - 1;
    taken[run]!.add(place);
    (parts[run] ??= []).push(image);
  }
  return parts;
}
