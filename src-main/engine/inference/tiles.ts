/** A length of one axis of an image, px: what goes into the network, and which of it comes out as if the image had gone in whole. Ends excluded. */
export interface Stretch {
  readonly start: number;
  readonly keepFrom: number;
  readonly keepTo: number;
}
export interface Tile {
  readonly row: Stretch;
  readonly column: Stretch;
}
/** Tiles of one size. The parts that are kept lie side by side and fill the image. */
export interface TilePlan {
  /** Of every tile, px. */
  readonly rows: number;
  readonly columns: number;
  readonly tiles: readonly Tile[];
}

export interface TileLimits {
  /** How far a pixel's result reaches for its inputs. */
  readonly reachPx: number;
  /** What both sides of an image, and the start of a tile, must be multiples of. */
  readonly multiple: number;
  /** How many pixels may be in the network at one time, in all lanes together: this bounds its memory. */
  readonly pixelsAtOnce: number;
  /** Tiles that are computed side by side. */
  readonly lanes: number;
}

/**
 * Cuts an image into the tiles that are done soonest: in one piece where it fits and there is one lane. Tiles overlap by twice the network's
 * reach; what lies within it of a tile's edge is computed by the neighbour, unless that edge is the image's own. Both sides of the image are
 * multiples of `multiple`.
 */
export function planTiles(image: { readonly rows: number; readonly columns: number }, limits: TileLimits): TilePlan {
  const { multiple, pixelsAtOnce, lanes } = limits;
  const halo = roundUp(limits.reachPx, multiple);
  const most = pixelsAtOnce / lanes;
  const columnCuts = cutsOf(image.columns, halo, multiple);
  let best: { readonly row: Cut; readonly column: Cut; readonly cost: number } | null = null;
  for (const row of cutsOf(image.rows, halo, multiple))
    for (const column of columnCuts) {
      const area = row.length * column.length;
      // An image that cannot be cut small enough is cut as small as can be.
      const cost = area > most ? 1e12 * area : Math.ceil((row.count * column.count) / lanes) * area;
      if (best === null || cost < best.cost) best = { row, column, cost };
    }
  const { row, column } = best!;
  const across = stretches(image.columns, column, halo);
  return {
    rows: row.length,
    columns: column.length,
    tiles: stretches(image.rows, row, halo).flatMap((one) => across.map((other) => ({ row: one, column: other }))),
  };
}

const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** An axis in `count` stretches of equal length. */
interface Cut {
  readonly count: number;
  readonly length: number;
}

/** The axis as it is, then every cut that is worth while: at least half of each stretch is kept. */
function cutsOf(length: number, halo: number, multiple: number): readonly Cut[] {
  const cuts: Cut[] = [{ count: 1, length }];
  for (let count = 2; ; count++) {
    const each = roundUp((length + (count - 1) * 2 * halo) / count, multiple);
    if (each < 4 * halo || each >= length) return cuts;
    // Rounded up, one stretch fewer may reach as far.
    if (each + (count - 2) * (each - 2 * halo) < length) cuts.push({ count, length: each });
  }
}

function stretches(length: number, cut: Cut, halo: number): readonly Stretch[] {
  // The last one ends with the image, so that it is as long as the others.
  const starts = Array.from({ length: cut.count }, (_, i) =>
    i === 0 ? 0 : Math.min(i * (cut.length - 2 * halo), length - cut.length),
  );
  return starts.map((start, i) => ({
    start,
    keepFrom: i === 0 ? 0 : start + halo,
    keepTo: i === cut.count - 1 ? length : starts[i + 1] + halo,
  }));
}
