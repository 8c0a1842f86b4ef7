import type { Destination } from '../export/destination';
import { writeWhole } from '../export/write-whole';

export const reportName = 'report.html';
const rowsName = 'evaluation.json';

/** Writes the report and the figures. The destination is finished, or abandoned when that fails; returns where it is. */
export function writeEvaluation(report: string, rows: object, destination: Destination): Promise<string> {
  const encoder = new TextEncoder();
  const figures = `${JSON.stringify({ ...rows, report: reportName }, null, 2)}\n`;
  const files = [
    [reportName, encoder.encode(report)],
    [rowsName, encoder.encode(figures)],
  ] as const;
  return writeWhole(files, destination);
}

/** What an evaluation writes; anything else in its folder is the user's. */
export const isOfEvaluation = (name: string): boolean => name === reportName || name === rowsName;
