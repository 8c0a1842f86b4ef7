import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type RunningContestant, startContestant } from '../../src-main/bench/child';
import { temporaryFolder } from '../temporary-folder';

/** A contestant that a test writes itself, in the words of the protocol. */
async function start(script: string): Promise<RunningContestant> {
  const results = join(temporaryFolder(), 'results');
  const command = {
    file: process.execPath,
    args: ['-e', `const start = JSON.parse(process.argv[1]); ${script}`],
    env: { RUN_MS: '7.5' },
  };
  const contestant = await startContestant(command, {
    network: 'tacet',
    task: 'step',
    contestant: 'none',
    threads: 1,
    learningRate: 1,
    material: '',
    results,
  });
  onTestFinished(() => contestant.end());
  return contestant;
}

const ready = `require('fs').writeFileSync(start.results, new Uint8Array(Float32Array.of(0.5, -2).buffer)); console.log('{"ready":true}');`;
const answers = `process.stdin.on('data', () => console.log(JSON.stringify({ milliseconds: Number(process.env.RUN_MS), processorMs: 9 })));`;

describe("a contestant's process", () => {
  it('gives its first results, then the time of each run, as it says it itself', async () => {
    const contestant = await start(`console.log('a library greets'); ${ready} ${answers}`);
    expect([...contestant.results]).toEqual([0.5, -2]);
    expect([await contestant.time(), await contestant.time()]).toEqual([
      { milliseconds: 7.5, processorMs: 9 },
      { milliseconds: 7.5, processorMs: 9 },
    ]);
  });

  const linux = process.platform === 'linux';
  it.skipIf(!linux)(`is asked for the most memory it held${linux ? '' : ' (skipped: only Linux tells)'}`, async () => {
    const contestant = await start(`let held = Buffer.alloc(2e8, 1); held = null; ${ready} ${answers}`);
    expect(contestant.peakMiB()).toBeGreaterThan(2e8 / 2 ** 20);
    expect(contestant.peakMiB()).toBeLessThan(1000);
  });

  it('that ends before it is ready is given up with the last thing it said', async () => {
    await expect(start(`console.error('first'); console.error('no such library'); process.exit(1)`)).rejects.toThrow(
      /^no such library$/,
    );
    await expect(start(`process.exit(0)`)).rejects.toThrow('It ended without a word.');
  });

  it('that dies under a run, or before it, fails that run instead of keeping everybody waiting', async () => {
    const contestant = await start(`${ready} process.stdin.on('data', () => process.exit(3))`);
    await expect(contestant.time()).rejects.toThrow('It ended without a word.');
    await expect(contestant.time()).rejects.toThrow('It ended without a word.');
  });

  it('that cannot even be started is given up as well', async () => {
    const nowhere = { file: join(temporaryFolder(), 'nothing'), args: [], env: {} };
    await expect(startContestant(nowhere, {} as never)).rejects.toThrow('ENOENT');
  });
});
