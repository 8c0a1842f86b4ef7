import { Argument, type Command } from 'commander';
import { arch, cpus, platform } from 'node:os';
import { benchEngine } from '../../bench/engine-bench';
import { benchOpen } from '../../bench/open/open-bench';
import { benchViewer } from '../../bench/viewer/viewer-bench';
import type { BenchRow } from '../../bench/report';
import { interruption } from './interruption';
import { onOneLine } from './one-line';
import { wholeNumberBetween } from './option-value';

interface Options {
  readonly slices: number;
  readonly rounds: number;
  readonly json?: true;
}

/** `tacet bench [NAME]`: ratios to other ways of doing the same, each measured in one run. */
export const addBench = (program: Command): Command =>
  program
    .command('bench')
    .description('Tacet beside other ways of doing the same, each a ratio measured in one run')
    .addArgument(
      new Argument('[name]', 'engine: the networks; open: headers, first picture, memory, decoding; viewer: frames, the page')
        .choices(['engine', 'open', 'viewer'])
        .default('engine'),
    )
    .option('--rounds <number>', 'timed runs of each', wholeNumberBetween(1, 1000), 15)
    .option(
      '--slices <number>',
      'of the series that "open" and "viewer" are measured on, half a megabyte each',
      wholeNumberBetween(10, 10_000),
      1000,
    )
    .option('--json', 'one JSON object on standard output')
    .action(bench);

async function bench(name: string, { rounds, slices, json }: Options): Promise<void> {
  const machine = {
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    node: process.version,
    system: `${platform()} ${arch()}`,
  };
  const tell = (title: string): unknown => process.stderr.write(`measuring: ${title}\n`);
  const signal = interruption();
  const { rows, skipped } =
    name === 'open'
      ? await benchOpen(rounds, slices, signal, tell)
      : name === 'viewer'
        ? await benchViewer(rounds, slices, signal, tell)
        : await benchEngine(rounds, signal, tell);
  if (json) return console.log(JSON.stringify({ name, machine, rounds, rows, skipped }));
  console.log(`${machine.cores} cores of ${machine.cpu}, Node ${machine.node}, ${machine.system}; medians of ${rounds} rounds.`);
  console.log('Ratios over 1 mean that ours is better; in brackets that of processor time.\n');
  for (const row of rows) console.log(lineOf(row));
  for (const { what, peerName, why } of skipped) console.log(onOneLine(`skipped: ${what}, against ${peerName}: ${why}`));
}

function lineOf({ what, ours, peer, peerName, unit, ratio, processorRatio, goal }: BenchRow): string {
  const aim = goal === null ? '' : ratio >= goal ? `  (goal ${goal.toFixed(2)})` : `  (goal ${goal.toFixed(2)}: missed)`;
  const processor = processorRatio === undefined ? '' : `(${processorRatio.toFixed(2)})`;
  return `${ratio.toFixed(2).padStart(6)} ${processor.padEnd(8)} ${what}: ${ours.toFixed(1)} ${unit}, ${peerName} ${peer.toFixed(1)} ${unit}${aim}`;
}
