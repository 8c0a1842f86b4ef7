import type { Examined } from './examination';

/** What the guard looks at for harm. */
export type Measure = 'painted' | 'heads' | 'faint' | 'edges' | 'tissue' | 'target';
/** What may have got better. */
export type Gain = 'painted' | 'heads' | 'faint' | 'noise' | 'target';

/** One figure of `Examined` before and after: HU; a correlation for `edges`, a share for `faint` and `noise`. */
export interface Change<M> {
  readonly measure: M;
  readonly before: number;
  readonly after: number;
}
/** One thing that got worse by more than is allowed. */
export type Harm = Change<Measure>;

const figures: Readonly<Record<Measure | Gain, keyof Examined>> = {
  painted: 'paintedRmseHu',
  heads: 'headRmseHu',
  faint: 'faintKept',
  edges: 'edgeCorrelation',
  tissue: 'tissueShiftHu',
  noise: 'noiseLeft',
  target: 'targetRmseHu',
};
const changeOf =
  (before: Examined, after: Examined) =>
  <M extends Measure | Gain>(measure: M): Change<M> => ({
    measure,
    before: before[figures[measure]] ?? 0,
    after: after[figures[measure]] ?? 0,
  });

/** The recipe's (section 6), and read off fine-tunings of the shipped model. */
const allowed = {
  /** Rise of the RMSE of painted images, as a share of that before. */
  painted: 0.1,
  heads: 0.05,
  /** Fall of the contrast that faint discs keep, as a share of that before. */
  faint: 0.1,
  /** Of the RMSE against targets that were held back: their noise hides most of what happens. */
  target: 0.02,
  /** Residual structure: useful runs stay at or below −0.048, those that lost edges are at or above −0.006. */
  edges: -0.027,
  /** A base that has never been below the line counts as harmed by a rise of this much. */
  edgesRise: 0.03,
  tissueHu: 1,
} as const;

/** In the midst of a training its weights are restless: then only harm of so many times the allowed is plain enough to end it. */
export const plain = 3;

/** What a fine-tuning harmed by more than `times` the allowed; empty where it harmed nothing. Figures that could not be had (null, NaN) accuse nobody. */
export function harmsOf(before: Examined, after: Examined, times = 1): readonly Harm[] {
  const rose = (measure: 'painted' | 'heads' | 'target'): boolean => {
    const [was, is] = [before[figures[measure]], after[figures[measure]]];
    return was !== null && is !== null && is > (1 + times * allowed[measure]) * was;
  };
  const worse: Readonly<Record<Measure, boolean>> = {
    painted: rose('painted'),
    heads: rose('heads'),
    faint: (after.faintKept ?? Infinity) < (1 - times * allowed.faint) * (before.faintKept ?? 0),
    edges: lostEdges(before.edgeCorrelation, after.edgeCorrelation, times),
    tissue: Math.abs(after.tissueShiftHu ?? 0) > Math.max(times * allowed.tissueHu, Math.abs(before.tissueShiftHu ?? 0)),
    target: rose('target'),
  };
  return (Object.keys(worse) as Measure[]).filter((measure) => worse[measure]).map(changeOf(before, after));
}

const lostEdges = (before: number | null, after: number | null, times: number): boolean =>
  before !== null && after !== null && after > allowed.edges && after > before + times * allowed.edgesRise;

/** Less of a fall, or of faint contrast a rise, is no news. */
const leastGain = { painted: 0.02, heads: 0.02, faint: 0.05, noise: 0.05, target: 0.01 } as const;

/** What got better by more than chance would have it, as shares of what it was. */
export function gainsOf(before: Examined, after: Examined): readonly Change<Gain>[] {
  const fell = (measure: Exclude<Gain, 'faint'>): boolean => {
    const [was, is] = [before[figures[measure]], after[figures[measure]]];
    return was !== null && is !== null && is < (1 - leastGain[measure]) * was;
  };
  const better: Readonly<Record<Gain, boolean>> = {
    painted: fell('painted'),
    heads: fell('heads'),
    faint: (after.faintKept ?? 0) > (1 + leastGain.faint) * (before.faintKept ?? Infinity),
    noise: fell('noise'),
    target: fell('target'),
  };
  return (Object.keys(better) as Gain[]).filter((measure) => better[measure]).map(changeOf(before, after));
}
