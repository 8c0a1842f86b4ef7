/** Channel functions over a square region, one row-major image each. */
export type Channels = readonly Float64Array[];

/**
 * Laguerre-Gauss channels about the middle of a region of odd size (Gallas and Barrett 2003, J Opt Soc Am A 20:1725):
 *
 *     u_j(r) = √2/a · exp(−π r²/a²) · L_j(2π r²/a²),   j = 0 … count − 1
 *
 * with a = √π · radius, so that the first channel's area is the disc's.
 */
export function laguerreGauss(size: number, radiusPx: number, count = 5): Channels {
  const width = Math.sqrt(Math.PI) * radiusPx;
  const middle = (size - 1) / 2;
  return Array.from({ length: count }, (_, order) =>
    Float64Array.from({ length: size * size }, (_, i) => {
      const square = ((Math.floor(i / size) - middle) ** 2 + ((i % size) - middle) ** 2) / width ** 2;
      return (Math.SQRT2 / width) * Math.exp(-Math.PI * square) * laguerre(order, 2 * Math.PI * square);
    }),
  );
}

/** L₀ = 1, L₁ = 1 − x, (n + 1) L_{n+1} = (2n + 1 − x) L_n − n L_{n−1}. */
function laguerre(order: number, x: number): number {
  let [before, now] = [0, 1];
  for (let n = 0; n < order; n++) [before, now] = [now, ((2 * n + 1 - x) * now - n * before) / (n + 1)];
  return now;
}

/** What the channels see of a region. */
export const channelOutputs = (region: Float32Array, channels: Channels): Float64Array =>
  Float64Array.from(channels, (channel) => channel.reduce((sum, weight, i) => sum + weight * region[i], 0));

export interface Detectability {
  /** Area under the ROC curve: 0.5 for guessing, 1 for certainty. */
  readonly auc: number;
  readonly standardError: number;
}

/**
 * The channelised Hotelling observer: from the first half of both classes its template  w = S⁻¹ (mean present − mean absent), S the mean of both
 * covariances; from the other half the AUC (Mann-Whitney) and its standard error (DeLong et al. 1988). Channel outputs, one array an image; at least
 * twice as many images as channels in each half.
 */
export function hotelling(absent: readonly Float64Array[], present: readonly Float64Array[]): Detectability {
  const [trainAbsent, testAbsent] = halves(absent);
  const [trainPresent, testPresent] = halves(present);
  const difference = meanOf(trainPresent).map((value, j) => value - meanOf(trainAbsent)[j]);
  const [a, b] = [covariance(trainAbsent), covariance(trainPresent)];
  const template = solve(
    a.map((row, i) => row.map((value, j) => (value + b[i][j]) / 2)),
    difference,
  );
  const score = (outputs: Float64Array): number => outputs.reduce((sum, value, j) => sum + value * template[j], 0);
  return areaUnderRoc(testAbsent.map(score), testPresent.map(score));
}

/** Share of pairs that are in the right order, ties half, and its standard error. */
export function areaUnderRoc(absent: readonly number[], present: readonly number[]): Detectability {
  const order = (low: number, high: number): number => (high > low ? 1 : high === low ? 0.5 : 0);
  const ofPresent = present.map((high) => absent.reduce((sum, low) => sum + order(low, high), 0) / absent.length);
  const ofAbsent = absent.map((low) => present.reduce((sum, high) => sum + order(low, high), 0) / present.length);
  const auc = ofPresent.reduce((sum, value) => sum + value, 0) / present.length;
  const variance = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + (value - auc) ** 2, 0) / (values.length - 1);
  return { auc, standardError: Math.sqrt(variance(ofPresent) / present.length + variance(ofAbsent) / absent.length) };
}

const halves = <T>(all: readonly T[]): readonly [readonly T[], readonly T[]] => [
  all.slice(0, all.length >> 1),
  all.slice(all.length >> 1),
];

const meanOf = (outputs: readonly Float64Array[]): number[] =>
  Array.from(outputs[0], (_, j) => outputs.reduce((sum, output) => sum + output[j], 0) / outputs.length);

function covariance(outputs: readonly Float64Array[]): number[][] {
  const mean = meanOf(outputs);
  return mean.map((_, i) =>
    mean.map(
      (_, j) => outputs.reduce((sum, output) => sum + (output[i] - mean[i]) * (output[j] - mean[j]), 0) / (outputs.length - 1),
    ),
  );
}

/** Gaussian elimination with the largest pivot; channels that see the same leave a pivot of nothing, and weigh nothing. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const scale = Math.max(...matrix.map((row, i) => Math.abs(row[i])));
  for (let column = 0; column < n; column++) {
    const pivot = rows.reduce(
      (best, row, i) => (i >= column && Math.abs(row[column]) > Math.abs(rows[best][column]) ? i : best),
      column,
    );
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    if (Math.abs(rows[column][column]) <= 1e-12 * scale) continue;
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const factor = rows[row][column] / rows[column][column];
      for (let k = column; k <= n; k++) rows[row][k] -= factor * rows[column][k];
    }
  }
  return rows.map((row, i) => (Math.abs(row[i]) <= 1e-12 * scale ? 0 : row[n] / row[i]));
}
