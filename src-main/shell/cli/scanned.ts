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

/** CT series that can be denoised; others join what was refused, under their first file's path. */
export function chooseCt({ series, refused }: Scanned, uid?: string): Scanned {
  const wanted = series.filter(({ info }) => uid === undefined || info.seriesUid === uid);
  const unfit = wanted.flatMap(({ info, slices }) =>
    info.notDenoisable ? [{ path: slices[0]!.path, trouble: info.notDenoisable }] : [],
  );
  return { series: wanted.filter(({ info }) => info.notDenoisable === null), refused: [...unfit, ...(uid ? [] : refused)] };
}
