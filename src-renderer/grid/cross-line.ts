import { cross, dot } from '../mpr/patient';
import type { PatientPointMm, PixelPoint } from '../viewer/geometry';
import { cutAlike, moved, picturePoint, patientPoint, type SlicePlane } from './slice-plane';

/** A piece of a line in a picture. */
export interface Segment {
  readonly from: PixelPoint;
  readonly to: PixelPoint;
}

/** `origin + t · direction`, t from `first` to `last` in mm. */
interface Piece {
  readonly origin: PatientPointMm;
  readonly direction: PatientPointMm;
  readonly first: number;
  readonly last: number;
}

/**
 * The line in `seen` where `cutting` crosses it, or null where it does not: as far as it lies in both pictures. A projection, such as a
 * scout, shows all that lies before and behind its plane: there it is the line of the whole plane, as long as `cutting` is wide.
 */
export function crossLine(cutting: SlicePlane, seen: SlicePlane, kind: 'slice' | 'projection'): Segment | null {
  if (cutAlike(cutting, seen)) return null;
  const whole = meeting(cutting, seen);
  const wide = kind === 'projection' ? asLongAs(whole, cutting) : inside(whole, cutting);
  const piece = wide && inside(wide, seen);
  if (!piece) return null;
  const at = (t: number): PixelPoint => picturePoint(seen, moved(piece.origin, piece.direction, t));
  return { from: at(piece.first), to: at(piece.last) };
}

/**
 * The line that two planes n·p = d share: along u = n₁ × n₂, through (d₁ (n₂ × u) + d₂ (u × n₁)) / |u|². Not for planes that are
 * parallel.
 */
function meeting(a: SlicePlane, b: SlicePlane): Piece {
  const u = cross(a.normal, b.normal);
  const squared = dot(u, u);
  const ofA = cross(b.normal, u);
  const ofB = cross(u, a.normal);
  const [dA, dB] = [dot(a.normal, a.corner), dot(b.normal, b.corner)];
  const origin = moved(moved([0, 0, 0], ofA, dA / squared), ofB, dB / squared);
  return { origin, direction: moved([0, 0, 0], u, 1 / Math.sqrt(squared)), first: -Infinity, last: Infinity };
}

/** What of the piece lies in the plane's picture (Liang and Barsky), or null. */
function inside(piece: Piece, plane: SlicePlane): Piece | null {
  let { first, last } = piece;
  const begin = picturePoint(plane, piece.origin);
  const next = picturePoint(plane, moved(piece.origin, piece.direction, 1));
  for (const [start, step, end] of [
    [begin.column, next.column - begin.column, plane.columns],
    [begin.row, next.row - begin.row, plane.rows],
  ] as const) {
    if (Math.abs(step) < 1e-9) {
      if (start < 0 || start > end) return null;
      continue;
    }
    const [one, other] = [-start / step, (end - start) / step];
    first = Math.max(first, Math.min(one, other));
    last = Math.min(last, Math.max(one, other));
  }
  return first < last ? { ...piece, first, last } : null;
}

/** What of the piece lies beside the plane's picture, seen across the line. */
function asLongAs(piece: Piece, plane: SlicePlane): Piece {
  const places = [
    [0, 0],
    [0, plane.columns],
    [plane.rows, 0],
    [plane.rows, plane.columns],
  ].map(([row, column]) => {
    const corner = patientPoint(plane, { row: row!, column: column! });
    return dot(moved(corner, piece.origin, -1), piece.direction);
  });
  return { ...piece, first: Math.min(...places), last: Math.max(...places) };
}
