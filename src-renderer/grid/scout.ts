import type { PixelPoint } from '../viewer/geometry';
import type { ViewerState } from '../viewer/viewer-state.svelte';
import { nearestSlice, sameFrame } from './correspondence';
import { cutAlike, patientPoint, slicePlane } from './slice-plane';

type Placed = Pick<ViewerState, 'series' | 'slices' | 'info'>;

/** The slice of a series that passes nearest to a point of a scout; null where the two don't know the same place, or lie alike. */
export function sliceUnder(point: PixelPoint, scout: Placed, of: Placed): number | null {
  const seen = scout.info && slicePlane(scout.info, scout.series);
  const plane = of.info && slicePlane(of.info, of.series);
  if (!seen || !plane || !sameFrame(scout.series, of.series) || cutAlike(seen, plane)) return null;
  return nearestSlice(patientPoint(seen, point), of.slices, plane)?.index ?? null;
}
