import { type OwnPhrase, remark, type Saying } from '../contract';
import { type FrameGeometry, type FrameHeader } from '../dicom';
import type { FoundImage } from './image';
import { byPosition, type DisplaySet } from './repeats';

/**
 * Images of one SeriesInstanceUID, cut into what can be shown as one stack. A series is split where geometry, kernel or kind differ,
 * and where positions repeat (PS3.3 knows no "volume"; these are the rules other viewers settled on).
 */
export function displaySets(images: readonly FoundImage[]): readonly DisplaySet[] {
  const groups: FoundImage[][] = [];
  let home: FoundImage[] | undefined;
  for (const image of images) {
    const fits = (group: FoundImage[]): boolean => traits.every(({ same }) => same(group[0]!, image));
    // Most images belong where the one before them went.
    if (home === undefined || !fits(home)) home = groups.find(fits);
    if (home === undefined) groups.push((home = []));
    home.push(image);
  }
  // A scout in a series of slices is as it should be, and no news.
  const differences = differencesAmong(groups.filter(([first]) => !isScout(first!)));
  return groups.flatMap((group) =>
    byPosition(group).map((set) => ({ ...set, apart: isScout(group[0]!) ? set.apart : [...differences, ...set.apart] })),
  );
}

/** Scouts are never part of a volume. Philips writes DERIVED\SECONDARY\REF_SURVIEW. */
export function isScout({ header, frame }: FoundImage): boolean {
  const types = [...header.imageType, ...header.frames[frame]!.frameType];
  return types.some((value) => /LOCALIZER|SURVIEW|SCOUT|TOPOGRAM/i.test(value));
}

const frameOf = ({ header, frame }: FoundImage): FrameHeader => header.frames[frame]!;
const geometryOf = (image: FoundImage): FrameGeometry => frameOf(image).geometry;

interface Trait {
  /** In a sentence: "differ in ...". */
  readonly name: OwnPhrase;
  readonly same: (a: FoundImage, b: FoundImage) => boolean;
}

/** What all images of a stack have in common; first what differs most often. */
const traits: readonly Trait[] = [
  { name: 'orientation', same: (a, b) => bothNear(geometryOf(a).orientation, geometryOf(b).orientation, () => 1e-3) },
  { name: 'patient', same: ({ header: a }, { header: b }) => a.patientId === b.patientId && a.patientName === b.patientName },
  trait('modality', ({ header }) => header.modality),
  trait('kind of image', isScout),
  trait('number of pixels', ({ header: { layout } }) => `${layout.rows} ${layout.columns}`),
  { name: 'pixel size', same: (a, b) => bothNear(spacingOf(a), spacingOf(b), (value) => 1e-3 * value) },
  trait('having a position at all', (image) => geometryOf(image).positionMm !== null),
  trait('colour', ({ header: { layout } }) => layout.colour === 'grey'),
  trait('frame of reference', ({ header }) => header.frameOfReferenceUid),
  trait('reconstruction kernel', (image) => frameOf(image).acquisition.kernel),
  trait('tube voltage', (image) => frameOf(image).acquisition.kvp),
  trait('unit of their numbers', (image) => `${frameOf(image).modality.kind} ${frameOf(image).modality.unit}`),
];

function trait(name: OwnPhrase, value: (image: FoundImage) => string | number | boolean | null): Trait {
  return { name, same: (a, b) => value(a) === value(b) };
}

function spacingOf(image: FoundImage): readonly number[] | null {
  const { pixelSpacingMm } = geometryOf(image);
  return pixelSpacingMm && [pixelSpacingMm.betweenRowsMm, pixelSpacingMm.betweenColumnsMm];
}

function bothNear(a: readonly number[] | null, b: readonly number[] | null, tolerance: (value: number) => number): boolean {
  if (a === null || b === null) return a === b;
  return a.every((value, i) => Math.abs(value - b[i]!) <= tolerance(Math.abs(value)));
}

/** Told of every part alike. */
function differencesAmong(groups: readonly (readonly FoundImage[])[]): readonly Saying[] {
  if (groups.length < 2) return [];
  const names = traits.filter(({ same }) => groups.some(([first]) => !same(groups[0]![0]!, first!))).map(({ name }) => name);
  return [remark('split-series', { differences: names.map((name) => [name]), parts: groups.length })];
}
