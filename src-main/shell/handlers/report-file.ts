import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileDestination } from '../../jobs/export/file-destination';

/** Writes a report into a folder, as a file that is there whole or not at all. Its path. */
export async function writeReport(folder: string, name: string, html: string): Promise<string> {
  const file = await fileDestination(join(folder, name));
  try {
    await file.add(name, new TextEncoder().encode(html));
    return await file.finish();
  } catch (reason) {
    await file.abandon();
    throw reason;
  }
}

/** In a private folder of its own, which goes when whoever takes the file over deletes it. */
export const writeReportToFetch = (name: string, html: string): Promise<string> =>
  writeReport(mkdtempSync(join(tmpdir(), 'tacet-report-')), name, html);

/** `tacet-cases-20261112-140203.html`, by local time: saving again never takes another report's place. */
export function reportName(what: string, at: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  return `tacet-${what}-${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}.html`;
}
