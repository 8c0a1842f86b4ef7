import { TacetError } from '../../contract';

/** Where the files of an export go. Nothing is to be seen there before `finish`; `abandon` leaves nothing behind. */
export interface Destination {
  add(name: string, bytes: Uint8Array): Promise<void>;
  /** The folder or the zip file that is whole now. */
  finish(): Promise<string>;
  abandon(): Promise<void>;
}

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
  ENAMETOOLONG: tooLong,
};

/** Does what writes to `place`; where the system refuses, the error says so in a sentence. */
export async function writing<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (reason) {
    throw words[(reason as NodeJS.ErrnoException).code ?? '']?.(place) ?? reason;
  }
}

/** A destination whose errors are sentences about `place`. */
export const worded = (place: string, { add, finish, abandon }: Destination): Destination => ({
  add: (name, bytes) => writing(place, () => add(name, bytes)),
  finish: () => writing(place, finish),
  abandon,
});
