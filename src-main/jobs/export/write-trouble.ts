import { TacetError, troubleFor } from '../../contract';
import type { Destination } from './destination';

const noRoom = (place: string) => new TacetError(troubleFor('disk-full', { place }));
const notAllowed = (place: string) => new TacetError(troubleFor('not-writable', { place }));
const gone = (place: string) => new TacetError(troubleFor('place-gone', { place }));
const noFolder = (place: string) => new TacetError(troubleFor('not-a-folder', { place }));
const tooLong = (place: string) => new TacetError(troubleFor('name-too-long', { place }));

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

/** What `work` gives. Where the system refuses to write, its error is a sentence about `place`. */
export async function wording<T>(place: string, work: () => Promise<T>): Promise<T> {
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
