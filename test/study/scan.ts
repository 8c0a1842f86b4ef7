import { createStudyReader, type ScanEvent, type Series } from '../../src-main/study';

export interface Scan {
  /** As they stand at the end of the scan. */
  readonly series: readonly Series[];
  /** Codes by path. */
  readonly refused: Readonly<Record<string, string>>;
  readonly events: readonly ScanEvent[];
}

/** Scans in this thread. `meanwhile` hears each event before the scan goes on. */
export async function scan(
  paths: readonly string[],
  meanwhile: (event: ScanEvent, abort: () => void) => void = () => undefined,
): Promise<Scan> {
  const controller = new AbortController();
  const events: ScanEvent[] = [];
  const series = new Map<string, Series>();
  const refused: Record<string, string> = {};
  for await (const event of createStudyReader({ workers: 0 }).scan(paths, controller.signal)) {
    events.push(event);
    if (event.kind === 'series') series.set(event.series.info.seriesId, event.series);
    if (event.kind === 'series-gone') series.delete(event.seriesId);
    if (event.kind === 'refused') refused[event.path] = event.trouble.code;
    meanwhile(event, () => controller.abort());
  }
  return { series: [...series.values()], refused, events };
}
