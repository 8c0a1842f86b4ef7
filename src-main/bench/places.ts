import { join } from 'node:path';

/** The top of the checkout: beside dist/, where this is built to. */
const root = join(__dirname, '..', '..');

/** What `npm run peers` fetched. */
export const peersFolder = join(root, 'artifacts', 'peers');
/** Cornerstone3D among them. */
export const cornerstone3dFolder = join(peersFolder, 'cornerstone3d', 'node_modules', '@cornerstonejs', 'core');
/** What runs in the page of `tacet bench viewer`. */
export const drawingFolder = join(root, 'src-renderer', 'bench');
/** The peers that are written in Python. */
export const pythonFolder = join(root, 'src-main', 'bench', 'contestants', 'python');
/** Readers and decoders that are written in Python. */
export const openFolder = join(root, 'src-main', 'bench', 'open');
/** The bundles of open/scan-process.ts and of the command line. */
export const scanFile = join(__dirname, 'bench-scan.cjs');
export const tacetFile = join(__dirname, 'tacet.cjs');
/** The bundle of contestants/process.ts, next to this one's. */
export const contestantFile = join(__dirname, 'bench-contestant.cjs');
