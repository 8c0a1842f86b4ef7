import { dot, lengthOf, minus, normalOf, type Orientation, type Vector } from '../dicom';
import type { FoundImage } from './image';

/** How the slices of a stack follow each other along their normal. */
export interface Stack {
  /** In anatomical order: by position along the normal, else by instance number, else as found. */
  readonly images: readonly FoundImage[];
  /** False where the order rests on instance numbers or names. */
  readonly positioned: boolean;
  /** The median step, mm; null for a single slice. */
  readonly spacingMm: number | null;
  /** Every step is the median, within 1 % or 0.01 mm. */
  readonly regular: boolean;
  /** Slices that a step of several medians leaves out. */
  readonly missing: number;
  /** Angle between the normal and the line through first and last slice; negative where the stack leans against the columns. */
  readonly tiltDegrees: number;
}

/** Positions closer than this, in mm, are one place. */
const samePlaceMm = 1e-3;

/** Which images lie at one place along the normal: equal numbers, counted from the lowest. Null where positions are not known. */
export function placesOf(images: readonly FoundImage[]): ReadonlyMap<FoundImage, number> | null {
  const { images: ordered, positioned } = sortedAlong(images);
  if (!positioned) return null;
  let place = 0;
  return new Map(
    ordered.map(({ image, along }, i) => {
      if (i > 0 && along - ordered[i - 1]!.along > samePlaceMm) place++;
      return [image, place];
    }),
  );
}

interface Placed {
  readonly image: FoundImage;
  /** Position along the normal of the first image, mm; NaN where not known. */
  readonly along: number;
}

function sortedAlong(images: readonly FoundImage[]): { readonly images: readonly Placed[]; readonly positioned: boolean } {
  const orientation = images[0]!.info.orientation as Orientation | null;
  const positioned = orientation !== null && images.every(({ info }) => info.positionMm !== null);
  const normal = orientation && normalOf(orientation);
  const placed = images.map((image): Placed => ({
    image,
    along: positioned && normal ? dot(image.info.positionMm as Vector, normal) : NaN,
  }));
  const order = (a: Placed, b: Placed): number =>
    a.along - b.along || 0 || byInstance(a.image, b.image) || a.image.serial - b.image.serial;
  return { images: placed.sort(order), positioned };
}

/** Sorts a display set and measures it. Slice Location and Slice Thickness are not asked: they are vendor-relative, or nominal. */
export function stackOf(images: readonly FoundImage[]): Stack {
  const { images: placed, positioned } = sortedAlong(images);
  const ordered = placed.map(({ image }) => image);
  const orientation = images[0]!.info.orientation as Orientation | null;
  if (!positioned || orientation === null)
    return { images: ordered, positioned: false, spacingMm: null, regular: false, missing: 0, tiltDegrees: 0 };
  const steps = placed.slice(1).map(({ along }, i) => along - placed[i]!.along);
  const spacingMm = steps.length > 0 ? median(steps) : null;
  const even = (step: number, of: number): boolean => Math.abs(step - of) <= Math.max(0.01 * of, 0.01);
  return {
    images: ordered,
    positioned: true,
    spacingMm,
    regular: spacingMm !== null && spacingMm > samePlaceMm && steps.every((step) => even(step, spacingMm)),
    missing: spacingMm === null || spacingMm <= samePlaceMm ? 0 : missingSlices(steps, spacingMm, even),
    tiltDegrees: tiltOf(ordered, normalOf(orientation), orientation),
  };
}

const byInstance = (a: FoundImage, b: FoundImage): number => (a.info.instanceNumber ?? 0) - (b.info.instanceNumber ?? 0);

/** Slices left out, if every odd step is a whole multiple of the median; 0 where steps differ otherwise. */
function missingSlices(steps: readonly number[], spacingMm: number, even: (step: number, of: number) => boolean): number {
  let missing = 0;
  for (const step of steps) {
    const multiple = Math.round(step / spacingMm);
    if (multiple < 1 || !even(step, multiple * spacingMm)) return 0;
    missing += multiple - 1;
  }
  return missing;
}

/** Gantry tilt as the positions show it; the tag is nominal, its sign differs by vendor, and it may outlive a correction. */
function tiltOf(ordered: readonly FoundImage[], normal: Vector, [, , , cx, cy, cz]: Orientation): number {
  const line = minus(ordered[ordered.length - 1]!.info.positionMm as Vector, ordered[0]!.info.positionMm as Vector);
  const size = lengthOf(line);
  if (size < samePlaceMm) return 0;
  const along = dot(line, normal) / size;
  const degrees = (Math.acos(Math.min(1, Math.abs(along))) * 180) / Math.PI;
  const leansBack = dot(line, [cx, cy, cz]) * (along >= 0 ? 1 : -1) < 0;
  return leansBack ? -degrees : degrees;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
