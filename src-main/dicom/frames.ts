import { fail, type HeaderRemarkCode, ok, type Outcome, type PixelSpacing, type VoiWindow } from '../contract';
import { type Acquisition, readAcquisition } from './acquisition';
import type { Attributes } from './attributes';
import { FrameAttributes } from './functional-groups';
import { lengthOf, normalOf, type Orientation, type Vector } from './geometry';
import { readModality, type Modality } from './modality';

export interface FrameGeometry {
  readonly positionMm: [number, number, number] | null;
  readonly orientation: [number, number, number, number, number, number] | null;
  readonly pixelSpacingMm: PixelSpacing | null;
  readonly thicknessMm: number | null;
}

/** What may differ from frame to frame. */
export interface FrameHeader {
  readonly geometry: FrameGeometry;
  readonly modality: Modality;
  readonly windows: readonly VoiWindow[];
  /** Values of Frame Type or Image Type. */
  readonly frameType: readonly string[];
  readonly acquisition: Acquisition;
}

/** More would be damage: the largest cardiac runs have some thousands. */
const mostFrames = 65_536;

/** One header a frame, of as many frames as the file says; a file without Number of Frames has one. */
export function readFrames(attributes: Attributes, warnings: HeaderRemarkCode[]): Outcome<readonly FrameHeader[]> {
  const said = attributes.has('x00280008') ? attributes.number('x00280008') : 1;
  const count = said === null || said === 0 ? 1 : said;
  if (!Number.isInteger(count) || count < 1 || count > mostFrames) return fail('too-many-frames', { count });
  const shared = attributes.items('x52009229')[0];
  const perFrame = attributes.items('x52009230');
  if (perFrame.length === 0 && shared === undefined) {
    const frame = readFrame(new FrameAttributes([], attributes), warnings);
    if (!frame.ok) return frame;
    if (count === 1) return ok([frame.value]);
    const { geometry } = frame.value;
    const positions = dosePositions(attributes, geometry, count);
    if (positions === null) warnings.push('frames-without-positions');
    // What position the file has is not that of all of them.
    return ok(
      Array.from({ length: count }, (_, i) => ({
        ...frame.value,
        geometry: { ...geometry, positionMm: positions?.[i] ?? null },
      })),
    );
  }
  const frames: FrameHeader[] = [];
  for (let i = 0; i < count; i++) {
    const holders = [perFrame[i], shared].filter((holder): holder is Attributes => holder !== undefined);
    const frame = readFrame(new FrameAttributes(holders, attributes), i === 0 ? warnings : []);
    if (!frame.ok) return frame;
    frames.push(frame.value);
  }
  return ok(frames);
}

function readFrame(frame: FrameAttributes, warnings: HeaderRemarkCode[]): Outcome<FrameHeader> {
  // What no one takes for Hounsfield units needs no rescale.
  const isCt = frame.whole.string('x00080060') === 'CT' && frame.whole.uint16('x00280002') !== 3;
  const modality = readModality(frame.in('x00289145', 'x00281053'), isCt ? warnings : []);
  if (!modality.ok) return modality;
  const voi = frame.in('x00289132', 'x00281050');
  return ok({
    geometry: readGeometry(frame, warnings),
    modality: modality.value,
    windows: readWindows(voi, warnings),
    frameType: frame.in('x00189329', 'x00089007').strings('x00089007'),
    acquisition: readAcquisition(frame),
  });
}

/**
 * The planes of a dose (PS3.3 C.8.8.3.2): Grid Frame Offset Vector counts from the first one along the normal, or, where it does not begin with 0,
 * names each plane's z.
 */
function dosePositions(
  attributes: Attributes,
  { positionMm, orientation }: FrameGeometry,
  count: number,
): readonly FrameGeometry['positionMm'][] | null {
  const offsets = attributes.numbers('x3004000c');
  if (positionMm === null || orientation === null || !allFinite(offsets, count)) return null;
  const [x, y, z] = positionMm;
  const [nx, ny, nz] = normalOf(orientation);
  return offsets
    .slice(0, count)
    .map((offset) => (offsets[0] === 0 ? [x + offset * nx, y + offset * ny, z + offset * nz] : [x, y, offset]));
}

function readGeometry(frame: FrameAttributes, warnings: HeaderRemarkCode[]): FrameGeometry {
  const position = frame.in('x00209113', 'x00200032').numbers('x00200032');
  const orientation = frame.in('x00209116', 'x00200037').numbers('x00200037');
  const measures = frame.in('x00289110', 'x00280030');
  const thickness = frame.in('x00289110', 'x00180050').number('x00180050');
  return {
    positionMm: allFinite(position, 3) ? [position[0]!, position[1]!, position[2]!] : null,
    orientation: readOrientation(orientation, warnings),
    pixelSpacingMm: readSpacing(measures, frame.whole, warnings),
    thicknessMm: thickness !== null && thickness > 0 ? thickness : null,
  };
}

function readOrientation(values: readonly number[], warnings: HeaderRemarkCode[]): FrameGeometry['orientation'] {
  if (!allFinite(values, 6)) return null;
  const orientation: [number, number, number, number, number, number] = [
    values[0]!,
    values[1]!,
    values[2]!,
    values[3]!,
    values[4]!,
    values[5]!,
  ];
  const row: Vector = [orientation[0], orientation[1], orientation[2]];
  const column: Vector = [orientation[3], orientation[4], orientation[5]];
  const unit = [lengthOf(row), lengthOf(column), lengthOf(normalOf(orientation as Orientation))].every(
    (size) => Math.abs(size - 1) < 1e-2,
  );
  if (unit) return orientation;
  warnings.push('orientation-invalid');
  return null;
}

/** Pixel Spacing; where it is missing, Imager Pixel Spacing is taken with a warning, because it is measured at the detector. */
function readSpacing(measures: Attributes, whole: Attributes, warnings: HeaderRemarkCode[]): PixelSpacing | null {
  const own = measures.numbers('x00280030');
  if (isSpacing(own)) return { betweenRowsMm: own[0]!, betweenColumnsMm: own[1]! };
  const imager = whole.numbers('x00181164');
  if (isSpacing(imager)) {
    warnings.push('detector-spacing');
    return { betweenRowsMm: imager[0]!, betweenColumnsMm: imager[1]! };
  }
  warnings.push('no-pixel-spacing');
  return null;
}

/** Window Center and Width are alternatives by place; one that is unusable is left out. */
function readWindows(voi: Attributes, warnings: HeaderRemarkCode[]): readonly VoiWindow[] {
  const centers = voi.numbers('x00281050');
  const widths = voi.numbers('x00281051');
  const names = voi.text('x00281055').split('\\');
  const said = voi.string('x00281056');
  const curve = said === 'SIGMOID' || said === 'LINEAR_EXACT' ? said : 'LINEAR';
  const usable = centers
    .slice(0, widths.length)
    .map((centerHu, i): VoiWindow => ({ name: (names[i] ?? '').trim(), centerHu, widthHu: widths[i]!, curve }))
    .filter(
      ({ centerHu, widthHu }) =>
        Number.isFinite(centerHu) && Number.isFinite(widthHu) && (curve === 'LINEAR' ? widthHu >= 1 : widthHu > 0),
    );
  if (usable.length < Math.max(centers.length, widths.length) && centers.length > 0) warnings.push('window-invalid');
  const same = (a: VoiWindow, b: VoiWindow): boolean => a.centerHu === b.centerHu && a.widthHu === b.widthHu;
  return usable.filter((window, i) => usable.findIndex((other) => same(window, other)) === i);
}

const allFinite = (values: readonly number[], length: number): boolean =>
  values.length >= length && values.slice(0, length).every(Number.isFinite);
const isSpacing = (values: readonly number[]): boolean => allFinite(values, 2) && values[0]! > 0 && values[1]! > 0;
