/** Enough for a film of some seconds. */
const mostFrames = 25;

/** After which epochs a picture is kept, besides the one before the first: closer together at the beginning, where most happens; always the last. */
export function frameEpochs(epochs: number): ReadonlySet<number> {
  const kept = new Set<number>();
  for (let frame = 1; frame < mostFrames; frame++) {
    const share = frame / (mostFrames - 1);
    kept.add(Math.max(1, Math.round(epochs * share ** 1.5)));
  }
  return kept;
}
