import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { TrainingNews } from '../../jobs/training/train';
import { sentenceOf } from './failure';
import { ProgressLine } from './progress-line';

/** A line of DIR/train.jsonl every so many steps, and the last. */
const logEverySteps = 10;

/** Shows how a training goes on a terminal, and keeps its losses in a file of JSON lines. */
export interface TrainLog {
  take(news: TrainingNews): void;
  end(): void;
  readonly finalLoss: number | null;
}

/** `started`: when the command was, ms of `Date.now`. */
export function createTrainLog(path: string, started: number): TrainLog {
  const preparing = new ProgressLine('images prepared');
  const steps = new ProgressLine('steps');
  let finalLoss: number | null = null;
  let lastStep = Infinity;
  let unsaid: (() => void) | null = null;
  const say = (message: string, remedy: string): void => {
    preparing.end();
    steps.end();
    process.stderr.write(`${sentenceOf({ message, remedy }, null)}\n`);
  };
  return {
    take: (news) => {
      if (news.kind === 'preparing') return preparing.show(news.done, news.total);
      if (news.kind === 'restarted') return say(news.death.message, 'Going on.');
      if (news.kind === 'other-steps')
        return say(
          `The checkpoint was made on the way to step ${news.begunFor}`,
          'Going on: the learning rate follows the new number of steps, so the weights will not be those of one training.',
        );
      if (news.kind !== 'step') return;
      preparing.end();
      steps.show(news.step, news.steps);
      finalLoss = news.loss;
      const { step, steps: of, loss, learningRate, stepsPerSecond, secondsLeft } = news;
      if (step <= lastStep) dropFrom(path, step);
      lastStep = step;
      const line = { step, steps: of, loss, learningRate, stepsPerSecond, secondsLeft, seconds: (Date.now() - started) / 1000 };
      unsaid = () => appendFileSync(path, `${JSON.stringify(line)}\n`);
      if (step % logEverySteps === 0) {
        unsaid();
        unsaid = null;
      }
    },
    end: () => {
      unsaid?.();
      preparing.end();
      steps.end();
    },
    get finalLoss() {
      return finalLoss;
    },
  };
}

/** Takes out what an earlier run wrote of this step and of later ones: a resumed training takes them again, a new one begins anew. */
function dropFrom(path: string, step: number): void {
  if (!existsSync(path)) return;
  const kept = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => isBefore(line, step));
  writeFileSync(`${path}.part`, kept.map((line) => `${line}\n`).join(''));
  renameSync(`${path}.part`, path);
}

function isBefore(line: string, step: number): boolean {
  try {
    return (JSON.parse(line) as { readonly step: number }).step < step;
  } catch {
    // What was being written when a training was killed.
    return false;
  }
}
