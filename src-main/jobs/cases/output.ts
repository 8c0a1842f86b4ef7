import type { Destination } from '../export/destination';
import { writeWhole } from '../export/write-whole';
import type { CasesResult } from './cases';
import { filmsOf } from './films';
import { reportOf } from './report';
import { rowOf } from './rows';

export const reportName = 'report.html';
const rowsName = 'cases.json';

/** Writes the report, the figures and every film. The destination is finished, or abandoned when that fails; returns where it is. */
export function writeCases(result: CasesResult, version: string, destination: Destination): Promise<string> {
  return writeWhole(filesOf(result, version), destination);
}

function* filesOf(result: CasesResult, version: string): Generator<readonly [string, Uint8Array]> {
  const films = filmsOf(result);
  yield [reportName, new TextEncoder().encode(reportOf(result, version, films))];
  const figures = { ...figuresOf(result), report: reportName };
  yield [rowsName, new TextEncoder().encode(`${JSON.stringify(figures, null, 2)}\n`)];
  yield* films;
}

/** The figures as `--json` gives them, less the report's place. */
export function figuresOf({ runs, basis, data, request, backend, device, firstWeights }: CasesResult) {
  const { before, blur } = basis;
  return {
    cases: runs.map((run) => rowOf(run, basis)),
    noisy: before,
    blur,
    firstWeights,
    data,
    seed: request.seed,
    epochs: request.epochs,
    backend,
    device,
  };
}

/** What a comparison writes; anything else in its folder is the user's. */
export const isOfCases = (name: string): boolean => /^(report\.html|cases\.json|case-\d-[a-z-]+\.gif)$/.test(name);
