import { type HeaderRemarkCode, remark, type Saying, type SeriesInfo, type Trouble, troubleFor } from '../contract';
import { isScout } from './display-sets';
import type { DisplaySet } from './repeats';
import type { FoundImage } from './image';
import type { Series } from './series';
import { type Stack, stackOf } from './stack';

/** A display set as the page and the command line see it. `notes`: warnings that come from elsewhere, as duplicates left out. */
export function seriesOf(seriesId: string, { images: set, apart }: DisplaySet, notes: readonly Saying[]): Series {
  const stack = stackOf(set);
  const first = stack.images[0]!;
  const { header } = first;
  const frame = header.frames[first.frame]!;
  const info: SeriesInfo = {
    seriesId,
    seriesUid: header.seriesUid,
    studyUid: header.studyUid,
    patientName: header.patientName,
    patientId: header.patientId,
    studyDate: header.studyDate,
    studyDescription: header.studyDescription,
    modality: header.modality,
    frameOfReferenceUid: header.frameOfReferenceUid,
    seriesNumber: header.seriesNumber,
    description: header.seriesDescription,
    images: stack.images.length,
    rows: header.layout.rows,
    columns: header.layout.columns,
    pixelSpacingMm: frame.geometry.pixelSpacingMm,
    sliceSpacingMm: stack.spacingMm,
    regular: stack.regular,
    tiltDegrees: stack.tiltDegrees,
    unit: unitOf(first),
    notDenoisable: notDenoisable(set),
    denoisedBefore: set.find((image) => image.header.denoisedBefore !== null)?.header.denoisedBefore ?? null,
    warnings: [...apart, ...stackWarnings(stack), ...identifierWarnings(set), ...headerWarnings(set), ...notes],
  };
  const slices = stack.images.map(({ path, frame: index, info: slice, header: { syntax, frames } }) => ({
    path,
    frame: index,
    framesInFile: frames.length,
    transferSyntaxUid: syntax.uid,
    info: slice,
  }));
  return { info, slices };
}

/** What the numbers are where the file names no unit of theirs. */
const unitWords = ['brightness', 'stored values', 'unspecified'] as const;
const isUnitWord = (unit: string): unit is (typeof unitWords)[number] => (unitWords as readonly string[]).includes(unit);

/** The unit of the numbers. Rescale Type is optional in CT, where HU is meant; elsewhere nothing may be assumed. */
function unitOf({ header, frame }: FoundImage): string {
  const { modality } = header.frames[frame]!;
  if (header.layout.colour !== 'grey') return 'brightness';
  if (modality.kind === 'linear' && !modality.stated) return 'stored values';
  if (modality.unit !== '') return modality.unit === 'US' ? 'unspecified' : modality.unit;
  return header.modality === 'CT' && modality.kind === 'linear' ? 'HU' : 'unspecified';
}

const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';

/** Why a set must not be denoised as CT, the first reason that holds; null when it may. */
function notDenoisable(set: readonly FoundImage[]): Trouble | null {
  const first = set[0]!;
  const { header } = first;
  if (header.modality !== 'CT') return troubleFor('not-ct', { modality: header.modality });
  if (isScout(first)) return troubleFor('scout');
  if (header.sopClassUid.startsWith(secondaryCapture)) return troubleFor('secondary-capture');
  if (header.layout.colour !== 'grey') return troubleFor('colour');
  const unit = set.map(unitOf).find((name) => name !== 'HU');
  if (unit === 'stored values') return troubleFor('no-rescale');
  if (unit !== undefined) return troubleFor('not-hu', { unit: isUnitWord(unit) ? [unit] : unit });
  if (set.some(({ identifier }) => identifier === 'shared')) return troubleFor('identifiers-shared');
  if (set.some((image) => image.header.layout.bitsAllocated > 16)) return troubleFor('wide-values');
  if (set.some((image) => image.header.layout.bitsStored <= 8)) return troubleFor('display-values');
  return null;
}

function stackWarnings({ images, positioned, spacingMm, regular, missing, tiltDegrees }: Stack): readonly Saying[] {
  const warnings: Saying[] = [];
  if (!positioned && images.length > 1) warnings.push(remark('no-positions'));
  if (missing > 0) warnings.push(remark('missing-slices', { slices: missing }));
  else if (positioned && !regular && spacingMm !== null)
    warnings.push(remark('not-equidistant', { medianMm: spacingMm.toFixed(2) }));
  if (Math.abs(tiltDegrees) > 0.1) warnings.push(remark('tilted', { degrees: tiltDegrees.toFixed(1) }));
  return warnings;
}

function identifierWarnings(set: readonly FoundImage[]): readonly Saying[] {
  const shared = set.filter(({ identifier, frame }) => identifier === 'shared' && frame === 0).length;
  return shared === 0 ? [] : [remark('identifiers-shared', { images: shared })];
}

/** One warning of each code, with the number of images it concerns. */
function headerWarnings(set: readonly FoundImage[]): readonly Saying[] {
  const firstFrames = set.filter(({ frame }) => frame === 0);
  const counts = new Map<HeaderRemarkCode, number>();
  for (const { header } of firstFrames) for (const code of header.warnings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => remark(code, { count, files: firstFrames.length }));
}
