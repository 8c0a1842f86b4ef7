import type { Trouble } from '../../contract';
import type { Series, StudyReader } from '../../study';
import { ProgressLine } from './progress-line';

/** What lies at the paths that a command was given. */
export interface Scanned {
  readonly series: readonly Series[];
  readonly refused: readonly { readonly path: string; readonly trouble: Trouble }[];
}

/** Reads the headers of everything at the paths, with progress on a terminal. What was found so far when `signal` aborts. */
export async function scanAll(reader: StudyReader, paths: readonly string[], signal: AbortSignal): Promise<Scanned> {
  const line = new ProgressLine('files');
  const series = new Map<string, Series>();
  const refused: Scanned['refused'][number][] = [];
  for await (const event of reader.scan(paths, signal)) {
    if (event.kind === 'series') series.set(event.series.info.seriesId, event.series);
    else if (event.kind === 'series-gone') series.delete(event.seriesId);
    else if (event.kind === 'refused') refused.push({ path: event.path, trouble: event.trouble });
    else line.show(event.filesSeen, null);
  }
  line.end();
  return { series: [...series.values()], refused };
}
