import type { Command } from 'commander';
import { forkEngine } from '../../jobs/engine/child';
import { ownEngine } from '../../jobs/engine/owner';

/** `tacet backends [--json]`: which backends run here, how fast, and which one is chosen and why. */
export const addBackends = (program: Command): Command =>
  program
    .command('backends')
    .description('which backends run here, on which device, how fast, and which one is chosen')
    .option('--json', 'one JSON object on standard output')
    .action(async ({ json }: { json?: true }) => {
      const engine = ownEngine(forkEngine);
      try {
        const report = await engine.call('probe', {});
        if (json) return console.log(JSON.stringify(report));
        for (const { name, available, gflops, device, why } of report.backends) {
          const mark = name === report.chosen ? '*' : ' ';
          console.log(
            `${mark} ${name.padEnd(12)} ${available ? `${String(gflops).padStart(7)} GFLOP/s  ${device}` : `not here: ${why}`}`,
          );
        }
        console.log(`\n${report.chosen}: ${report.why}`);
      } finally {
        engine.dispose();
      }
    });
