import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { resolve } from 'node:path';
import { version } from '../../../package.json';
import { type SeriesInfo, troubleOf } from '../../contract';
import { folderDestination } from '../../jobs/export/destination';
import { worded } from '../../jobs/export/write-trouble';
import { simulateSeries, type SimulatedSeries } from '../../jobs/simulate/simulate-series';
import type { Series, StudyReader } from '../../study';
import { openStudyReader } from '../study-reader';
import { exitCode } from './exit-code';
import { failWith, sentenceOf } from './failure';
import { interruption } from './interruption';
import { wholeNumberBetween } from './option-value';
import { openOutFolder } from './out-folder';
import { ProgressLine } from './progress-line';
import { chooseCt, scanAll, type Scanned } from './scanned';

interface Options {
  readonly dose: number;
  readonly out: string;
  readonly seed: number;
  readonly json?: true;
}

/** `tacet simulate PATH… --dose F --out DIR`: each CT series becomes a folder in DIR, as a lower dose would have given it. */
export const addSimulate = (program: Command): Command =>
  program
    .command('simulate')
    .description('every CT series as a lower dose would have given it: noise is added, nothing else')
    .argument('<path...>', 'a file, a folder, a DICOMDIR or a zip')
    .requiredOption('--dose <fraction>', 'of the dose that the scan was made with', lowerDose)
    .requiredOption('--out <dir>', 'where the series are written, each into a folder of its own')
    .option('--seed <number>', 'the same seed gives the same noise', wholeNumberBetween(0, 2 ** 31 - 1), 1)
    .option('--json', 'one JSON object on standard output')
    .action(simulate);

/** Below a thousandth hardly a photon comes through. */
const leastDose = 0.001;

function lowerDose(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (value >= leastDose && value < 1) return value;
  throw new InvalidArgumentError(`It must be a number from ${leastDose} to below 1: a dose can only be made lower.`);
}

async function simulate(paths: readonly string[], options: Options): Promise<void> {
  const out = openOutFolder(options.out);
  if (!out.ok) return failWith(out.error, resolve(options.out));
  const reader = openStudyReader();
  const signal = interruption();
  try {
    const scanned = await scanAll(
      reader,
      paths.map((path) => resolve(path)),
      signal,
    );
    if (signal.aborted) return failWith(stopped, null);
    await simulateAll(chooseCt(scanned), paths, { reader, known: scanned.series.map(({ info }) => info), options, signal });
  } finally {
    await reader.dispose();
    out.value.abandonEmpty();
  }
}

const stopped = { message: 'Stopped before the end; the series under way was not written', remedy: 'Run it again.' };
const nothing = { message: 'There is no CT here', remedy: 'See what there is with "tacet info".' };

interface Tools {
  readonly reader: StudyReader;
  readonly known: readonly SeriesInfo[];
  readonly options: Options;
  readonly signal: AbortSignal;
}

interface Report extends SimulatedSeries {
  readonly seriesUid: string;
  readonly doseFraction: number;
  readonly seed: number;
  readonly seconds: number;
}

async function simulateAll(chosen: Scanned, paths: readonly string[], tools: Tools): Promise<void> {
  const refused = [...chosen.refused];
  const reports: Report[] = [];
  for (const series of chosen.series) {
    try {
      const report = await simulateOne(series, tools);
      if (report === null) return failWith(stopped, null);
      reports.push(report);
      if (!tools.options.json) console.log(textOf(report));
    } catch (reason) {
      // What is wrong with one series harms no other.
      refused.push({ path: series.slices[0]!.path, trouble: troubleOf(reason) });
    }
  }
  if (reports.length === 0) return failWith(refused[0]?.trouble ?? nothing, refused[0]?.path ?? paths.join(', '));
  if (tools.options.json)
    console.log(
      JSON.stringify({
        series: reports,
        refused: refused.map(({ path, trouble: { code, message } }) => ({ path, code, message })),
      }),
    );
  else for (const { path, trouble } of refused) process.stderr.write(`${sentenceOf(trouble, path)}\n`);
  if (refused.length > 0) process.exitCode = exitCode.someRefused;
}

async function simulateOne(series: Series, { reader, known, options, signal }: Tools): Promise<Report | null> {
  const started = Date.now();
  const out = resolve(options.out);
  const line = new ProgressLine('slices');
  const writing = simulateSeries(
    {
      series,
      known,
      reader,
      doseFraction: options.dose,
      seed: options.seed,
      version,
      at: new Date(),
      open: (name) => worded(out, () => folderDestination(out, name)),
    },
    signal,
  );
  try {
    let next = await writing.next();
    for (; !next.done; next = await writing.next()) line.show(next.value, series.slices.length);
    if (next.value === null) return null;
    return {
      seriesUid: series.info.seriesUid,
      doseFraction: options.dose,
      seed: options.seed,
      ...next.value,
      seconds: (Date.now() - started) / 1000,
    };
  } finally {
    line.end();
  }
}

const textOf = ({ images, doseFraction, kernel, kernelBy, place }: Report): string =>
  `${images} images at ${Number((100 * doseFraction).toPrecision(3))} % of their dose, noise of a ${kernel} kernel ` +
  `(${kernelBy === 'spectrum' ? 'the nearest to the series’ own noise' : 'by the kernel’s name: too little is flat to measure'}): ${place}`;
