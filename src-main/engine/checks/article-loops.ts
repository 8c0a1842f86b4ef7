import type { RuleName } from '../networks/back-propagation';

/**
 * The article's network, its loss and its rules of back-propagation once more, in float64 and plain loops over one picture, as the article's formulas
 * read (Seo 2018, part 3). It shares no code with the engine: it is what the engine's rules are checked against, which are no derivative of anything.
 */
export interface ArticleLayer {
  readonly kernel: number;
  readonly from: number;
  readonly to: number;
  readonly activation: keyof typeof activations;
  /** [kernel, kernel, from, to] */
  readonly w: Float64Array;
}
export interface ArticlePicture {
  readonly height: number;
  readonly width: number;
  readonly noisy: Float64Array;
  readonly clean: Float64Array;
}
type NoisyPicture = Omit<ArticlePicture, 'clean'>;

/** One plane [height × width] for each channel. */
type Planes = readonly Float64Array[];

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const activations = {
  identity: { value: (z: number) => z, slope: () => 1 },
  sigmoid: { value: sigmoid, slope: (z: number) => sigmoid(z) * (1 - sigmoid(z)) },
  tanh: { value: Math.tanh, slope: (z: number) => 1 - Math.tanh(z) ** 2 },
  arctan: { value: Math.atan, slope: (z: number) => 1 / (1 + z * z) },
  relu: { value: (z: number) => (z > 0 ? z : 0), slope: (z: number) => (z > 0 ? 1 : 0) },
};
const residuals = {
  add: { value: (a: number, x0: number) => a + x0, slope: () => 1 },
  multiply: { value: (a: number, x0: number) => a * x0, slope: (x0: number) => x0 },
  'multiply-add': { value: (a: number, x0: number) => a * x0 + x0, slope: (x0: number) => x0 },
};

/** For layers 1 to 5, whose gradients meet g_{k+1} in layer k. */
const met: Readonly<Record<RuleName, Readonly<Record<number, readonly number[]>>>> = {
  standard: {},
  'dilated-sparse': { 4: [6], 3: [5], 2: [4], 1: [3] },
  'dilated-dense-product': { 4: [6], 3: [6, 5], 2: [6, 5, 4], 1: [6, 5, 4, 3] },
  'dilated-dense-sum': { 4: [6], 3: [6, 5], 2: [6, 5, 4], 1: [6, 5, 4, 3] },
};

/** What the network makes of a picture: one plane [height × width]. */
export const articleOutput = (
  picture: NoisyPicture,
  layers: readonly ArticleLayer[],
  residual: keyof typeof residuals,
): Float64Array => forwardPass(picture, layers, residual).out[0];

function forwardPass({ height, width, noisy }: NoisyPicture, layers: readonly ArticleLayer[], residual: keyof typeof residuals) {
  const kept: { x: Planes; z: Planes }[] = [];
  let out: Planes = [noisy];
  for (const layer of layers) {
    const z = convolved(out, layer, height, width);
    kept.push({ x: out, z });
    out = z.map((plane) =>
      plane.map((value, p) => residuals[residual].value(activations[layer.activation].value(value), noisy[p])),
    );
  }
  return { kept, out };
}

/** The filter gradients of layers 1 to 6, first layer first; `share` is c. */
export function articleGradients(
  picture: ArticlePicture,
  layers: readonly ArticleLayer[],
  residual: keyof typeof residuals,
  rule: RuleName,
  share: number,
): readonly Float64Array[] {
  const { height, width, noisy, clean } = picture;
  const { kept, out } = forwardPass(picture, layers, residual);
  const filterGradients: Float64Array[] = [];
  /** What layer k passed on, at k. */
  const g: Planes[] = [];
  for (let k = layers.length; k >= 1; k--) {
    const { x, z } = kept[k - 1];
    const layer = layers[k - 1];
    const entering = k === layers.length ? [out[0].map((y, p) => y - clean[p])] : dilated(g, k, rule, share);
    const delta = entering.map((plane, c) =>
      plane.map((value, p) => value * residuals[residual].slope(noisy[p]) * activations[layer.activation].slope(z[c][p])),
    );
    const { dx, dw } = convolutionGradients(x, delta, layer, height, width);
    g[k] = dx;
    filterGradients.unshift(dw);
  }
  return filterGradients;
}

function dilated(g: readonly Planes[], k: number, rule: RuleName, share: number): Planes {
  const later = met[rule][k] ?? [];
  return g[k + 1].map((plane, c) =>
    plane.map((value, p) => {
      if (later.length === 0) return value;
      const numbers = later.map((one) => g[one][c][p]);
      const together =
        rule === 'dilated-dense-sum'
          ? numbers.reduce((sum, one) => sum + one, 0)
          : numbers.reduce((product, one) => product * one, 1);
      return value + share * together;
    }),
  );
}

const planes = (count: number, size: number): Float64Array[] => Array.from({ length: count }, () => new Float64Array(size));

/** Calls `visit` for every number of the output, every tap, and every channel under it that lies inside the picture. */
function everyTap(
  { kernel, from, to }: ArticleLayer,
  height: number,
  width: number,
  visit: (c: number, pixel: number, o: number, outPixel: number, tap: number) => void,
): void {
  const reach = (kernel - 1) / 2;
  for (let o = 0; o < to; o++)
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        for (let i = -reach; i <= reach; i++)
          for (let j = -reach; j <= reach; j++)
            if (row + i >= 0 && row + i < height && column + j >= 0 && column + j < width)
              for (let c = 0; c < from; c++) {
                const tap = (((i + reach) * kernel + (j + reach)) * from + c) * to + o;
                visit(c, (row + i) * width + column + j, o, row * width + column, tap);
              }
}

function convolved(x: Planes, layer: ArticleLayer, height: number, width: number): Planes {
  const z = planes(layer.to, height * width);
  everyTap(layer, height, width, (c, pixel, o, outPixel, tap) => (z[o][outPixel] += x[c][pixel] * layer.w[tap]));
  return z;
}

function convolutionGradients(x: Planes, delta: Planes, layer: ArticleLayer, height: number, width: number) {
  const dx = planes(layer.from, height * width);
  const dw = new Float64Array(layer.w.length);
  everyTap(layer, height, width, (c, pixel, o, outPixel, tap) => {
    dx[c][pixel] += delta[o][outPixel] * layer.w[tap];
    dw[tap] += delta[o][outPixel] * x[c][pixel];
  });
  return { dx, dw };
}
