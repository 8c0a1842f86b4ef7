import { benchOnStudy, type Parts } from '../on-study';
import type { BenchReport } from '../report';
import { benchDecode } from './decode';
import { benchFirstPicture } from './first-picture';
import { benchMemory } from './memory';
import { benchScan } from './scan';

const parts: Parts = [
  { title: 'header scan', measure: benchScan },
  { title: 'first picture', measure: benchFirstPicture },
  { title: 'memory', measure: benchMemory },
  { title: 'decoding', measure: ({ rounds, signal }) => benchDecode(rounds, signal) },
];

/** Opening a study beside other readers of DICOM: headers, the way to the first picture, memory, decoding. `onPart` hears what is measured next. */
export const benchOpen = (
  rounds: number,
  slices: number,
  signal: AbortSignal,
  onPart: (title: string) => void = () => undefined,
): Promise<BenchReport> => benchOnStudy(parts, rounds, slices, signal, onPart);
