import { z } from 'zod';
import { buffer, call, count, event, nothing, share } from './call';
import { saying, trouble } from './outcome';

/**
 * Where a study comes from. The page never names a path: `grant` was given by a dialog, a drop or the command line, `recent` by the
 * list of recent studies, `upload` by `upload:begin`.
 */
export const studySource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('grant'), grantId: z.string() }),
  z.object({ kind: z.literal('recent'), recentId: z.string() }),
  z.object({ kind: z.literal('upload'), uploadId: z.string() }),
  z.object({ kind: z.literal('demo') }),
]);
export type StudySource = z.infer<typeof studySource>;

/** Opens at once; series arrive as `study:series` events, the end as `study:progress` with `finished`. Replaces the study open before. */
const windowCurve = z.enum(['LINEAR', 'LINEAR_EXACT', 'SIGMOID']);

/**
 * How the reader compares. `swipe`: one picture, the original left of an edge and the denoised one right of it. `flicker`: one after the
 * other in the same place. `blend`: between the two. `difference`: what was taken away, alone.
 */
export const viewMode = z.enum(['original', 'denoised', 'side-by-side', 'swipe', 'flicker', 'blend', 'difference']);
export type ViewMode = z.infer<typeof viewMode>;
/** Pictures a second. A flash is two of them: no more than three flashes a second (WCAG 2.3.1). */
export const flickerRates = [1, 2, 4, 6] as const;
export type FlickerRate = (typeof flickerRates)[number];

/** How a cell of the desk compares the original with the denoised picture. */
export const deskComparison = z.object({
  mode: viewMode,
  /** Null: automatic. */
  strength: share.nullable(),
  contrast: share,
  edge: share,
  blend: share,
  flickerRate: z.literal(flickerRates),
  flickering: z.boolean(),
  noiseShown: z.boolean(),
  noiseOpacity: share,
  /** The ends of the colours of removed noise, ±HU; null: by the noise of the slice. */
  rangeHu: z.number().positive().nullable(),
  /** The series was denoised, in part at least. */
  denoised: z.boolean(),
});
export type DeskComparison = Readonly<z.infer<typeof deskComparison>>;

/** What a cell of the desk shows: a series, the part of it where it was split, and an image of that. */
export const deskCell = z.object({
  seriesUid: z.string(),
  part: count,
  sopUid: z.string(),
  index: count,
  /** As the reader set it; null where the image's own is used. */
  window: z.object({ centerHu: z.number(), widthHu: z.number(), curve: windowCurve }).nullable(),
  /** Null where it is not known: it came later than the rest. */
  comparison: deskComparison.nullable().default(null),
});
/** How a study was left: which series lay where, at which image, in which window and how compared. */
export const desk = z.object({
  rows: z.number().int().min(1).max(3),
  columns: z.number().int().min(1).max(3),
  /** Place of the cell that the keys act on. */
  active: count,
  cells: z.array(deskCell.nullable()).max(9),
});
export type DeskCell = Readonly<z.infer<typeof deskCell>>;
export type Desk = Readonly<z.infer<typeof desk>>;

export const openStudy = call({
  name: 'study:open',
  request: z.object({ source: studySource }),
  /** `desk`: as the study was left when it was last open; null where that is not known. */
  reply: z.object({ openId: z.string(), desk: desk.nullable() }),
});
/** The desk is now like this: for the next opening, with a small picture of the active cell's image for the start page. */
export const rememberDesk = call({
  name: 'study:remember-desk',
  request: z.object({ openId: z.string(), desk }),
  reply: nothing,
});
/** Ends the reading where it is. What was found so far stays open. */
export const stopReading = call({ name: 'study:stop-reading', request: z.object({ openId: z.string() }), reply: nothing });
export const closeStudy = call({ name: 'study:close', request: z.object({ openId: z.string() }), reply: nothing });

export const pixelSpacing = z.object({ betweenRowsMm: z.number(), betweenColumnsMm: z.number() });
/** DICOM writes Pixel Spacing rows first; naming both keeps them from being swapped. */
export type PixelSpacing = Readonly<z.infer<typeof pixelSpacing>>;

/** One display set: the images of a SeriesInstanceUID that share geometry. A series that had to be split appears once for each part. */
export const seriesInfo = z.object({
  /** Opaque, valid while the study is open. */
  seriesId: z.string(),
  seriesUid: z.string(),
  studyUid: z.string(),
  patientName: z.string(),
  patientId: z.string(),
  studyDate: z.string(),
  studyDescription: z.string(),
  modality: z.string(),
  /** Frame of Reference UID: series that share it share one system of patient coordinates. '' where the files name none. */
  frameOfReferenceUid: z.string(),
  seriesNumber: z.number().nullable(),
  description: z.string(),
  images: count,
  rows: count,
  columns: count,
  pixelSpacingMm: pixelSpacing.nullable(),
  sliceSpacingMm: z.number().nullable(),
  regular: z.boolean(),
  tiltDegrees: z.number(),
  /** `HU`, or what the numbers are instead. */
  unit: z.string(),
  /** Why it can't be denoised; null when it can. */
  notDenoisable: trouble.nullable(),
  /** The file says that it was denoised before (by Tacet or another): shown as a badge. */
  denoisedBefore: z.string().nullable(),
  warnings: z.array(saying),
});
export type SeriesInfo = Readonly<z.infer<typeof seriesInfo>>;

export const studyProgress = event({
  name: 'study:progress',
  payload: z.object({
    openId: z.string(),
    label: z.string(),
    /** `making-demo` while the demo study is generated. */
    stage: z.enum(['making-demo', 'reading']),
    filesSeen: count,
    imagesFound: count,
    /** 0 to 1, or null while the total is unknown. */
    fraction: z.number().nullable(),
    finished: z.boolean(),
    trouble: trouble.nullable(),
  }),
});
/** A series found or grown: replaces an earlier one of the same `seriesId`. */
export const studySeries = event({ name: 'study:series', payload: z.object({ openId: z.string(), series: seriesInfo }) });
/** A display set that was split or joined while reading: take it off the list. */
export const studySeriesGone = event({
  name: 'study:series-gone',
  payload: z.object({ openId: z.string(), seriesId: z.string() }),
});
/** A file that is no image Tacet shows; `file` is its name inside what was opened. */
export const studyRefused = event({
  name: 'study:refused',
  payload: z.object({ openId: z.string(), file: z.string(), trouble }),
});

/** A window that a file proposes, and the curve it is meant for: what they mean stands in `window.ts`. */
export const voiWindow = z.object({
  name: z.string(),
  centerHu: z.number(),
  widthHu: z.number(),
  curve: windowCurve,
});
export type VoiWindow = Readonly<z.infer<typeof voiWindow>>;

/** One slice's header facts, in anatomical order; what the overlay's corners say. */
export const sliceInfo = z.object({
  sopUid: z.string(),
  /** From 0, within a multi-frame file. */
  frame: count,
  instanceNumber: z.number().nullable(),
  /** Image Position (Patient), mm, LPS: the centre of the first pixel. */
  positionMm: z.tuple([z.number(), z.number(), z.number()]).nullable(),
  /** Image Orientation (Patient): row cosines, then column cosines. */
  orientation: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]).nullable(),
  slicePositionMm: z.number().nullable(),
  thicknessMm: z.number().nullable(),
  windows: z.array(voiWindow),
  kvp: z.number().nullable(),
  tubeCurrentMa: z.number().nullable(),
  kernel: z.string(),
});
export type SliceInfo = Readonly<z.infer<typeof sliceInfo>>;
export const listSlices = call({
  name: 'study:slices',
  request: z.object({ seriesId: z.string() }),
  reply: z.object({ slices: z.array(sliceInfo) }),
});

export const readSlice = call({
  name: 'study:read-slice',
  request: z.object({ seriesId: z.string(), index: count }),
  reply: z.object({
    rows: count,
    columns: count,
    /** How to read `hu`: Int16 where the rescale is whole, Float32 where it is fractional. Row-major. */
    type: z.enum(['int16', 'float32']),
    hu: buffer,
    /** One byte a pixel, 1 = padding (outside the scan); null when there is none. */
    padding: buffer.nullable(),
    /** A colour picture: red, green, blue, 255 for each pixel, and `hu` is its brightness, 0 to 255; null when it is grey. */
    rgba: buffer.nullable(),
    /** MONOCHROME1: lowest value white. */
    inverted: z.boolean(),
    /** Tables that the image proposes besides its windows: one byte of grey for each HU from `firstHu` on. */
    tables: z.array(z.object({ name: z.string(), firstHu: z.number(), levels: buffer })),
  }),
});
export type SliceReply = z.infer<typeof readSlice.reply>;

/** The middle slice in its own window, at most 128 pixels wide; 8-bit grey, row-major. */
export const readThumbnail = call({
  name: 'study:thumbnail',
  request: z.object({ seriesId: z.string() }),
  reply: z.object({ rows: count, columns: count, grey: buffer }),
});

/** A browser has no path to give: its files come over, into a private temporary folder that is removed on exit. */
export const beginUpload = call({
  name: 'upload:begin',
  request: z.object({ label: z.string().max(200) }),
  reply: z.object({ uploadId: z.string() }),
});
export const uploadFile = call({
  name: 'upload:file',
  request: z.object({ uploadId: z.string(), name: z.string().max(1000), bytes: buffer }),
  reply: nothing,
});
