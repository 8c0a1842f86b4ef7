import { type Command, Option } from 'commander';
import { resolve } from 'node:path';
import { phantomKinds, type PhantomKind } from '../../engine/simulation';
import { makePhantomStudy } from '../../jobs/phantom/study';
import { failWith } from './failure';
import { interruption } from './interruption';
import { numberBetween, wholeNumberBetween } from './option-value';
import { ProgressLine } from './progress-line';

interface Options {
  readonly out: string;
  readonly kind: PhantomKind;
  readonly slices: number;
  readonly dose?: number;
  readonly seed: number;
  readonly json?: true;
}

/** `tacet phantom --out DIR`: a synthetic low-dose CT study; with `--dose` its noise-free twin lies beside it as a series of its own. */
export const addPhantom = (program: Command): Command =>
  program
    .command('phantom')
    .description('a synthetic CT study')
    .requiredOption('--out <dir>', 'becomes the folder of the study')
    .addOption(new Option('--kind <kind>', 'what is scanned').choices([...phantomKinds]).default('chest'))
    .option('--slices <number>', 'how many', wholeNumberBetween(1, 2000), 48)
    .option('--dose <fraction>', 'of the full dose; adds the series that is free of noise', numberBetween(0.001, 1))
    .option('--seed <number>', 'the same seed gives the same files', wholeNumberBetween(0, 2 ** 31 - 1), 1)
    .option('--json', 'one JSON object on standard output')
    .action(phantom);

async function phantom({ out, kind, slices, dose, seed, json }: Options): Promise<void> {
  const started = Date.now();
  const line = new ProgressLine('slices');
  const making = makePhantomStudy({
    kind,
    slices,
    doseFraction: dose ?? null,
    seed,
    folder: resolve(out),
    signal: interruption(),
  });
  let next = await making.next();
  for (; !next.done; next = await making.next()) line.show(next.value.done, next.value.total);
  line.end();
  const study = next.value;
  if (study === null) return failWith({ message: 'Stopped before the end; nothing was written', remedy: 'Run it again.' }, null);
  const report = { kind, seed, doseFraction: dose ?? null, ...study, seconds: (Date.now() - started) / 1000 };
  if (json) console.log(JSON.stringify(report));
  else console.log(`${study.images * study.series.length} images in ${report.seconds.toFixed(1)} s: ${study.folder}`);
}
