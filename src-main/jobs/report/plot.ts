import { escaped } from './html';

export interface Axis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly tickText?: (value: number) => string;
}
export interface PlottedLine {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly dashes?: string;
  /** Drawn in grey: what others are compared with. */
  readonly isReference?: boolean;
}
export interface PlottedPoint {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly colour: string;
}

const size = { width: 800, height: 380, left: 62, right: 216, top: 12, bottom: 46 } as const;
const inner = { right: size.width - size.right, bottom: size.height - size.bottom } as const;
export const colours = [
  '#1d5f86',
  '#b3541e',
  '#17693a',
  '#7a3b96',
  '#a8261b',
  '#4d6b00',
  '#00707a',
  '#8a5a00',
  '#5d5d9c',
  '#994070',
] as const;
const referenceColour = '#868c93';

/** Lines and points over two axes as one inline SVG, names of the lines beside it. */
export function plotSvg(
  title: string,
  axes: { readonly x: Axis; readonly y: Axis },
  lines: readonly PlottedLine[],
  points: readonly PlottedPoint[] = [],
): string {
  const x = (value: number): number => scaled(axes.x, value, size.left, inner.right);
  const y = (value: number): number => scaled(axes.y, value, inner.bottom, size.top);
  let coloured = 0;
  const drawn = lines.map((line, at) => {
    const colour = line.isReference ? referenceColour : colours[coloured++ % colours.length]!;
    const stroke = `stroke="${colour}" stroke-width="${line.isReference ? 1.2 : 1.8}"${line.dashes ? ` stroke-dasharray="${line.dashes}"` : ''}`;
    const path = line.points.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join(' ');
    const top = size.top + 10 + 17 * at;
    return `<polyline points="${path}" fill="none" ${stroke}/><line x1="${inner.right + 10}" x2="${inner.right + 30}" y1="${top}" y2="${top}" ${stroke}/><text x="${inner.right + 35}" y="${top + 4}">${escaped(line.name)}</text>`;
  });
  const marks = points.map(
    ({ x: a, y: b, label, colour }) =>
      `<circle cx="${x(a).toFixed(1)}" cy="${y(b).toFixed(1)}" r="4" fill="${colour}"/><text x="${(x(a) + 7).toFixed(1)}" y="${(y(b) + 4).toFixed(1)}">${escaped(label)}</text>`,
  );
  const { x: across, y: up } = axes;
  return [
    `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escaped(title)}">`,
    ...across.ticks.map(
      (tick) =>
        `<line class="grid" x1="${x(tick).toFixed(1)}" x2="${x(tick).toFixed(1)}" y1="${size.top}" y2="${inner.bottom}"/><text x="${x(tick).toFixed(1)}" y="${inner.bottom + 16}" text-anchor="middle">${textOf(across, tick)}</text>`,
    ),
    ...up.ticks.map(
      (tick) =>
        `<line class="grid" x1="${size.left}" x2="${inner.right}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}"/><text x="${size.left - 7}" y="${(y(tick) + 4).toFixed(1)}" text-anchor="end">${textOf(up, tick)}</text>`,
    ),
    `<text x="${(size.left + inner.right) / 2}" y="${size.height - 8}" text-anchor="middle">${escaped(across.label)}</text>`,
    `<text transform="translate(14 ${(size.top + inner.bottom) / 2}) rotate(-90)" text-anchor="middle">${escaped(up.label)}</text>`,
    ...drawn,
    ...marks,
    '</svg>',
  ].join('');
}

const scaled = ({ from, to }: Axis, value: number, start: number, end: number): number =>
  start + ((end - start) * (Math.max(Math.min(from, to), Math.min(Math.max(from, to), value)) - from)) / (to - from);

const textOf = ({ tickText = String }: Axis, tick: number): string => tickText(tick);

/** Round ticks from 0 up, about five of them. */
export function ticksUpTo(most: number): readonly number[] {
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => Number((i * step).toPrecision(6)));
}
