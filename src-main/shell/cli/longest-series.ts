import { resolve } from 'node:path';
import { fail, ok, type Outcome } from '../../contract';
import type { Series, StudyReader } from '../../study';
import { scanAll } from './scanned';

/** The longest CT series at a path; fails, in a sentence, where there is none. */
export async function longestSeries(path: string, reader: StudyReader, signal: AbortSignal): Promise<Outcome<Series>> {
  const { series, refused } = await scanAll(reader, [resolve(path)], signal);
  const usable = series.filter(({ info }) => info.notDenoisable === null);
  const longest = usable.reduce<Series | null>((a, b) => (a && a.slices.length >= b.slices.length ? a : b), null);
  if (longest) return ok(longest);
  const error = series[0]?.info.notDenoisable ?? refused[0]?.trouble;
  return error ? { ok: false, error } : fail('nothing', 'There is no CT here', 'See what there is with "tacet info".');
}
