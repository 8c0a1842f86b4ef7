import type { Box } from './canvas';

/** A point of the body, mm: x to the patient's left, y to the back, z to the head. */
export type Point = readonly [number, number, number];

/** A body in space by its signed distance (mm, negative inside; good near the surface) and the box it lies in. */
export interface Solid {
  readonly low: Point;
  readonly high: Point;
  distance(x: number, y: number, z: number): number;
}

/** The box of a solid on a slice, with a margin. */
export const boxOfSolid = ({ low, high }: Solid, marginMm: number): Box => ({
  x: (low[0] + high[0]) / 2,
  y: (low[1] + high[1]) / 2,
  rx: (high[0] - low[0]) / 2 + marginMm,
  ry: (high[1] - low[1]) / 2 + marginMm,
});

/** A rod between two points whose radius goes from the first number to the second. */
function cone(from: Point, to: Point, [r0, r1]: readonly [number, number]): Solid {
  const [x0, y0, z0] = from;
  const [ax, ay, az] = [to[0] - x0, to[1] - y0, to[2] - z0];
  const inverse = 1 / (ax * ax + ay * ay + az * az + 1e-9);
  const slope = r1 - r0;
  const most = Math.max(r0, r1);
  return {
    low: [Math.min(x0, to[0]) - most, Math.min(y0, to[1]) - most, Math.min(z0, to[2]) - most],
    high: [Math.max(x0, to[0]) + most, Math.max(y0, to[1]) + most, Math.max(z0, to[2]) + most],
    distance: (x, y, z) => {
      const [px, py, pz] = [x - x0, y - y0, z - z0];
      const t = Math.max(0, Math.min(1, (px * ax + py * ay + pz * az) * inverse));
      const [dx, dy, dz] = [px - t * ax, py - t * ay, pz - t * az];
      return Math.sqrt(dx * dx + dy * dy + dz * dz) - r0 - slope * t;
    },
  };
}

/** A knot of a tube: where it passes, and how wide it is there. */
export type Knot = readonly [x: number, y: number, z: number, radius: number];

/** A tube along a smooth line (Catmull-Rom) through its knots, in short rods. */
export function tube(knots: readonly Knot[], rodsASpan = 4): readonly Solid[] {
  const at = (i: number): Knot => knots[Math.max(0, Math.min(knots.length - 1, i))];
  const along = (span: number, t: number): Knot => {
    const [a, b, c, d] = [at(span - 1), at(span), at(span + 1), at(span + 2)];
    const blend = (axis: 0 | 1 | 2 | 3): number =>
      b[axis] +
      0.5 *
        t *
        (c[axis] -
          a[axis] +
          t * (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis] + t * (3 * (b[axis] - c[axis]) + d[axis] - a[axis])));
    return [blend(0), blend(1), blend(2), blend(3)];
  };
  const rods: Solid[] = [];
  for (let span = 0; span + 1 < knots.length; span++)
    for (let i = 0; i < rodsASpan; i++) {
      const [x0, y0, z0, r0] = along(span, i / rodsASpan);
      const [x1, y1, z1, r1] = along(span, (i + 1) / rodsASpan);
      rods.push(cone([x0, y0, z0], [x1, y1, z1], [r0, r1]));
    }
  return rods;
}

/** An ellipsoid whose first half-axis points along `direction`; the second lies level. */
export function ellipsoid(centre: Point, [a, b, c]: Point, direction: Point = [1, 0, 0]): Solid {
  const length = Math.hypot(...direction);
  const [ux, uy, uz] = direction.map((part) => part / length);
  const level = Math.hypot(ux, uy) || 1;
  const [vx, vy] = [-uy / level, ux / level];
  // w = u × v
  const [wx, wy, wz] = [-uz * vy, uz * vx, ux * vy - uy * vx];
  const reach = (x: number, y: number, z: number): number => Math.hypot(a * x, b * y, c * z);
  const [rx, ry, rz] = [reach(ux, vx, wx), reach(uy, vy, wy), reach(uz, 0, wz)];
  return {
    low: [centre[0] - rx, centre[1] - ry, centre[2] - rz],
    high: [centre[0] + rx, centre[1] + ry, centre[2] + rz],
    distance: (x, y, z) => {
      const [px, py, pz] = [x - centre[0], y - centre[1], z - centre[2]];
      const u = (px * ux + py * uy + pz * uz) / a;
      const v = (px * vx + py * vy) / b;
      const w = (px * wx + py * wy + pz * wz) / c;
      const k = Math.sqrt(u * u + v * v + w * w);
      const slope = Math.sqrt((u * u) / (a * a) + (v * v) / (b * b) + (w * w) / (c * c));
      // First-order distance to the surface: (k − 1) k / |∇(k²)/2|.
      return slope > 1e-9 ? ((k - 1) * k) / slope : -Math.min(a, b, c);
    },
  };
}

/** The smaller of two distances, the crease between them filled over `blend` mm. */
export function smoothMin(a: number, b: number, blend: number): number {
  const overlap = Math.max(0, blend - Math.abs(a - b));
  return Math.min(a, b) - (overlap * overlap) / (4 * blend);
}
