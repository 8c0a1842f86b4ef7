#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { version } from '../../../package.json';
import { troubleOf } from '../../contract';
import { addBackends } from './backends';
import { addBench } from './bench';
import { addCases } from './cases';
import { addDenoise } from './denoise';
import { addEvaluate } from './evaluate';
import { exitCode } from './exit-code';
import { failWith } from './failure';
import { addGradcheck } from './gradcheck';
import { addInfo } from './info';
import { addModels } from './models';
import { addOpen } from './open';
import { addPhantom } from './phantom';
import { addServe } from './serve';
import { addSimulate } from './simulate';
import { addTrain } from './train';

// `exitOverride` is inherited by commands added after it: without it commander ends wrong usage with 1.
const program = new Command('tacet').version(version).description('A CT viewer that quiets the noise').exitOverride();
addBackends(program);
addBench(program);
addCases(program);
addDenoise(program);
addEvaluate(program);
addGradcheck(program);
addInfo(program);
addModels(program);
addOpen(program);
addPhantom(program);
addServe(program);
addSimulate(program);
addTrain(program);

program.parseAsync().catch((thrown: unknown) => {
  if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode === 0 ? exitCode.done : exitCode.wrongUsage;
  else failWith(troubleOf(thrown), null);
});
