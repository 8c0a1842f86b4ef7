import { promises as fs } from 'node:fs';

/** A file of a study wherever it lies: in a folder, or inside a zip. */
export interface SourceFile {
  /** As the user named the place, with the way from there: `disc/DICOM/I10`, `study.zip/DICOM/I10`. */
  readonly path: string;
  readonly bytes: number;
  /** The first `length` bytes, or fewer where the file is shorter. A buffer of its own, free to be transferred. */
  readBeginning(length: number): Promise<Uint8Array>;
  readAll(): Promise<Uint8Array>;
}

export function plainFile(path: string, bytes: number): SourceFile {
  return {
    path,
    bytes,
    readBeginning: (length) => readRange(path, 0, Math.min(length, bytes)),
    readAll: () => readRange(path, 0, bytes),
  };
}

/** Bytes of a file from `start`; shorter where the file ends first, as one that is still growing or was cut may. */
export async function readRange(path: string, start: number, length: number): Promise<Uint8Array> {
  const handle = await fs.open(path, 'r');
  try {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(bytes, filled, length - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled === length ? bytes : bytes.slice(0, filled);
  } finally {
    await handle.close();
  }
}
