/** A loss by epoch, of one case. */
export interface Curve {
  readonly name: string;
  readonly losses: readonly number[];
}

const size = { width: 720, height: 260, left: 64, right: 12, top: 12, bottom: 34 } as const;
const plot = {
  right: size.width - size.right,
  bottom: size.height - size.bottom,
  width: size.width - size.left - size.right,
  height: size.height - size.top - size.bottom,
} as const;
/** Curves may lie on each other: each has a width and dashes of its own, the widest drawn first. */
const strokes = [
  { colour: '#e6b455', width: 5, dashes: '' },
  { colour: '#79b4d2', width: 4, dashes: '' },
  { colour: '#ec8577', width: 2.5, dashes: '7 5' },
  { colour: '#86c29a', width: 1.5, dashes: '2 4' },
  { colour: '#b79ae0', width: 2, dashes: '10 3 2 3' },
] as const;

/** Loss curves as one inline SVG, loss on a logarithmic axis; a curve of one point or none is left out. Null where nothing is left. */
export function curvesSvg(all: readonly Curve[]): string | null {
  const curves = all
    .map((curve, at) => ({ ...curve, stroke: strokes[at % strokes.length]! }))
    .filter(({ losses }) => losses.length > 1);
  const positive = curves.flatMap(({ losses }) => losses.filter((loss) => loss > 0 && Number.isFinite(loss)));
  if (positive.length === 0) return null;
  const [low, high] = decades(Math.log10(Math.min(...positive)), Math.log10(Math.max(...positive)));
  const epochs = Math.max(...curves.map(({ losses }) => losses.length));
  const x = (at: number): number => size.left + (plot.width * at) / (epochs - 1);
  const y = (loss: number): number => plot.bottom - (plot.height * (Math.log10(Math.max(loss, 10 ** low)) - low)) / (high - low);
  const lines = curves.map(({ losses, stroke: { colour, width, dashes } }) => {
    const points = losses.map((loss, at) => `${x(at).toFixed(1)},${y(loss).toFixed(1)}`).join(' ');
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="${width}"${dashes ? ` stroke-dasharray="${dashes}"` : ''}/>`;
  });
  const legend = curves.map(({ name, stroke: { colour, width, dashes } }, at) => {
    const left = size.left + 12 + at * 130;
    const line = `<line x1="${left}" x2="${left + 26}" y1="${size.height - 8}" y2="${size.height - 8}" stroke="${colour}" stroke-width="${width}"${dashes ? ` stroke-dasharray="${dashes}"` : ''}/>`;
    return `${line}<text x="${left + 32}" y="${size.height - 4}">${name}</text>`;
  });
  return [
    `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="Loss by epoch">`,
    ...gridOf(low, high).map(({ at, label }) => {
      const line = `<line class="grid" x1="${size.left}" x2="${plot.right}" y1="${y(10 ** at).toFixed(1)}" y2="${y(10 ** at).toFixed(1)}"/>`;
      return `${line}<text x="${size.left - 8}" y="${(y(10 ** at) + 4).toFixed(1)}" text-anchor="end">${label}</text>`;
    }),
    `<text x="${plot.right}" y="${plot.bottom + 16}" text-anchor="end">epoch ${epochs}</text>`,
    `<text x="${size.left}" y="${plot.bottom + 16}">1</text>`,
    ...lines,
    ...legend,
    '</svg>',
  ].join('');
}

/** Both ends of the axis, in powers of ten: whole ones, at least one apart. */
function decades(least: number, most: number): readonly [number, number] {
  const [low, high] = [Math.floor(least), Math.ceil(most)];
  return low === high ? [low - 1, high] : [low, high];
}

const gridOf = (low: number, high: number): readonly { readonly at: number; readonly label: string }[] => {
  const step = Math.max(1, Math.ceil((high - low) / 5));
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => {
    const at = low + i * step;
    return { at, label: at >= -2 && at <= 4 ? String(Number((10 ** at).toPrecision(1))) : `1e${at}` };
  });
};
