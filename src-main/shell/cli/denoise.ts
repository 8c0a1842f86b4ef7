import { type Command, Option } from 'commander';
import { resolve } from 'node:path';
import { version } from '../../../package.json';
import {
  anonymisingLimits,
  type BackendName,
  defaultContrast,
  type ExportSyntax,
  exportSyntax,
  mostNoiseHu,
  type SeriesInfo,
} from '../../contract';
import type { Anonymiser, Derivation } from '../../dicom';
import { type EngineBackend, estimateNoiseHu, withoutFaint } from '../../engine';
import { automaticStrength } from '../../jobs/denoise/automatic';
import { type DenoisedSlice, sliceOf } from '../../jobs/denoise/denoise-series';
import { type Measured, Measuring } from '../../jobs/denoise/measured';
import { troubleWithContent } from '../../jobs/denoise/tissue';
import { createBackends } from '../../jobs/engine/backends';
import { forkEngine } from '../../jobs/engine/child';
import { type EngineOwner, ownEngine } from '../../jobs/engine/owner';
import { newAnonymiser } from '../../jobs/export/anonymising';
import { folderDestination } from '../../jobs/export/destination';
import { worded } from '../../jobs/export/write-trouble';
import { exportName, exportSeries, newSeriesUid } from '../../jobs/export/export-series';
import { isHistorical, type LoadedModel, openModelLibrary } from '../../models';
import type { Series, SlicePixels, StudyReader } from '../../study';
import { modelPlaces } from '../model-places';
import { openStudyReader } from '../study-reader';
import { backendOption } from './backend-option';
import { exitCode } from './exit-code';
import { failWith, sentenceOf } from './failure';
import { interruption } from './interruption';
import { numberBetween } from './option-value';
import { openOutFolder } from './out-folder';
import { ProgressLine } from './progress-line';
import { chooseCt, scanAll } from './scanned';

interface Options {
  readonly out: string;
  readonly series?: string;
  readonly model: string;
  /** Found from the series where it is not given. */
  readonly strength?: number;
  readonly contrast: number;
  readonly backend: BackendName;
  readonly png?: true;
  readonly syntax: ExportSyntax;
  readonly anonymise?: true;
  readonly json?: true;
}

/** `tacet denoise PATH… --out DIR`: each CT series becomes a folder in DIR with the derived series. */
export const addDenoise = (program: Command): Command =>
  program
    .command('denoise')
    .description('writes the denoised series as DICOM; every CT series unless one is named')
    .argument('<path...>', 'a file, a folder, a DICOMDIR or a zip')
    .requiredOption('--out <dir>', 'where the series are written, each into a folder of its own')
    .option('--series <uid>', 'only the series of this UID')
    .option('--model <name>', 'the model', 'tacet')
    .option(
      '--strength <share>',
      'share of the predicted noise that is taken; about halves the noise unless given',
      numberBetween(0, 1),
    )
    .option('--contrast <share>', '0 keeps texture first, 1 faint contrast first', numberBetween(0, 1), defaultContrast)
    .addOption(backendOption())
    .option('--png', 'a picture of each image beside it, in the first window that it names')
    .addOption(
      new Option('--syntax <name>', 'how pixels are packed: plain, or compressed without loss')
        .choices(exportSyntax.options)
        .default('explicit'),
    )
    .option('--anonymise', 'without what names patient, place and time in the headers; all series of a run stay together')
    .option('--json', 'one JSON object on standard output')
    .action(denoise);

async function denoise(paths: readonly string[], options: Options): Promise<void> {
  const out = openOutFolder(options.out);
  if (!out.ok) return failWith(out.error, resolve(options.out));
  try {
    await denoiseInto(paths, options);
  } finally {
    out.value.abandonEmpty();
  }
}

async function denoiseInto(paths: readonly string[], options: Options): Promise<void> {
  const signal = interruption();
  const model = await openModelLibrary(modelPlaces()).load(options.model);
  if (!model.ok) return failWith(model.error, null);
  if (isHistorical(model.value)) process.stderr.write(`${history(options.model)}\n`);
  const reader = openStudyReader();
  const engine = ownEngine(forkEngine);
  try {
    const scanned = await scanAll(
      reader,
      paths.map((path) => resolve(path)),
      signal,
    );
    if (signal.aborted) return failWith(stopped, null);
    const chosen = chooseCt(scanned, options.series);
    if (chosen.series.length === 0)
      return failWith(chosen.refused[0]?.trouble ?? nothing(options.series), chosen.refused[0]?.path ?? paths.join(', '));
    // Nothing is predicted where none of it would be taken.
    const backend = options.strength === 0 ? null : await createBackends(forkEngine).resolve(options.backend);
    const anonymiser = options.anonymise ? newAnonymiser() : null;
    if (anonymiser) process.stderr.write(`${anonymisingLimits}\n`);
    const known = scanned.series.map(({ info }) => info);
    const reports = [];
    const refused = [...chosen.refused];
    for (const series of chosen.series) {
      const trouble = backend && (await troubleWithContent(series.slices, reader));
      if (trouble) {
        refused.push({ path: series.slices[0]!.path, trouble });
        continue;
      }
      const report = await denoiseOne(series, {
        reader,
        known,
        engine,
        model: model.value,
        backend,
        anonymiser,
        options,
        signal,
      });
      if (report === null) return failWith(stopped, null);
      reports.push(report);
      if (!options.json) console.log(textOf(report));
    }
    if (reports.length === 0) return failWith(refused[0]!.trouble, refused[0]!.path);
    const told = refused.map(({ path, trouble: { code, message } }) => ({ path, code, message }));
    if (options.json) console.log(JSON.stringify({ series: reports, refused: told }));
    else for (const { path, trouble } of refused) process.stderr.write(`${sentenceOf(trouble, path)}\n`);
    if (refused.length > 0) process.exitCode = exitCode.someRefused;
  } finally {
    engine.dispose();
    await reader.dispose();
  }
}

const nothing = (uid: string | undefined) => ({
  message: uid === undefined ? 'There is no CT here' : `There is no series ${uid} here`,
  remedy: 'See what there is with "tacet info".',
});

const stopped = { message: 'Stopped before the end; the series under way was not written', remedy: 'Run it again.' };

interface Tools {
  readonly reader: StudyReader;
  /** All series that were found. */
  readonly known: readonly SeriesInfo[];
  readonly engine: EngineOwner;
  readonly model: LoadedModel;
  /** Null where nothing is computed, at strength 0. */
  readonly backend: EngineBackend | null;
  readonly anonymiser: Anonymiser | null;
  readonly options: Options;
  readonly signal: AbortSignal;
}

interface Report extends Measured {
  readonly seriesUid: string;
  readonly newSeriesUid: string;
  readonly images: number;
  readonly model: string;
  readonly strength: number;
  readonly contrast: number;
  readonly backend: string;
  readonly msPerImage: number;
  readonly out: string;
}

async function denoiseOne(series: Series, tools: Tools): Promise<Report | null> {
  const { reader, known, engine, model, backend, anonymiser, options, signal } = tools;
  const contrast = isHistorical(model) ? 0 : options.contrast;
  const measuring = new Measuring();
  const ran = { backend: 'none', milliseconds: 0, slices: 0 };
  const predict = async (pixels: SlicePixels): Promise<DenoisedSlice> => {
    const request = { model: { ...model.model, id: model.sha256 }, backend: backend!, slice: sliceOf(pixels) };
    const made = await engine.persist(
      () => engine.call('denoise', request),
      ({ message }) => process.stderr.write(`${sentenceOf({ message, remedy: 'It was started again.' }, null)}\n`),
    );
    ran.backend = made.backend;
    ran.milliseconds += made.milliseconds;
    ran.slices++;
    return made;
  };
  const found = options.strength ?? (await automaticStrength(series.slices, { reader, predict, contrast, signal }));
  if (found === null) return null;
  const strength = found;
  const derivation: Derivation = {
    modelName: model.name,
    modelSha256: model.sha256,
    strength,
    contrast,
    historical: isHistorical(model),
    version,
    at: new Date(),
    syntax: options.syntax,
    anonymiser,
  };
  let noisiestHu = 0;
  const noiseOf = async (_index: number, pixels: SlicePixels): Promise<Float32Array> => {
    const slice = sliceOf(pixels);
    if (backend === null) {
      const none = new Float32Array(slice.hu.length);
      measuring.add(slice, none, strength, estimateNoiseHu(slice));
      return none;
    }
    const { noiseHu, bands, sigmaHu } = await predict(pixels);
    noisiestHu = Math.max(noisiestHu, sigmaHu);
    const taken = withoutFaint(noiseHu, bands, slice, contrast);
    measuring.add(slice, taken, strength, sigmaHu);
    return taken;
  };
  const out = resolve(options.out);
  const destination = await worded(out, () => folderDestination(out, exportName(series, derivation)));
  const line = new ProgressLine('slices');
  const writing = exportSeries(
    { series, known, reader, noiseOf, derivation, destination, pictures: options.png ? 'png' : 'none' },
    signal,
  );
  let next = await writing.next();
  for (; !next.done; next = await writing.next()) line.show(next.value, series.slices.length);
  line.end();
  if (noisiestHu > mostNoiseHu && !isHistorical(model)) process.stderr.write(`${tooNoisy(noisiestHu)}\n`);
  if (!next.value) return null;
  return {
    seriesUid: series.info.seriesUid,
    newSeriesUid: newSeriesUid(series, derivation),
    images: next.value.images,
    model: model.name,
    strength,
    contrast,
    backend: ran.backend,
    msPerImage: ran.milliseconds / Math.max(1, ran.slices),
    ...measuring.figures,
    out: next.value.place,
  };
}

const history = (name: string): string =>
  `"${name}" is history: a network of 2018, not for reading. Its output is taken as it is, all of it unless --strength says otherwise; --contrast has no say.`;

const tooNoisy = (noiseHu: number): string =>
  `The noise of these images reaches ${Math.round(noiseHu)} HU; the models know up to ${mostNoiseHu} HU, so more of it stays.`;

const textOf = ({ images, strength, noiseBeforeHu, noiseAfterHu, meanShiftHu, backend, msPerImage, out }: Report): string =>
  `${images} images, strength ${Math.round(100 * strength)} %, noise ${noiseBeforeHu.toFixed(1)} -> ${noiseAfterHu.toFixed(1)} HU, mean shift ${meanShiftHu.toFixed(2)} HU, ` +
  `${Math.round(msPerImage)} ms an image on ${backend}: ${out}`;
