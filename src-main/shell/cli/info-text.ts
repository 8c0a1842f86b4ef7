import type { InfoReport, RefusedReport, SeriesReport, StudyReport } from './info-report';
import { onOneLine } from './one-line';

/** What `tacet info` prints for people: a table a study, remarks below each series, and what was refused, by reason. */
export function infoText({ studies, refused }: InfoReport): string {
  const parts = [...studies.map(studyText), ...(refused.length > 0 ? [refusedText(refused)] : [])];
  return parts.length > 0 ? parts.join('\n\n') : 'There are no images here.';
}

const heads = ['series', 'modality', 'images', 'pixels', 'pixel mm', 'step mm', 'description'];
/** Columns of numbers line up at their right ends. */
const rightAligned = new Set([0, 2, 3, 4, 5]);

function studyText({ patientName, studyDate, series }: StudyReport): string {
  const rows = series.map(cellsOf);
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, i) => (rightAligned.has(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  ')}`.trimEnd();
  const title = [patientName || 'No name', dateText(studyDate)].filter(Boolean).join(' · ');
  const body = series.flatMap((one, i) => [line(rows[i]!), ...remarksOf(one).map((remark) => `      ${remark}`)]);
  return [onOneLine(title), line(heads), ...body].join('\n');
}

function cellsOf(series: SeriesReport): readonly string[] {
  const { seriesNumber, modality, images, rows, columns, pixelSpacingMm, sliceSpacingMm, description } = series;
  const spacing = pixelSpacingMm === null ? '-' : [...new Set(pixelSpacingMm.map((mm) => mm.toFixed(3)))].join(' x ');
  const step = sliceSpacingMm === null ? '-' : sliceSpacingMm.toFixed(2);
  const number = seriesNumber === null ? '-' : String(seriesNumber);
  return [number, modality, String(images), `${columns} x ${rows}`, spacing, step, description].map(onOneLine);
}

const remarksOf = ({ warnings, notDenoisable }: SeriesReport): readonly string[] =>
  [...(notDenoisable ? [notDenoisable] : []), ...warnings].map(({ message }) => onOneLine(message));

function refusedText(refused: readonly RefusedReport[]): string {
  const byReason = new Map<string, string[]>();
  for (const { path, message, remedy } of refused) {
    const reason = onOneLine(`${message} ${remedy}`.trim());
    byReason.set(reason, [...(byReason.get(reason) ?? []), onOneLine(path)]);
  }
  const parts = [...byReason].map(([reason, paths]) => [`  ${reason}`, ...paths.map((path) => `    ${path}`)].join('\n'));
  return [`Refused: ${refused.length} ${refused.length === 1 ? 'file' : 'files'}`, ...parts].join('\n');
}

/** A DICOM date, YYYYMMDD, as ISO 8601. */
const dateText = (date: string): string => date.trim().replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
