import { type Command, InvalidArgumentError, Option } from 'commander';
import { basename, dirname, join, resolve } from 'node:path';
import { version } from '../../../package.json';
import { type BackendName, modelNameOfCase, ok, type Outcome } from '../../contract';
import { articleEpochs, type RecipeName, recipeNames } from '../../engine/cases';
import { activationNames, type ActivationName } from '../../engine/layers/activation';
import { seoActivations, seoChannels } from '../../engine/networks/seo-2018';
import type { CasesProgress, CasesResult, CasesSource } from '../../jobs/cases/cases';
import { compareOn } from '../../jobs/cases/compare';
import { modelOfCase } from '../../jobs/cases/kept';
import { figuresOf, isOfCases, reportName, writeCases } from '../../jobs/cases/output';
import { createBackends } from '../../jobs/engine/backends';
import { forkEngine } from '../../jobs/engine/child';
import { ownEngine } from '../../jobs/engine/owner';
import { folderDestination } from '../../jobs/export/destination';
import { worded, wording } from '../../jobs/export/write-trouble';
import { writeModelFolder } from '../../models';
import type { StudyReader } from '../../study';
import { openStudyReader } from '../study-reader';
import { backendOption } from './backend-option';
import { failWith, sentenceOf } from './failure';
import { interruption } from './interruption';
import { longestSeries } from './longest-series';
import { wholeNumberBetween } from './option-value';
import { openOutFolder } from './out-folder';
import { ProgressLine } from './progress-line';

interface Options {
  readonly out: string;
  readonly epochs: number;
  readonly seed: number;
  readonly recipe: RecipeName | 'both';
  readonly channels: number;
  readonly activations?: readonly ActivationName[];
  readonly keep?: string;
  readonly backend: BackendName;
  readonly json?: true;
}

/** `tacet cases [PATH] --out DIR`: the four cases of the 2018 article on a CT series, or on the chest phantom without a PATH. */
export const addCases = (program: Command): Command =>
  program
    .command('cases')
    .description('the four cases of the 2018 article, compared: table, curves, GIFs')
    .argument('[path]', 'a CT series; our chest phantom unless given')
    .requiredOption('--out <dir>', 'becomes the folder of the report')
    .option('--epochs <number>', 'how long each case is trained', wholeNumberBetween(1, 100_000), articleEpochs)
    .option('--seed <number>', 'the same seed gives the same figures', wholeNumberBetween(0, 2 ** 31 - 1), 1)
    .addOption(new Option('--recipe <name>', 'how they are trained').choices([...recipeNames, 'both']).default('both'))
    .option('--channels <number>', 'of the hidden layers', wholeNumberBetween(1, 64), seoChannels)
    .option('--activations <names>', `one a layer, with commas (${activationNames.join(', ')})`, sixActivations)
    .option('--keep <dir>', 'each case as a model folder in this one, for "tacet models import": history, not for use')
    .addOption(backendOption())
    .option('--json', 'one JSON object on standard output')
    .action(cases);

function sixActivations(text: string): readonly ActivationName[] {
  const names = text.split(',').map((name) => name.trim()) as ActivationName[];
  const unknown = names.find((name) => !activationNames.includes(name));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no activation "${unknown}".`);
  if (names.length !== seoActivations.length)
    throw new InvalidArgumentError(`It must name ${seoActivations.length}, one a layer.`);
  return names;
}

const stopped = { message: 'Stopped before the end; nothing was written', remedy: 'Run it again.' };

async function cases(path: string | undefined, options: Options): Promise<void> {
  if (options.keep !== undefined) {
    // Said before the minutes of training. The folder itself comes with the models.
    const place = openOutFolder(options.keep, '--keep');
    if (!place.ok) return failWith(place.error, resolve(options.keep));
    place.value.abandonEmpty();
  }
  const signal = interruption();
  const reader = openStudyReader();
  const engine = ownEngine(forkEngine);
  try {
    const source = await sourceAt(path, reader, signal);
    if (signal.aborted) return failWith(stopped, null);
    if (!source.ok) return failWith(source.error, path ?? null);
    const request = {
      source: source.value,
      recipes: options.recipe === 'both' ? recipeNames : [options.recipe],
      epochs: options.epochs,
      seed: options.seed,
      channels: options.channels,
      activations: options.activations ?? null,
      backend: await createBackends(forkEngine).resolve(options.backend),
    };
    const started = Date.now();
    const comparing = compareOn(engine, request, signal);
    const show = createDisplay();
    let next = await comparing.next();
    for (; !next.done; next = await comparing.next()) show.take(next.value);
    show.end();
    if (next.value === null) return failWith(stopped, null);
    if (!next.value.ok) return failWith(next.value.error, path ?? null);
    const out = resolve(options.out);
    const destination = await worded(dirname(out), () => folderDestination(dirname(out), basename(out), isOfCases));
    const result = next.value.value;
    const folder = await writeCases(result, version, destination);
    const keep = options.keep === undefined ? null : resolve(options.keep);
    const models = keep === null ? null : await wording(keep, () => keepCases(result, keep));
    tell(result, { folder, models }, (Date.now() - started) / 1000, options);
  } finally {
    engine.dispose();
    await reader.dispose();
  }
}

/** The model folders of the cases that ran, by their cases' names. */
async function keepCases(result: CasesResult, folder: string): Promise<ReadonlyMap<string, string>> {
  const kept = new Map<string, string>();
  for (const run of result.runs) {
    if (run.kind === 'absent') continue;
    const title = modelNameOfCase(run);
    await writeModelFolder(join(folder, title), modelOfCase(run, result, { title, version, at: new Date() }));
    kept.set(title, join(folder, title));
  }
  return kept;
}

async function sourceAt(path: string | undefined, reader: StudyReader, signal: AbortSignal): Promise<Outcome<CasesSource>> {
  if (path === undefined) return ok({ kind: 'phantom' });
  const series = await longestSeries(path, reader, signal);
  return series.ok ? ok({ kind: 'series', series: series.value, reader }) : series;
}

/** Shows on a terminal how far it is. */
function createDisplay() {
  const preparing = new ProgressLine('slices');
  const epochs = new ProgressLine('epochs');
  return {
    take: (news: CasesProgress): void => {
      if (news.kind === 'preparing') preparing.show(news.done, news.total);
      else if (news.kind === 'epoch') {
        preparing.end();
        epochs.show(news.done, news.total);
      } else if (news.kind === 'restarted') {
        epochs.end();
        process.stderr.write(`${sentenceOf({ message: news.death.message, remedy: 'It begins again.' }, null)}\n`);
      }
    },
    end: (): void => {
      preparing.end();
      epochs.end();
    },
  };
}

interface Written {
  /** Of the report. */
  readonly folder: string;
  /** Model folders by the names of their cases; null where none was asked for. */
  readonly models: ReadonlyMap<string, string> | null;
}

function tell(result: CasesResult, { folder, models }: Written, seconds: number, { json }: Options): void {
  const figures = figuresOf(result);
  const report = join(folder, reportName);
  if (json) {
    const placed = figures.cases.map((row) => ({
      ...row,
      gif: row.gif && join(folder, row.gif),
      ...(models && { model: models.get(modelNameOfCase(row)) ?? null }),
    }));
    return console.log(JSON.stringify({ ...figures, cases: placed, report, totalSeconds: seconds }));
  }
  const { noisy, blur } = figures;
  console.log(`noisy: PSNR ${noisy.psnr.toFixed(1)} dB, SSIM ${noisy.ssim.toFixed(3)}, noise ${noisy.noiseHu.toFixed(0)} HU`);
  for (const row of figures.cases) {
    const { psnrAfter, ssimAfter, residualNoise, meanShift } = row;
    const values =
      psnrAfter === null || ssimAfter === null || residualNoise === null || meanShift === null
        ? row.why
        : `PSNR ${psnrAfter.toFixed(1)} dB, SSIM ${ssimAfter.toFixed(3)}, noise ${residualNoise.toFixed(0)} HU, mean shift ${meanShift.toFixed(0)} HU, ${row.seconds!.toFixed(0)} s`;
    console.log(`${row.recipe}, case ${row.case} (${row.residual}; ${row.gradient}): ${values}`);
  }
  console.log(
    `Gaussian blur, ${blur.sigmaPx.toFixed(2)} px: PSNR ${blur.psnr.toFixed(1)} dB, SSIM ${blur.ssim.toFixed(3)}, noise ${blur.noiseHu.toFixed(0)} HU`,
  );
  for (const model of models?.values() ?? []) console.log(`Kept as a model, history and not for use: ${model}`);
  console.log(`Report, after ${Math.round(seconds)} s: ${report}`);
}
