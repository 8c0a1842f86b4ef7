import { closeSync, fstatSync, open, read } from 'node:fs';
import { fail, ok, type Outcome } from '../contract';

/** A file of a study wherever it lies: in a folder, or inside a zip. What cannot be read rejects. */
export interface SourceFile {
  /** As the user named the place, with the way from there: `disc/DICOM/I10`, `study.zip/DICOM/I10`. */
  readonly path: string;
  readBeginning(length: number): Promise<Beginning>;
  readAll(): Promise<Outcome<Uint8Array>>;
}

/** The first bytes of a file, all of them where it is short. */
export interface Beginning {
  readonly bytes: Uint8Array;
  /** Of the whole file. */
  readonly totalBytes: number;
}

/** Where a file lies: bytes where its name is no UTF-8, which no string can stand for. */
export type Location = string | Buffer;

/** A buffer of Node 12 holds no more, and no CT file is larger. */
export const largestFileBytes = 2 ** 31 - 1;
export const tooLarge = fail('too-large', { why: ['it is larger than 2 GB'] });

export function plainFile(path: string, location: Location): SourceFile {
  return {
    path,
    readBeginning: (length) =>
      withFile(location, async (file) => {
        const totalBytes = fstatSync(file).size;
        return { bytes: await readFrom(file, 0, Math.min(length, totalBytes)), totalBytes };
      }),
    readAll: () =>
      withFile(location, async (file): Promise<Outcome<Uint8Array>> => {
        const { size } = fstatSync(file);
        return size > largestFileBytes ? tooLarge : ok(await readFrom(file, 0, size));
      }),
  };
}

/** Bytes of a file from `start`; shorter where the file ends first, as one that is still growing or was cut may. */
export const readRange = (location: Location, start: number, length: number): Promise<Uint8Array> =>
  withFile(location, (file) => readFrom(file, start, length));

/**
 * Opens a file for one use. The plain calls of Node, for a scan opens thousands of files and they cost half of what the promised ones do; what does not
 * wait for a disk (the size of an open file, closing it) is done at once.
 */
async function withFile<T>(location: Location, use: (file: number) => Promise<T>): Promise<T> {
  const file = await new Promise<number>((resolve, reject) =>
    open(location, 'r', (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  try {
    return await use(file);
  } finally {
    closeSync(file);
  }
}

async function readFrom(file: number, start: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const got = await new Promise<number>((resolve, reject) =>
      read(file, bytes, filled, length - filled, start + filled, (error, count) => (error ? reject(error) : resolve(count))),
    );
    if (got === 0) break;
    filled += got;
  }
  return filled === length ? bytes : bytes.slice(0, filled);
}

/** Why the system refused to read, e.g. "EACCES": without its own sentence, which names the path. */
export const systemWords = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error));
