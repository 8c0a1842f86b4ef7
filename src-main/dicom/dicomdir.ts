import { fail, ok, type Outcome } from '../contract';
import { readMeta } from './meta';
import { openFile } from './open';

const mediaStorageDirectory = '1.2.840.10008.1.3.10';

/** Whether the beginning of a file says that it is a DICOMDIR. */
export function isFileSet(beginning: Uint8Array): boolean {
  const meta = readMeta(beginning);
  return meta.ok && meta.value.mediaStorageSopClassUid === mediaStorageDirectory;
}

/** A file named by a DICOMDIR: the folders below its own, then the file. Untrusted: nothing keeps them from being `..`. */
export type FileReference = readonly string[];

/** The files that a DICOMDIR names (PS3.10 section 8), in its order. Fails on what is no DICOMDIR. */
export function readFileSet(bytes: Uint8Array): Outcome<readonly FileReference[]> {
  const opened = openFile(bytes);
  if (!opened.ok) return opened;
  const { attributes, meta } = opened.value;
  if (meta.mediaStorageSopClassUid !== mediaStorageDirectory && !attributes.has('x00041220')) return fail('not-a-dicomdir');
  return ok(
    attributes
      .items('x00041220')
      .map((record) => record.strings('x00041500').filter((component, i, all) => component !== '' || i < all.length - 1))
      .filter((components) => components.length > 0),
  );
}
