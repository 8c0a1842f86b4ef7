/** Rays about the axis of the trunk: every closed curve that goes round it is a radius for each of them. */
export const axisMm = { x: 0, y: 30 } as const;
const rays = 360;

/** Where a point lies about the axis: the ray's number (0 to 360 degrees; 0 at the back, 90 at the patient's left, 180 in front) and the radius. */
export const rayOf = (x: number, y: number): number => {
  const turn = Math.atan2(x - axisMm.x, y - axisMm.y) / (2 * Math.PI);
  return Math.min(rays - 1e-3, rays * (turn < 0 ? turn + 1 : turn));
};
export const radiusOf = (x: number, y: number): number => Math.hypot(x - axisMm.x, y - axisMm.y);

/** Rays and radii of every pixel, worked out anew only for another grid. */
export function raysOnce() {
  let last: { readonly key: string; readonly ray: Float32Array; readonly radius: Float32Array } | null = null;
  return (size: number, pixelMm: number) => {
    const key = `${size} ${pixelMm}`;
    if (last?.key === key) return last;
    const middle = (size - 1) / 2;
    const [ray, radius] = [new Float32Array(size * size), new Float32Array(size * size)];
    for (let i = 0; i < ray.length; i++) {
      const [x, y] = [((i % size) - middle) * pixelMm, (Math.floor(i / size) - middle) * pixelMm];
      ray[i] = rayOf(x, y);
      radius[i] = radiusOf(x, y);
    }
    return (last = { key, ray, radius });
  };
}

/** A closed curve round the axis. `radius` by ray, mm, and the cosine of its slant to the ray, which turns radial into true distance. */
export interface Curve {
  readonly radius: Float32Array;
  readonly cosine: Float32Array;
}

/** The curve whose points at angle t from the back (radians, to the left) are `radiusAt(t)` from the axis. */
export function curveOf(radiusAt: (turn: number) => number): Curve {
  const radius = Float32Array.from({ length: rays + 1 }, (_, ray) => radiusAt((2 * Math.PI * ray) / rays));
  const cosine = radius.map((value, ray) => {
    const change = (radius[(ray + 1) % rays] - radius[(ray + rays - 1) % rays]) * (rays / (4 * Math.PI));
    return 1 / Math.hypot(1, change / value);
  });
  return { radius, cosine };
}

/** Signed distance of a point on a ray, mm, negative inside. */
export function curveDistance({ radius, cosine }: Curve, ray: number, pointRadius: number): number {
  const low = ray | 0;
  const part = ray - low;
  return (pointRadius - radius[low] - part * (radius[low + 1] - radius[low])) * cosine[low];
}

/** A number by ray, read between its entries. */
export const onRay = (table: Float32Array, ray: number): number => {
  const low = ray | 0;
  return table[low] + (ray - low) * (table[low + 1] - table[low]);
};

/** A table by ray from a function of the angle from the back in degrees, 0 to 180, alike on both sides. */
export const rayTable = (valueAt: (degrees: number) => number): Float32Array =>
  Float32Array.from({ length: rays + 1 }, (_, ray) => valueAt(Math.min(ray, rays - ray)));

/** A closed curve |x/a|^p + |(y − c)/b|^p = 1, with c and b from where it meets the y axis in front and at the back. */
export interface Superellipse {
  readonly a: number;
  readonly front: number;
  readonly back: number;
  readonly power: number;
}

/** Its radius from the axis at an angle from the back, mm: the root of a convex function, by Newton's method from outside. */
export function superellipseRadius({ a, front, back, power }: Superellipse, turn: number): number {
  const [dx, dy] = [Math.sin(turn) / a, (2 * Math.cos(turn)) / (back - front)];
  const [x, y] = [axisMm.x / a, (2 * axisMm.y - front - back) / (back - front)];
  let r = a + back - front;
  for (let i = 0; i < 12; i++) {
    const [u, v] = [x + r * dx, y + r * dy];
    const [p, q] = [Math.abs(u) ** (power - 1), Math.abs(v) ** (power - 1)];
    const step = (p * Math.abs(u) + q * Math.abs(v) - 1) / (power * (p * Math.sign(u) * dx + q * Math.sign(v) * dy));
    r -= step;
    if (Math.abs(step) < 1e-4) break;
  }
  return r;
}

/** A smooth line (Catmull-Rom) through rows [z, value, value, …] of falling or rising z; its ends go on level. */
export function profile<N extends number>(
  rows: readonly (readonly number[] & { readonly length: N })[],
): (z: number) => number[] {
  const sorted = [...rows].sort((a, b) => a[0] - b[0]);
  const row = (i: number): readonly number[] => sorted[Math.max(0, Math.min(sorted.length - 1, i))];
  return (z) => {
    if (z <= sorted[0][0]) return sorted[0].slice(1);
    let span = 0;
    while (span < sorted.length - 2 && sorted[span + 1][0] < z) span++;
    const [a, b, c, d] = [row(span - 1), row(span), row(span + 1), row(span + 2)];
    const width = c[0] - b[0];
    const t = Math.min(1, (z - b[0]) / width);
    return b.slice(1).map((from, i) => {
      const to = c[i + 1];
      const slopeFrom = b === a ? 0 : ((to - a[i + 1]) / (c[0] - a[0])) * width;
      const slopeTo = d === c ? 0 : ((d[i + 1] - from) / (d[0] - b[0])) * width;
      return (
        from + t * (slopeFrom + t * (3 * (to - from) - 2 * slopeFrom - slopeTo + t * (2 * (from - to) + slopeFrom + slopeTo)))
      );
    });
  };
}
