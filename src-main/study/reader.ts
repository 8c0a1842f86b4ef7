import { fail, type Outcome } from '../contract';
import type { ImageHeader } from '../dicom';
import { Catalogue } from './catalogue';
import { createDecodePool } from './decode-pool';
import { Folders } from './folder';
import { readHeader } from './image';
import { type Found, Places } from './places';
import { samePicture } from './same-picture';
import type { ScanEvent, SlicePixels, StudyReader } from './series';
import { LastFile } from './shared-file';
import { plainFile, type SourceFile, systemWords } from './source-file';
import type { ZipArchive } from './zip';

export interface StudyReaderOptions {
  /** Threads that decode; 0 decodes in the calling thread. */
  readonly workers: number;
  /** The bundle of `decode-worker.ts`; needed where `workers` is not 0. */
  readonly workerFile?: string;
  /** Milliseconds, for the pace of events. */
  readonly clock?: () => number;
}

/** Headers read at once: enough to hide the latency of a network drive. */
const readsInFlight = 8;
/** A growing series is shown again no sooner than after this. */
const paceMs = 150;

export function createStudyReader({ workers, workerFile, clock = Date.now }: StudyReaderOptions): StudyReader {
  const pool = createDecodePool(workers, workerFile);
  const zips = new Map<string, ZipArchive>();
  const folders = new Folders();
  let serials = 0;
  const nextSerial = (count: number): number => (serials += count) - count;

  const fileAt = (path: string): SourceFile => {
    for (const { files } of zips.values()) {
      const packed = files.get(path);
      if (packed) return packed;
    }
    return plainFile(path, folders.locationOf(path));
  };
  const readWhole = async (path: string): Promise<Outcome<Uint8Array>> => {
    try {
      return await fileAt(path).readAll();
    } catch (error) {
      return fail('unreadable', { why: systemWords(error) });
    }
  };

  const multiFrame = new LastFile(readWhole);
  const isCopy = async (path: string, candidates: readonly string[]): Promise<boolean> => {
    if (candidates.length === 0) return false;
    const file = await readWhole(path);
    for (const other of candidates) if (await samePicture(await readWhole(other), file, pool)) return true;
    return false;
  };

  return {
    async *scan(paths, signal) {
      const catalogue = new Catalogue(nextSerial);
      const ahead = lookAhead(new Places(folders, signal).walk(paths), zips, signal);
      let filesSeen = 0;
      let nextShow = -Infinity;
      for await (const { path, header, fraction } of ahead) {
        filesSeen++;
        if (!header.ok) yield { kind: 'refused', path, trouble: header.error };
        else if (await isCopy(path, catalogue.candidatesFor(header.value))) {
          catalogue.leaveOutCopy(path, header.value);
          yield { kind: 'refused', path, trouble: duplicate };
        } else catalogue.add(path, header.value);
        if (clock() < nextShow) continue;
        const began = clock();
        yield* catalogue.changes();
        yield progress(filesSeen, catalogue.images, fraction);
        // Sorting thousands of slices anew takes its time; it may take a fifth of the scan.
        nextShow = clock() + Math.max(paceMs, 4 * (clock() - began));
      }
      if (signal.aborted) return;
      yield* catalogue.changes();
      yield progress(filesSeen, catalogue.images, 1);
    },
    async readPixels(slice): Promise<Outcome<SlicePixels>> {
      if (slice.framesInFile > 1) {
        const file = await multiFrame.of(slice.path);
        return file.ok ? pool.decodeShared(file.value, slice.frame) : file;
      }
      const bytes = await readWhole(slice.path);
      return bytes.ok ? pool.decode(bytes.value, slice.frame) : bytes;
    },
    readFile: (slice) => readWhole(slice.path),
    dispose: () => pool.dispose(),
  };
}

const duplicate = fail('duplicate').error;

const progress = (filesSeen: number, imagesFound: number, fraction: number | null): ScanEvent => ({
  kind: 'progress',
  filesSeen,
  imagesFound,
  fraction,
});

interface Read {
  readonly path: string;
  readonly header: Outcome<ImageHeader>;
  /** Of the files known, or null while folders are still walked. */
  readonly fraction: number | null;
}

/** Walks ahead of the reading, and reads several headers at once; what comes out keeps the order of the walk. */
async function* lookAhead(
  found: AsyncGenerator<Found, void>,
  zips: Map<string, ZipArchive>,
  signal: AbortSignal,
): AsyncGenerator<Read, void> {
  const queue: (() => Promise<Omit<Read, 'fraction'>>)[] = [];
  let walked = false;
  let left = false;
  let wake: () => void = () => undefined;
  const enqueue = (file: SourceFile): number => queue.push(() => readOne(file));
  const walking = (async () => {
    for await (const one of found) {
      if (signal.aborted || left) return;
      if (one.kind === 'file') enqueue(one.file);
      else if (one.kind === 'refused')
        queue.push(() => Promise.resolve({ path: one.path, header: { ok: false, error: one.trouble } }));
      else {
        zips.set(one.zip.path, one.zip);
        one.zip.files.forEach(enqueue);
        for (const { path, trouble } of one.zip.refused)
          queue.push(() => Promise.resolve({ path, header: { ok: false, error: trouble } }));
      }
      wake();
    }
  })().finally(() => {
    walked = true;
    wake();
  });
  const inFlight: Promise<Omit<Read, 'fraction'>>[] = [];
  let started = 0;
  try {
    while (!signal.aborted) {
      while (inFlight.length < readsInFlight && started < queue.length) inFlight.push(queue[started++]!());
      const next = inFlight.shift();
      if (next) {
        const read = await next;
        yield { ...read, fraction: walked ? (started - inFlight.length) / queue.length : null };
      } else if (walked) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    left = true;
    await walking;
  }
}

async function readOne(file: SourceFile): Promise<Omit<Read, 'fraction'>> {
  try {
    return { path: file.path, header: await readHeader(file) };
  } catch (error) {
    return {
      path: file.path,
      header: fail('unreadable', { why: systemWords(error) }),
    };
  }
}
