import { type Command, Option } from 'commander';
import { basename, join, resolve } from 'node:path';
import { version } from '../../../package.json';
import { type BackendName, ok, type Outcome, remark } from '../../contract';
import type { EngineBackend } from '../../engine';
import { createBackends } from '../../jobs/engine/backends';
import { forkEngine } from '../../jobs/engine/child';
import { type EngineOwner, ownEngine } from '../../jobs/engine/owner';
import { holdingBack, qualityOf, type Verdict } from '../../jobs/training/guard';
import { leftBy, ownImagesFor, type OwnImagesFound } from '../../jobs/training/own-images-for';
import { dataOf, type PresetName, presetNames, presets, type TrainingPreset } from '../../jobs/training/presets';
import type { TrainingRequest } from '../../jobs/training/request';
import { trainModel } from '../../jobs/training/train';
import { asBase, cardOf, openModelLibrary, setModelAside, summaryOf, type TrainingRecord, writeModelFolder } from '../../models';
import type { Series, StudyReader } from '../../study';
import { modelPlaces } from '../model-places';
import { openStudyReader } from '../study-reader';
import { backendOption } from './backend-option';
import { failWith, sentenceOf } from './failure';
import { interruption } from './interruption';
import { numberBetween, wholeNumberBetween } from './option-value';
import { openOutFolder, type OutFolder } from './out-folder';
import { scanAll } from './scanned';
import { createTrainLog } from './train-log';

interface Options {
  readonly out: string;
  readonly base?: string;
  readonly preset?: PresetName;
  readonly steps?: number;
  readonly minutes?: number;
  readonly seed: number;
  readonly resume?: true;
  readonly checkpointEvery?: number;
  readonly threads?: number;
  readonly backend: BackendName;
  readonly json?: true;
}

/** `tacet train [PATH…] --out DIR`: DIR becomes a model folder. Without a PATH it learns from procedural images alone. */
export const addTrain = (program: Command): Command =>
  program
    .command('train')
    .description('trains or fine-tunes a model')
    .argument('[path...]', 'CT to learn from besides procedural images')
    .requiredOption('--out <dir>', 'becomes a model folder; holds the checkpoint while it runs')
    .option('--base <name>', 'the model to fine-tune; with the presets neighbours and pairs tacet unless given')
    .addOption(new Option('--preset <name>', 'tacet unless a base is given, then fine-tune').choices([...presetNames]))
    .option('--steps <number>', 'the preset says how many unless given', wholeNumberBetween(1, 10_000_000))
    .option('--minutes <number>', 'ends the training after so long', numberBetween(0.01, 100_000))
    .option('--seed <number>', 'the same seed gives the same weights', wholeNumberBetween(0, 2 ** 31 - 1), 1)
    .option('--resume', 'goes on from the checkpoint in DIR')
    .option(
      '--checkpoint-every <steps>',
      'how often the checkpoint is written, 200 unless given',
      wholeNumberBetween(1, 1_000_000),
    )
    .option(
      '--threads <number>',
      'one for each core unless given; with 1 a seed gives the same weights bit for bit',
      wholeNumberBetween(1, 256),
    )
    .addOption(backendOption())
    .option('--json', 'one JSON object on standard output')
    .action(train);

async function train(paths: readonly string[], options: Options): Promise<void> {
  const out = openOutFolder(options.out);
  if (!out.ok) return failWith(out.error, resolve(options.out));
  try {
    await trainInto(out.value, paths, options);
  } finally {
    out.value.abandonEmpty();
  }
}

async function trainInto(out: OutFolder, paths: readonly string[], options: Options): Promise<void> {
  const reader = openStudyReader();
  const engine = ownEngine(forkEngine);
  try {
    await trainWith({ engine, reader }, out, paths, options);
  } finally {
    engine.dispose();
    await reader.dispose();
  }
}

/** What a training from neighbours or pairs begins from unless told otherwise: from nothing they teach too little. */
const usualBase = 'tacet';

async function trainWith(
  { engine, reader }: { readonly engine: EngineOwner; readonly reader: StudyReader },
  { path: folder }: OutFolder,
  paths: readonly string[],
  options: Options,
): Promise<void> {
  const signal = interruption();
  const presetName = options.preset ?? (options.base === undefined ? 'tacet' : 'fine-tune');
  const preset = presets[presetName];
  const baseName = options.base ?? (preset.learnsFrom === 'simulated' ? null : usualBase);
  const loaded = baseName === null ? ok(null) : await openModelLibrary(modelPlaces()).load(baseName);
  const base = loaded.ok && loaded.value ? asBase(loaded.value) : ok(null);
  if (!loaded.ok) return failWith(loaded.error, null);
  if (!base.ok) return failWith(base.error, null);
  const series = await seriesAt(reader, paths, preset, signal);
  if (signal.aborted) return failWith(stopped, null);
  if (!series.ok) return failWith(series.error, paths.join(', '));
  const backend = await chosenBackend(options.backend, signal);
  if (backend === null) return failWith(stopped, null);
  const started = Date.now();
  const found = await ownImagesFor({
    learnsFrom: preset.learnsFrom,
    series: series.value,
    reader,
    holding: holdingBack({ base: base.value, preset }),
    leaves: base.value ? leftBy(engine, base.value, backend) : async () => NaN,
  });
  if (signal.aborted) return failWith(stopped, null);
  if (!found.ok) return failWith(found.error, paths.join(', '));
  const { own } = found.value;
  sayLeftOut(found.value);
  const request: TrainingRequest = {
    base: base.value,
    preset,
    own,
    seed: options.seed,
    steps: options.steps ?? preset.steps,
    secondsAtMost: options.minutes === undefined ? null : 60 * options.minutes,
    backend,
    threads: options.threads ?? null,
    folder,
    checkpointEverySteps: options.checkpointEvery,
    resume: options.resume === true,
    preview: null,
  };
  const training = trainModel(engine, request, signal);
  const log = createTrainLog(join(folder, 'train.jsonl'), started);
  let next = await training.next();
  for (; !next.done; next = await training.next()) log.take(next.value);
  log.end();
  if (next.value.step === 0) return failWith(stopped, null);
  const { model, ending, step, resumedFrom, verdict } = next.value;
  const harm = verdict?.harm?.message ?? null;
  const seconds = (Date.now() - started) / 1000;
  const record: TrainingRecord = {
    data: dataOf(preset, own.learnt),
    steps: step,
    seed: options.seed,
    backend,
    version,
    at: new Date().toISOString().slice(0, 10),
  };
  const title = basename(folder);
  const file = {
    title,
    ...summaryOf(remark(preset.warning ? 'model-trained-adversarially' : 'model-trained', { preset: presetName })),
    base: baseName,
    training: record,
    quality: verdict ? qualityOf(verdict) : [],
  };
  if (harm === null) await writeModelFolder(folder, { file, model, card: cardOf(title, file, model, preset.warning) });
  const setAside = harm === null ? null : await setModelAside(folder);
  const report = {
    model: harm === null ? folder : baseName,
    backend,
    preset: presetName,
    steps: step,
    seconds,
    stepsPerSecond: (step - (resumedFrom ?? 0)) / seconds,
    finalLoss: log.finalLoss,
    resumedFrom,
    checkpoint: join(folder, 'checkpoint.safetensors'),
    ...(verdict && { ...guardReport(verdict), endedEarly: ending === 'harmed' }),
  };
  if (harm !== null) process.stderr.write(`${harm} The model "${baseName}" stays as it is.\n`);
  if (setAside !== null) process.stderr.write(`The model that lay in ${folder} before is none of this training: ${setAside}\n`);
  if (options.json) console.log(JSON.stringify(report));
  else if (harm === null) {
    console.log(`${step} steps on ${backend}, loss ${log.finalLoss?.toFixed(4) ?? 'unknown'}: ${folder} (${ending})`);
    if (verdict?.praise) console.log(verdict.praise.message);
  }
}

const guardReport = ({ harm, praise, heldBack, before, after }: Verdict) => ({
  kept: harm === null ? 'new' : 'base',
  harm: harm?.message ?? null,
  praise: praise?.message ?? null,
  guard: { heldBack, before, after },
});

const sayLeftOut = ({ leftOut }: OwnImagesFound): void => {
  for (const trouble of leftOut) process.stderr.write(`A series is left out. ${sentenceOf(trouble, null)}\n`);
};

const stopped = { message: 'Stopped before the first step; nothing was learnt', remedy: 'Run it again.' };

/** Null when it was stopped meanwhile. */
async function chosenBackend(wanted: BackendName, signal: AbortSignal): Promise<EngineBackend | null> {
  const backends = createBackends(forkEngine);
  signal.addEventListener('abort', () => backends.dispose());
  const chosen = await backends.resolve(wanted).catch((reason: unknown) => {
    if (signal.aborted) return null;
    throw reason;
  });
  return signal.aborted ? null : chosen;
}

/** The series at these places that can be learnt from; none where no place is named. */
async function seriesAt(
  reader: StudyReader,
  paths: readonly string[],
  { learnsFrom }: TrainingPreset,
  signal: AbortSignal,
): Promise<Outcome<readonly Series[]>> {
  if (paths.length === 0) return learnsFrom === 'simulated' ? ok([]) : { ok: false, error: nothing };
  const { series, refused } = await scanAll(
    reader,
    paths.map((path) => resolve(path)),
    signal,
  );
  const usable = series.filter(({ info }) => info.notDenoisable === null);
  if (usable.length > 0) return ok(usable);
  return { ok: false, error: series[0]?.info.notDenoisable ?? refused[0]?.trouble ?? nothing };
}

const nothing = { code: 'nothing', message: 'There is no CT to learn from', remedy: 'Name a folder with a CT series.' };
