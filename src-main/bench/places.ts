import { join } from 'node:path';

/** The top of the checkout: beside dist/, where this is built to. */
const root = join(__dirname, '..', '..');

/** What `npm run peers` fetched. */
export const peersFolder = join(root, 'artifacts', 'peers');
/** The peers that are written in Python. */
export const pythonFolder = join(root, 'src-main', 'bench', 'contestants', 'python');
/** Decoders that are written in Python. */
export const openFolder = join(root, 'src-main', 'bench', 'open');
/** The bundle of contestants/process.ts, next to this one's. */
export const contestantFile = join(__dirname, 'bench-contestant.cjs');
