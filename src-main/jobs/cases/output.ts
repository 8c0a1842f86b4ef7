import type { Destination } from '../export/destination';
import type { CasesResult } from './cases';
import { filmsOf } from './films';
import { reportOf } from './report';
import { rowOf } from './rows';

export const reportName = 'report.html';
const rowsName = 'cases.json';

/** Writes the report, the figures and every film. The destination is finished, or abandoned when that fails; returns where it is. */
export async function writeCases(result: CasesResult, version: string, destination: Destination): Promise<string> {
  let finished = false;
  try {
    const films = filmsOf(result);
    await destination.add(reportName, new TextEncoder().encode(reportOf(result, version, films)));
    const figures = { ...figuresOf(result), report: reportName };
    await destination.add(rowsName, new TextEncoder().encode(`${JSON.stringify(figures, null, 2)}\n`));
    for (const [name, film] of films) await destination.add(name, film);
    const place = await destination.finish();
    finished = true;
    return place;
  } finally {
    if (!finished) await destination.abandon();
  }
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
