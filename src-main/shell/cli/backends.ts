import type { Command } from 'commander';
import type { BackendReport } from '../../contract';
import { createBackends } from '../../jobs/engine/backends';
import { forkEngine } from '../../jobs/engine/child';

/** `tacet backends [--json]`: which backends run here, how fast, and which one is chosen and why. */
export const addBackends = (program: Command): Command =>
  program
    .command('backends')
    .description('which backends run here, on which device, how fast, and which one is chosen')
    .option('--json', 'one JSON object on standard output')
    .action(async ({ json }: { json?: true }) => {
      const told = inEnglish(await createBackends(forkEngine).report());
      console.log(json ? JSON.stringify(told) : textOf(told));
    });

/** The reasons as sentences: what reads this has no page to say them by their codes. */
const inEnglish = ({ chosen, why, backends }: BackendReport) => ({
  chosen,
  why: why.message,
  backends: backends.map((row) => ({ ...row, why: row.why.message })),
});
type Told = ReturnType<typeof inEnglish>;

const textOf = ({ chosen, why, backends }: Told): string =>
  [...backends.map((row) => `${row.name === chosen ? '*' : ' '} ${lineOf(row)}`), '', `${chosen}: ${why}`].join('\n');

const lineOf = ({ name, available, gflops, device, why }: Told['backends'][number]): string =>
  `${name.padEnd(12)} ${available ? `${String(gflops).padStart(7)} GFLOP/s  ${device}. ${why}` : `not here: ${why}`}`;
