import type { SeriesInfo, Trouble } from '../contract';
import { isScout } from './display-sets';
import type { DisplaySet } from './repeats';
import type { FoundImage } from './image';
import type { Series } from './series';
import { type Stack, stackOf } from './stack';

type SeriesWarning = SeriesInfo['warnings'][number];

/** A display set as the page and the command line see it. `notes`: warnings that come from elsewhere, as duplicates left out. */
export function seriesOf(seriesId: string, { images: set, apart }: DisplaySet, notes: readonly SeriesWarning[]): Series {
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
  const because = (code: string, message: string, remedy: string): Trouble => ({ code, message, remedy });
  if (header.modality !== 'CT')
    return because(
      'not-ct',
      `This is ${header.modality === '' ? 'of no stated modality' : header.modality}, and Tacet denoises CT only.`,
      'Choose a CT series.',
    );
  if (isScout(first))
    return because('scout', 'This is a scout view: a projection, not a slice.', 'Choose an axial series of the study.');
  if (header.sopClassUid.startsWith(secondaryCapture))
    return because(
      'secondary-capture',
      'This is a captured screen, not a reconstructed slice.',
      'Choose an axial series of the study.',
    );
  if (header.layout.colour !== 'grey')
    return because(
      'colour',
      'This is a colour picture: it carries no CT numbers.',
      'Choose the CT series that it was made from.',
    );
  const unit = set.map(unitOf).find((name) => name !== 'HU');
  if (unit === 'stored values')
    return because(
      'no-rescale',
      'The files do not say how their numbers become Hounsfield units.',
      'Send the original CT series again.',
    );
  if (unit !== undefined)
    return because(
      'not-hu',
      `The numbers of this series are not Hounsfield units (${unit}).`,
      'Choose a series in Hounsfield units.',
    );
  if (set.some(({ identifier }) => identifier === 'shared'))
    return because(
      'identifiers-shared',
      'Different images of this series carry one and the same identifier: a derived image could not name its source.',
      'Send the original CT series again.',
    );
  if (set.some((image) => image.header.layout.bitsAllocated > 16))
    return because(
      'wide-values',
      'The images have 32 bits a pixel; Tacet shows them, but writes 16 at most.',
      'Send the original CT series again.',
    );
  if (set.some((image) => image.header.layout.bitsStored <= 8))
    return because(
      'display-values',
      'The images have 8 bits a pixel: CT numbers were cut down to shades of grey.',
      'Send the original CT series again.',
    );
  return null;
}

function stackWarnings({ images, positioned, spacingMm, regular, missing, tiltDegrees }: Stack): readonly SeriesWarning[] {
  const warnings: SeriesWarning[] = [];
  const add = (code: string, message: string): number => warnings.push({ code, message });
  if (!positioned && images.length > 1)
    add(
      'no-positions',
      'The files do not say where the slices lie: they are in the order of their numbers, and nothing is measured across them.',
    );
  if (missing > 0) add('missing-slices', `${missing} ${missing === 1 ? 'slice is' : 'slices are'} missing within the series.`);
  else if (positioned && !regular && spacingMm !== null)
    add('not-equidistant', `The slices are not evenly spaced (median ${spacingMm.toFixed(2)} mm).`);
  if (Math.abs(tiltDegrees) > 0.1) add('tilted', `The gantry was tilted by ${tiltDegrees.toFixed(1)} degrees: the stack leans.`);
  return warnings;
}

function identifierWarnings(set: readonly FoundImage[]): readonly SeriesWarning[] {
  const shared = set.filter(({ identifier, frame }) => identifier === 'shared' && frame === 0).length;
  if (shared === 0) return [];
  const message =
    shared === 1
      ? '1 image carries the identifier of another image of the series, yet differs from it; both are shown.'
      : `${shared} images carry identifiers of other images of the series, yet differ from them; all are shown.`;
  return [{ code: 'identifiers-shared', message }];
}

/** One warning of each code, with the number of images it concerns. */
function headerWarnings(set: readonly FoundImage[]): readonly SeriesWarning[] {
  const found = new Map<string, { readonly message: string; count: number }>();
  for (const { header, frame } of set) {
    if (frame > 0) continue;
    for (const { code, message } of header.warnings) {
      const known = found.get(code);
      if (known) known.count++;
      else found.set(code, { message, count: 1 });
    }
  }
  const files = set.filter(({ frame }) => frame === 0).length;
  return [...found].map(([code, { message, count }]) => ({
    code,
    message: count === files ? message : `${message} (${count} of ${files} files)`,
  }));
}
