import type { Command } from 'commander';
import type { BackendName, Trouble } from '../../contract';
import type { Check } from '../../engine/checks';
import { forkEngine } from '../../jobs/engine/child';
import { type Checked, type GradientReport, reportGradients } from '../../jobs/engine/gradient-report';
import { backendOption } from './backend-option';
import { failWith } from './failure';
import { interruption } from './interruption';
import { ProgressLine } from './progress-line';

interface Options {
  readonly backend: BackendName;
  readonly json?: true;
}

/** `tacet gradcheck`: everything that was derived by hand, by ways that share no code with it. */
export const addGradcheck = (program: Command): Command =>
  program
    .command('gradcheck')
    .description('hand-written gradients against float64 finite differences and automatic differentiation')
    .addOption(backendOption())
    .option('--json', 'one JSON object on standard output')
    .action(gradcheck);

async function gradcheck({ backend, json }: Options): Promise<void> {
  const progress = new ProgressLine('checks');
  try {
    const report = await reportGradients(forkEngine, backend, interruption(), ({ done, total }) => progress.show(done, total));
    progress.end();
    console.log(json ? JSON.stringify(report) : gradcheckText(report));
    const trouble = troubleIn(report);
    if (trouble) failWith(trouble, null);
  } finally {
    progress.end();
  }
}

/** Null when every check was made and none failed. */
export function troubleIn({ checks, ending }: GradientReport): Trouble | null {
  const [first, ...more] = checks.filter(({ ok }) => !ok);
  if (first !== undefined) {
    const others = more.length === 0 ? '' : `, and ${more.length} more`;
    return {
      code: 'gradcheck-failed',
      message: `"${first.name}" is off by ${first.maxRelativeError.toExponential(1)} against ${first.against}, with a limit of ${first.limit.toExponential(0)}${others}`,
      remedy: 'Do not train with this version; report it with this line.',
    };
  }
  if (ending === 'cancelled')
    return { code: 'cancelled', message: 'Stopped before all checks were made', remedy: 'Run it again.' };
  return null;
}

/** A line a check, then what could not be checked here, and the sum of it all. */
export function gradcheckText({ checks, backends, automaticDifferentiation }: GradientReport): string {
  const width = Math.max(...checks.map(({ name }) => name.length), 0);
  const lines = checks.map(
    ({ ok, name, maxRelativeError, limit, against }: Check) =>
      `${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(width)}  ${exponent(maxRelativeError)} <= ${exponent(limit)}  ${against}`,
  );
  const places = [...backends, automaticDifferentiation].map((one: Checked) =>
    one.available ? `${one.name}: on ${one.device}` : `${one.name}: not here: ${one.why}`,
  );
  const passed = checks.filter(({ ok }) => ok).length;
  return [...lines, '', ...places, '', `${passed} of ${checks.length} checks passed.`].join('\n');
}

const exponent = (value: number): string => (value === 0 ? '0' : value.toExponential(1)).padStart(7);
