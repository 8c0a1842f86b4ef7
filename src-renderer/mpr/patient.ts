import type { PatientPointMm } from '../viewer/geometry';

/** Patient coordinates (LPS): 0 grows to the left, 1 to the back, 2 to the head. */
export type PatientAxis = 0 | 1 | 2;
export const patientAxes = [0, 1, 2] as const satisfies readonly PatientAxis[];

export const dot = (a: PatientPointMm, b: PatientPointMm): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: PatientPointMm, b: PatientPointMm): PatientPointMm => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** The point with one of its coordinates put elsewhere. */
export const movedTo = (point: PatientPointMm, axis: PatientAxis, mm: number): PatientPointMm =>
  patientAxes.map((at) => (at === axis ? mm : point[at])) as unknown as PatientPointMm;
