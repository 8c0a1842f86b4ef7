import { Command } from 'commander';
import { version } from '../../../package.json';
import { addServe } from './serve';

const program = new Command('tacet').version(version).description('A CT viewer that quiets the noise');
addServe(program);
program.parseAsync().catch((thrown: unknown) => {
  console.error(thrown instanceof Error ? thrown.message : String(thrown));
  process.exitCode = 1;
});
