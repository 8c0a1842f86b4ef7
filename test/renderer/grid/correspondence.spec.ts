import { describe, expect, it } from 'vitest';
import type { SeriesInfo, SliceInfo } from '../../../src-main/contract';
import { correspondence, nearestSlice, nearestTo } from '../../../src-renderer/grid/correspondence';
import { linkedCentre, linkedZoom } from '../../../src-renderer/grid/linked-look';
import { slicePlane } from '../../../src-renderer/grid/slice-plane';
import { fitted, scaleOf, type Stage } from '../../../src-renderer/viewer/geometry';

const square = { betweenRowsMm: 0.5, betweenColumnsMm: 0.5 };
const series = (seriesId: string, frameOfReferenceUid: string, pixelSpacingMm = square): SeriesInfo =>
  ({ seriesId, frameOfReferenceUid, pixelSpacingMm, rows: 200, columns: 200 }) as SeriesInfo;
const degrees = (angle: number): number => (angle * Math.PI) / 180;
const slice = (zMm: number, tiltDegrees = 0): SliceInfo =>
  ({
    positionMm: [0, 0, zMm],
    orientation: [1, 0, 0, 0, Math.cos(degrees(tiltDegrees)), -Math.sin(degrees(tiltDegrees))],
    thicknessMm: 5,
  }) as unknown as SliceInfo;

describe('two series', () => {
  const a = { series: series('a', '1.2'), info: slice(0) };
  it.each([
    ['share a place where the frame of reference is one and the slices are nearly parallel', '1.2', slice(30, 4), 'patient'],
    ['need the reader to say where their frames of reference differ', '1.3', slice(30), 'frames'],
    ['need the reader to say where no frame of reference is named', '', slice(30), 'frames'],
    ['have no place in common where one was tilted', '1.2', slice(30, 18.5), 'directions'],
    ['have none where one does not say where it lies', '1.2', { ...slice(30), positionMm: null }, 'unknown'],
  ] as const)('%s', (_, frame, info, expected) =>
    expect(correspondence(a, { series: series('b', frame), info: info as SliceInfo })).toBe(expected),
  );

  it('that are one and the same need no name for their frame', () =>
    expect(correspondence({ ...a, series: series('a', '') }, { ...a, series: series('a', '') })).toBe('patient'));
});

describe('the slice at a place', () => {
  // 5 mm apart, as S2010 of the head phantom, against 1 mm.
  const thick = Array.from({ length: 28 }, (_, at) => slice(696.21 + 5 * at));
  const plane = slicePlane(slice(0), series('a', '1'))!;

  it('is the nearest one, whatever the spacing', () => {
    expect(nearestSlice([0, 0, 771.21], thick, plane)).toEqual({ index: 15, place: 'within' });
    expect(nearestSlice([0, 0, 773.6], thick, plane)).toEqual({ index: 15, place: 'within' });
    expect(nearestSlice([0, 0, 773.8], thick, plane)).toEqual({ index: 16, place: 'within' });
  });

  it('is the end of the series for places beyond it, and is said to be', () => {
    expect(nearestSlice([0, 0, 833], thick, plane)).toEqual({ index: 27, place: 'within' });
    expect(nearestSlice([0, 0, 834], thick, plane)).toEqual({ index: 27, place: 'beyond' });
    expect(nearestSlice([0, 0, 0], thick, plane)).toEqual({ index: 0, place: 'beyond' });
  });

  it('is found in a series that runs downwards as well, and in a single slice as thick as it is', () => {
    expect(nearestTo(12, [30, 20, 10, 0], 1)).toEqual({ index: 2, place: 'within' });
    expect(nearestTo(12, [10], 5)).toEqual({ index: 0, place: 'within' });
    expect(nearestTo(13, [10], 5)).toEqual({ index: 0, place: 'beyond' });
  });

  it('is measured along the normal, so that a slice across the stack is no nearer', () =>
    expect(nearestSlice([400, -300, 771.21], thick, plane)!.index).toBe(15));

  it('is none where slices have no position', () =>
    expect(nearestSlice([0, 0, 0], [{ ...slice(0), positionMm: null }], plane)).toBeNull());
});

describe('cells that zoom and move together', () => {
  const coarse = { betweenRowsMm: 1, betweenColumnsMm: 1 };
  const stage = (spacing: typeof square): Stage => ({ width: 400, height: 400, rows: 200, columns: 200, spacing });

  it('show a millimetre equally long', () => {
    // 200 pixels of 0.5 mm fill 400 px: 4 px a mm at zoom 1. Of 1 mm pixels only half of the picture fits then.
    const zoom = linkedZoom(stage(square), fitted, stage(coarse), fitted);
    expect(zoom).toBe(2);
    expect(scaleOf(stage(coarse), { ...fitted, zoom }).x).toBe(4);
  });

  it('have the same point of the patient in their middle', () => {
    const leader = slicePlane(slice(0), series('a', '1'))!;
    const follower = slicePlane({ ...slice(3), positionMm: [-50.5, -50.5, 3] }, series('b', '1', coarse))!;
    // Fraction 0.4 of 200 pixels of 0.5 mm is 40 mm from the corner at -0.25; the other corner lies at -51.
    expect(linkedCentre(leader, { x: 0.4, y: 0.5 }, follower).x).toBeCloseTo((40 - 0.25 + 51) / 200, 12);
    expect(linkedCentre(leader, { x: 0.4, y: 0.5 }, follower).y).toBeCloseTo((50 - 0.25 + 51) / 200, 12);
  });
});
