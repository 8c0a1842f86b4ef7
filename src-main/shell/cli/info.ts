import type { Command } from 'commander';
import type { Outcome } from '../../contract';
import type { Series, StudyReader } from '../../study';
import { openStudyReader } from '../study-reader';
import { exitCode } from './exit-code';
import { failWith } from './failure';
import { type InfoReport, infoReport, type Refused, type RefusedReport } from './info-report';
import { infoText } from './info-text';
import { interruption } from './interruption';
import { type PixelFacts, pixelFactsOf } from './pixel-facts';
import { ProgressLine } from './progress-line';
import { scanAll } from './scanned';

/** `tacet info PATH… [--pixels] [--json]`: what is in there, and every file refused, with the reason. */
export const addInfo = (program: Command): Command =>
  program
    .command('info')
    .description('what is in there: studies, series, and every file refused, with the reason')
    .argument('<path...>', 'a file, a folder, a DICOMDIR or a zip')
    .option('--pixels', 'decode every image: checksum of its stored values, range and mean of its HU')
    .option('--json', 'one JSON object on standard output')
    .action(async (paths: string[], { pixels, json }: { pixels?: true; json?: true }) => {
      const reader = openStudyReader();
      try {
        const signal = interruption();
        const report = await readInfo(reader, paths, pixels ? 'decoded' : 'headers-only', signal);
        if (signal.aborted) return failWith({ message: 'Stopped before the end', remedy: 'Run it again.' }, null);
        const atFault = faultOf(report, paths);
        if (json) console.log(JSON.stringify(report));
        else if (!atFault) console.log(infoText(report));
        if (atFault) failWith(atFault, atFault.path);
        else process.exitCode = report.refused.length > 0 ? exitCode.someRefused : exitCode.done;
      } finally {
        await reader.dispose();
      }
    });

/** Reads what lies at the paths; `decoded` also reads every pixel. Incomplete when `signal` aborts. */
export async function readInfo(
  reader: StudyReader,
  paths: readonly string[],
  depth: 'headers-only' | 'decoded',
  signal: AbortSignal,
): Promise<InfoReport> {
  const { series, refused } = await scanAll(reader, paths, signal);
  if (depth === 'headers-only') return infoReport(series, refused, new Map());
  const { facts, undecodable } = await decodeAll(reader, series, signal);
  return infoReport(series, [...refused, ...undecodable], facts);
}

async function decodeAll(reader: StudyReader, series: readonly Series[], signal: AbortSignal) {
  const files = new Map(series.flatMap(({ slices }) => slices.map((slice) => [slice.path, slice])));
  const facts = new Map<string, PixelFacts>();
  const undecodable: Refused[] = [];
  const line = new ProgressLine('files');
  for (const [path, slice] of files) {
    if (signal.aborted) break;
    const read = await reader.readFile(slice);
    const found: Outcome<PixelFacts> = read.ok ? await pixelFactsOf(read.value) : read;
    if (found.ok) facts.set(path, found.value);
    else undecodable.push({ path, trouble: found.error });
    line.show(facts.size + undecodable.length, files.size);
  }
  line.end();
  return { facts, undecodable };
}

/** Where nothing could be shown: what is wrong with a place that was named. Files in a folder that were refused are no failure. */
const faultOf = ({ studies, refused }: InfoReport, paths: readonly string[]): RefusedReport | undefined =>
  studies.length === 0 ? refused.find(({ path }) => paths.includes(path)) : undefined;
