import { describe, expect, it } from 'vitest';
import { dragged, gripAt, type Grip } from '../../../src-renderer/mpr/crosshair';
import { planes } from '../../../src-renderer/mpr/plane';
import { planeTool } from '../../../src-renderer/mpr/plane-in-hand.svelte';
import type { PatientPointMm } from '../../../src-renderer/viewer/geometry';

describe('the crosshair', () => {
  it('is taken by its middle or by one of its lines', () => {
    const middle = { x: 200, y: 150 };
    expect(gripAt({ x: 208, y: 144 }, middle)).toBe('middle');
    expect(gripAt({ x: 203, y: 20 }, middle)).toBe('upright line');
    expect(gripAt({ x: 20, y: 147 }, middle)).toBe('level line');
    expect(gripAt({ x: 20, y: 20 }, middle)).toBeNull();
  });

  it('goes with its middle in both directions, with a line in one, and never along the normal of the plane it is dragged in', () => {
    const from: PatientPointMm = [0, 7, 20];
    const moved = (grip: Exclude<Grip, null>) => dragged(from, [-12, 99, 31], grip, planes.coronal);
    expect(moved('middle')).toEqual([-12, 7, 31]);
    expect(moved('upright line')).toEqual([-12, 7, 20]);
    expect(moved('level line')).toEqual([0, 7, 31]);
  });
});

it('beside the crosshair a drag does what the tool in hand does; the magnifier, which is for slices, means the window', () => {
  expect((['window', 'pan', 'zoom', 'scroll', 'region'] as const).map(planeTool)).toEqual([
    'window',
    'pan',
    'zoom',
    'scroll',
    'region',
  ]);
  expect((['length', 'arrow', 'magnify'] as const).map(planeTool)).toEqual(['length', 'arrow', 'window']);
});
