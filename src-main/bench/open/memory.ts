import type { BenchReport } from '../report';
import { sliceBytes } from './folders';
import type { StudyBench } from '../on-study';
import { BenchPage } from './page';

/** The process may hold as much as half of the pixels besides them. */
const goal = 1 / 1.5;

/** What main holds after every slice was shown once, beside the pixels of the series: those are the page's to keep. */
export async function benchMemory({ many, slicesInMany, newHome, signal }: StudyBench): Promise<BenchReport> {
  const what = `memory of main after scrolling through ${slicesInMany} slices`;
  const peerName = 'the pixels themselves';
  const page = await BenchPage.open(many, newHome());
  try {
    await page.firstPicture();
    const { seriesId, images } = await page.wholeSeries();
    for (let index = 0; index < images && !signal.aborted; index++) await page.call('readSlice', { seriesId, index });
    if (signal.aborted) return { rows: [], skipped: [{ what, peerName, why: 'the run was stopped' }] };
    const ours = page.residentMiB();
    if (ours === null) return { rows: [], skipped: [{ what, peerName, why: 'the system does not tell what a process holds' }] };
    const peer = (images * sliceBytes) / 2 ** 20;
    return { rows: [{ what, ours, peer, peerName, unit: 'MiB', ratio: peer / ours, goal, difference: 0 }], skipped: [] };
  } finally {
    await page.close();
  }
}
