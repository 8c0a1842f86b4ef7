import { z } from 'zod';
import { call, count, nothing } from './call';
import { trouble } from './outcome';

export const measurementKind = z.enum([
  'length',
  'angle',
  'cobb',
  'bidirectional',
  'ellipse',
  'rectangle',
  'freehand',
  'probe',
  'arrow',
  'text',
]);
export type MeasurementKind = z.infer<typeof measurementKind>;

/** How many points make one, at least and at most. */
export const pointsOfKind: Readonly<Record<MeasurementKind, readonly [least: number, most: number]>> = {
  /** From, to. */
  length: [2, 2],
  /** An arm's end, the vertex, the other arm's end. */
  angle: [3, 3],
  /** Two lines, by their ends. */
  cobb: [4, 4],
  /** The long axis by its ends, then the short one. */
  bidirectional: [4, 4],
  /** Two opposite corners of the box around it. */
  ellipse: [2, 2],
  rectangle: [2, 2],
  /** The corners of a closed polygon. */
  freehand: [3, 2000],
  probe: [1, 1],
  /** Its tip, then the end that carries the words. */
  arrow: [2, 2],
  text: [1, 1],
};

/** The planes that run along the patient's axes. */
export const planeName = z.enum(['axial', 'coronal', 'sagittal']);
export type PlaneName = z.infer<typeof planeName>;

/**
 * In image pixels; 0,0 is the CORNER of the first pixel. On a plane through the patient: millimetres (LPS) along its rows and down its columns, each
 * growing to the right and downwards.
 */
const point = z.object({ column: z.number(), row: z.number() });

/** What was measured on one image, and where: that it says nothing of the figures keeps them true when the pixels shown change. */
export const measurement = z
  .object({
    id: z.string().min(1).max(64),
    kind: measurementKind,
    /** The image it lies on, or one image of the volume that its plane goes through. */
    sopUid: z.string().min(1).max(64),
    /** From 0, within a multi-frame file. */
    frame: count,
    /** The plane it lies on, and where that is along its normal (LPS, mm); none: it lies on the image itself. */
    plane: z.object({ name: planeName, atMm: z.number() }).optional(),
    points: z.array(point),
    /** What the reader calls it; of an arrow and a text, the words themselves. */
    name: z.string().max(200),
  })
  .refine(({ kind, points }) => {
    const [least, most] = pointsOfKind[kind];
    return points.length >= least && points.length <= most;
  }, 'another number of points makes this kind');
export type Measurement = Readonly<z.infer<typeof measurement>>;

const mostMeasurements = 10_000;
export const measurements = z.array(measurement).max(mostMeasurements);

/** What was measured on a study the last time. `trouble`: what was kept could not be read; it was put aside, and the list is empty. */
export const readMeasurements = call({
  name: 'measurements:read',
  request: z.object({ studyUid: z.string().min(1) }),
  reply: z.object({ measurements, trouble: trouble.nullable() }),
});
/** Keeps all measurements of a study, in place of those kept before. */
export const writeMeasurements = call({
  name: 'measurements:write',
  request: z.object({ studyUid: z.string().min(1), measurements }),
  reply: nothing,
});
