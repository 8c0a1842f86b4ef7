import type { Command } from 'commander';
import { basename, dirname, join, resolve } from 'node:path';
import { version } from '../../../package.json';
import { type BackendName, ok, type Outcome } from '../../contract';
import type { EngineBackend } from '../../engine';
import { createBackends } from '../../jobs/engine/backends';
import { forkEngine } from '../../jobs/engine/child';
import { type EngineOwner, ownEngine } from '../../jobs/engine/owner';
import { evaluate, evaluateReal, type EvaluationProgress, type Skipped } from '../../jobs/evaluate/evaluate';
import type { Method } from '../../jobs/evaluate/method';
import { historicalSettings, modelMethods, usualSettings } from '../../jobs/evaluate/model-methods';
import { isOfEvaluation, reportName, writeEvaluation } from '../../jobs/evaluate/output';
import { gatherReal } from '../../jobs/evaluate/real-series';
import { realReportOf, reportOf } from '../../jobs/evaluate/report';
import { realRowsOf, rowsOf } from '../../jobs/evaluate/rows';
import { folderDestination } from '../../jobs/export/destination';
import { worded } from '../../jobs/export/write-trouble';
import { isHistorical, type LoadedModel, openModelLibrary } from '../../models';
import { longestSeries } from './longest-series';
import { openStudyReader } from '../study-reader';
import { modelPlaces } from '../model-places';
import { backendOption } from './backend-option';
import { failWith, sentenceOf } from './failure';
import { interruption } from './interruption';
import { ProgressLine } from './progress-line';

interface Options {
  readonly out: string;
  readonly reference?: string;
  readonly model: readonly string[];
  readonly backend: BackendName;
  readonly json?: true;
}

/** `tacet evaluate [PATH] --out DIR`: image quality of models and of the controls. */
export const addEvaluate = (program: Command): Command =>
  program
    .command('evaluate')
    .description('image quality of models and of the controls, as a report')
    .argument('[path]', 'a CT series; phantoms that no training saw unless given')
    .option('--reference <path>', 'the same series without noise, or at full dose')
    .requiredOption('--out <dir>', 'becomes the folder of the report')
    .option('--model <name...>', 'the models', ['tacet'])
    .addOption(backendOption())
    .option('--json', 'one JSON object on standard output')
    .action(evaluation);

const stopped = { message: 'Stopped before the end; nothing was written', remedy: 'Run it again.' };

async function evaluation(path: string | undefined, options: Options): Promise<void> {
  if (path === undefined && options.reference !== undefined)
    return failWith({ message: 'A reference needs the series that it is the reference of', remedy: 'Give its PATH.' }, null);
  const signal = interruption();
  const models = await loadAll(options.model);
  if (!models.ok) return failWith(models.error, null);
  const engine = ownEngine(forkEngine);
  try {
    const backend = await createBackends(forkEngine).resolve(options.backend);
    const methods = models.value.flatMap((model) => methodsOf(model, engine, backend));
    const told = path === undefined ? await ofPhantoms(methods, signal) : await ofSeries(path, options, methods, signal);
    if (told === null) return failWith(stopped, null);
    if (!told.ok) return failWith(told.error, path ?? null);
    const { report, rows, lines } = told.value;
    const out = resolve(options.out);
    const destination = await worded(dirname(out), () => folderDestination(dirname(out), basename(out), isOfEvaluation));
    const place = join(await writeEvaluation(report, rows, destination), reportName);
    console.log(options.json ? JSON.stringify({ ...rows, report: place }) : [...lines, `Report: ${place}`].join('\n'));
  } finally {
    engine.dispose();
  }
}

/** What is written and said of an evaluation. */
interface Told {
  readonly report: string;
  readonly rows: object;
  readonly lines: readonly string[];
}

async function ofPhantoms(methods: readonly Method[], signal: AbortSignal): Promise<Outcome<Told> | null> {
  const measured = await shown(evaluate(methods, signal));
  if (measured === null) return null;
  const rows = rowsOf(measured);
  const lines = rows.verdicts.map(
    ({ name, accepted, reasons }) => `${name}: ${accepted ? 'accepted' : `rejected: ${reasons.join('; ')}`}`,
  );
  return ok({ report: await reportOf(measured, version), rows, lines: [...lines, ...leftOut(measured.skipped)] });
}

async function ofSeries(
  path: string,
  options: Options,
  methods: readonly Method[],
  signal: AbortSignal,
): Promise<Outcome<Told> | null> {
  const reader = openStudyReader();
  try {
    const series = await longestSeries(path, reader, signal);
    if (!series.ok) return series;
    const reference = options.reference === undefined ? ok(null) : await longestSeries(options.reference, reader, signal);
    if (!reference.ok) return reference;
    if (signal.aborted) return null;
    const gathered = await gatherReal(series.value, reference.value, reader);
    if (!gathered.ok) return gathered;
    const measured = await shown(evaluateReal(gathered.value, methods, signal));
    if (measured === null || !measured.ok) return measured;
    const lines = measured.value.methods.map(({ name }, m) => {
      const { noiseBeforeHu, noiseAfterHu, meanShiftHu } = measured.value.measured.figures[m]!;
      return `${name}: noise ${noiseBeforeHu.toFixed(1)} -> ${noiseAfterHu.toFixed(1)} HU, mean shift ${meanShiftHu.toFixed(2)} HU`;
    });
    return ok({
      report: await realReportOf(measured.value, version),
      rows: realRowsOf(measured.value),
      lines: [...lines, ...leftOut(measured.value.skipped)],
    });
  } finally {
    await reader.dispose();
  }
}

const leftOut = (skipped: readonly Skipped[]): readonly string[] => skipped.map(({ name, why }) => `${name} skipped: ${why}`);

/** Its progress on the terminal. */
async function shown<T>(measuring: AsyncGenerator<EvaluationProgress, T>): Promise<T> {
  const line = new ProgressLine('per cent');
  try {
    for (let next = await measuring.next(); ; next = await measuring.next()) {
      if (next.done) return next.value;
      line.show(Math.floor(100 * next.value.done), 100);
    }
  } finally {
    line.end();
  }
}

async function loadAll(names: readonly string[]): Promise<Outcome<readonly LoadedModel[]>> {
  const library = openModelLibrary(modelPlaces());
  const models: LoadedModel[] = [];
  for (const name of names) {
    const model = await library.load(name);
    if (!model.ok) return model;
    models.push(model.value);
  }
  return ok(models);
}

const methodsOf = (model: LoadedModel, engine: EngineOwner, backend: EngineBackend): readonly Method[] =>
  modelMethods(
    model.name,
    (slice) =>
      engine.persist(
        () => engine.call('denoise', { model: { ...model.model, id: model.sha256 }, backend, slice }),
        ({ message }) => process.stderr.write(`${sentenceOf({ message, remedy: 'It was started again.' }, null)}\n`),
      ),
    isHistorical(model) ? historicalSettings : usualSettings,
  );
