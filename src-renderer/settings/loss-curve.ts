/** The loss of each step told so far: two columns of equal length, as the plot wants them. */
export interface LossCurve {
  readonly steps: readonly number[];
  readonly losses: readonly number[];
  /** The trend: an average that forgets, without the noise of single batches. */
  readonly trend: readonly number[];
}

export const emptyCurve: LossCurve = { steps: [], losses: [], trend: [] };

/** Of the steps before, the trend remembers about so many. */
const memory = 20;

/**
 * The curve with one more point. Exponential moving average, corrected for its start as Adam corrects its moments
 * (Kingma & Ba 2015, 3), so that the first points are not drawn towards zero.
 */
export function withPoint({ steps, losses, trend }: LossCurve, step: number, loss: number): LossCurve {
  const keep = 1 - 1 / memory;
  const weightBefore = 1 - keep ** steps.length;
  const before = (trend[trend.length - 1] ?? 0) * weightBefore;
  const next = (keep * before + (1 - keep) * loss) / (1 - keep ** (steps.length + 1));
  return { steps: [...steps, step], losses: [...losses, loss], trend: [...trend, next] };
}
