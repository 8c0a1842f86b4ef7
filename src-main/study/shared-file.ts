import { ok, type Outcome } from '../contract';

/** A whole file in memory that threads share: it is handed to each of them without a copy. */
export interface SharedFile {
  /** Tells a file from another, so that a thread opens it once. */
  readonly key: number;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
}

let keys = 0;

/** A copy that threads share. */
export function shared(file: Uint8Array): SharedFile {
  const bytes = new Uint8Array(new SharedArrayBuffer(file.length));
  bytes.set(file);
  return { key: ++keys, bytes };
}

/**
 * Keeps the file that was read last. The frames of a multi-frame file are asked for one after the other: each would read the whole file
 * again, hundreds of megabytes for a picture.
 */
export class LastFile {
  private path = '';
  private file: Promise<Outcome<SharedFile>> | null = null;

  constructor(private readonly read: (path: string) => Promise<Outcome<Uint8Array>>) {}

  of(path: string): Promise<Outcome<SharedFile>> {
    if (this.file === null || this.path !== path) {
      this.path = path;
      this.file = this.share(path);
    }
    return this.file;
  }

  private async share(path: string): Promise<Outcome<SharedFile>> {
    const read = await this.read(path);
    if (!read.ok) {
      // It may be there again next time.
      if (this.path === path) this.file = null;
      return read;
    }
    return ok(shared(read.value));
  }
}
