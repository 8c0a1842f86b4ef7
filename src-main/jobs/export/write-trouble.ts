import { TacetError } from '../../contract';
import type { Destination } from './destination';

const noRoom = (place: string) =>
  new TacetError(
    'disk-full',
    `There is not enough room at ${place}; nothing of it was kept`,
    'Make room there, or choose another place.',
  );
const notAllowed = (place: string) =>
  new TacetError('not-writable', `Nothing can be written to ${place}`, 'Choose a folder that you may write to.');
const gone = (place: string) =>
  new TacetError('place-gone', `The place ${place} is not there any more`, 'Connect it again, or choose another place.');
const noFolder = (place: string) => new TacetError('not-a-folder', `${place} is no folder`, 'Choose a folder to write to.');
const tooLong = (place: string) =>
  new TacetError('name-too-long', `The file system takes no name as long as ${place}`, 'Choose a folder with a shorter path.');

/** What the system says when it refuses to write, in words. */
const words: Readonly<Record<string, (place: string) => TacetError>> = {
  ENOSPC: noRoom,
  EDQUOT: noRoom,
  EFBIG: noRoom,
  EACCES: notAllowed,
  EPERM: notAllowed,
  EROFS: notAllowed,
  ENOENT: gone,
  EIO: gone,
  ENOTCONN: gone,
  ENOTDIR: noFolder,
  EEXIST: noFolder,
  ENAMETOOLONG: tooLong,
};

async function wording<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (reason) {
    throw words[(reason as NodeJS.ErrnoException).code ?? '']?.(place) ?? reason;
  }
}

/** Opens a destination. Where the system refuses to write, then or later, the error is a sentence about `place`: a path, or its name for a page. */
export const worded = (place: string, open: () => Promise<Destination>): Promise<Destination> =>
  wording(place, async () => {
    const { add, finish, abandon } = await open();
    return {
      add: (name, bytes) => wording(place, () => add(name, bytes)),
      finish: () => wording(place, finish),
      abandon,
    };
  });
