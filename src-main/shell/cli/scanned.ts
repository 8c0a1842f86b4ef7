import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import type { Trouble } from '../../contract';
import { createStudyReader, type Series, type StudyReader } from '../../study';
import { ProgressLine } from './progress-line';

/** What lies at the paths that a command was given. */
export interface Scanned {
  readonly series: readonly Series[];
  readonly refused: readonly { readonly path: string; readonly trouble: Trouble }[];
}

/** Threads that decode: one core is left for what is done with the pixels. */
const decodingThreads = (): number => Math.max(1, Math.min((availableParallelism?.() ?? cpus().length) - 1, 8));

/** A reader for a command; whoever opens it disposes of it, or the process does not end. */
export const openReader = (): StudyReader =>
  createStudyReader({ workers: decodingThreads(), workerFile: join(__dirname, 'decode-worker.cjs') });

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
