import { type Command, Option } from 'commander';
import { basename, join, resolve } from 'node:path';
import { version } from '../../../package.json';
import { type BackendName, ok, type Outcome } from '../../contract';
import type { EngineBackend } from '../../engine';
import { createBackends } from '../../jobs/engine/backends';
import { forkEngine } from '../../jobs/engine/child';
import { ownEngine } from '../../jobs/engine/owner';
import type { OwnSlice } from '../../jobs/engine/training';
import { ownSlices } from '../../jobs/training/own-slices';
import { type PresetName, presetNames, presets } from '../../jobs/training/presets';
import type { TrainingRequest } from '../../jobs/training/request';
import { trainModel } from '../../jobs/training/train';
import { cardOf, openModelLibrary, type TrainingRecord, writeModelFolder } from '../../models';
import { modelPlaces } from '../model-places';
import { openStudyReader } from '../study-reader';
import { backendOption } from './backend-option';
import { failWith } from './failure';
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
    .option('--base <name>', 'the model to fine-tune')
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

async function trainInto({ path: folder }: OutFolder, paths: readonly string[], options: Options): Promise<void> {
  const signal = interruption();
  const presetName = options.preset ?? (options.base === undefined ? 'tacet' : 'fine-tune');
  const preset = presets[presetName];
  const base = options.base === undefined ? ok(null) : await openModelLibrary(modelPlaces()).load(options.base);
  if (!base.ok) return failWith(base.error, null);
  const slices = await slicesAt(paths, preset.own.slices, signal);
  if (signal.aborted) return failWith(stopped, null);
  if (!slices.ok) return failWith(slices.error, paths.join(', '));
  const backend = await chosenBackend(options.backend, signal);
  if (backend === null) return failWith(stopped, null);
  const started = Date.now();
  const engine = ownEngine(forkEngine);
  try {
    const request: TrainingRequest = {
      base: base.value,
      preset,
      slices: slices.value,
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
    const { model, ending, step, resumedFrom } = next.value;
    const seconds = (Date.now() - started) / 1000;
    const record: TrainingRecord = {
      data: dataOf(preset.procedural.images, slices.value.length),
      steps: step,
      seed: options.seed,
      backend,
      version,
      at: new Date().toISOString().slice(0, 10),
    };
    const title = basename(folder);
    const file = {
      title,
      summary: [`Trained by "tacet train", preset ${presetName}.`, preset.warning].filter(Boolean).join(' '),
      base: options.base ?? null,
      training: record,
      quality: [],
    };
    await writeModelFolder(folder, { file, model, card: cardOf(title, file, model, preset.warning) });
    const report = {
      model: folder,
      backend,
      preset: presetName,
      steps: step,
      seconds,
      stepsPerSecond: (step - (resumedFrom ?? 0)) / seconds,
      finalLoss: log.finalLoss,
      resumedFrom,
      checkpoint: join(folder, 'checkpoint.safetensors'),
    };
    if (options.json) console.log(JSON.stringify(report));
    else console.log(`${step} steps on ${backend}, loss ${log.finalLoss?.toFixed(4) ?? 'unknown'}: ${folder} (${ending})`);
  } finally {
    engine.dispose();
  }
}

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

async function slicesAt(paths: readonly string[], most: number, signal: AbortSignal): Promise<Outcome<readonly OwnSlice[]>> {
  if (paths.length === 0) return ok([]);
  const reader = openStudyReader();
  try {
    const { series, refused } = await scanAll(
      reader,
      paths.map((path) => resolve(path)),
      signal,
    );
    const usable = series.filter(({ info }) => info.notDenoisable === null);
    if (usable.length === 0)
      return {
        ok: false,
        error: series[0]?.info.notDenoisable ??
          refused[0]?.trouble ?? {
            code: 'nothing',
            message: 'There is no CT to learn from',
            remedy: 'Name a folder with a CT series.',
          },
      };
    return await ownSlices(usable, reader, most, signal);
  } finally {
    await reader.dispose();
  }
}

const dataOf = (procedural: number, own: number): string =>
  `${procedural} procedural images (random shapes, chests, heads)${own > 0 ? ` and ${own} CT slices` : ', no patient data'}, noise of a simulated fan-beam scanner at lower doses.`;
