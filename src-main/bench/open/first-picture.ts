import { median } from '../contest';
import type { BenchReport, BenchRow } from '../report';
import type { StudyBench } from '../on-study';
import { BenchPage } from './page';

/** From the command to pixels in the page, aimed at. */
const aimMs = 500;
/** Starting the command takes the same in both; what grows with the series must not show. */
const least = 1 / 1.25;

/** From starting `tacet serve` on a folder to the pixels of its first slice in a page, for a series and for one of a tenth of its slices. */
export async function benchFirstPicture({
  few,
  many,
  slicesInFew,
  slicesInMany,
  newHome,
  rounds,
  signal,
}: StudyBench): Promise<BenchReport> {
  const what = `first picture of ${slicesInMany} slices, from the command on`;
  const times = { few: [] as number[], many: [] as number[] };
  for (let round = 0; round < rounds && !signal.aborted; round++) {
    times.few.push(await firstPictureMs(few, newHome()));
    times.many.push(await firstPictureMs(many, newHome()));
  }
  if (signal.aborted) return { rows: [], skipped: [{ what, peerName: 'Tacet', why: 'the run was stopped' }] };
  const ours = median(times.many);
  const against = (peer: number, peerName: string, goal: number): BenchRow => ({
    what,
    ours,
    peer,
    peerName,
    unit: 'ms',
    ratio: peer / ours,
    goal,
    difference: 0,
  });
  return {
    rows: [against(aimMs, 'what is aimed at', 1), against(median(times.few), `the same of ${slicesInFew} slices`, least)],
    skipped: [],
  };
}

async function firstPictureMs(folder: string, home: string): Promise<number> {
  const started = performance.now();
  const page = await BenchPage.open(folder, home);
  try {
    await page.firstPicture();
    return performance.now() - started;
  } finally {
    await page.close();
  }
}
