import { fail, ok, type Outcome, type OwnPhrase, type Trouble } from '../contract';
import { inflateBeginning, inflateRaw } from '../dicom';
import { type Location, readRange, type SourceFile } from './source-file';

/** A zip whose table of contents is read; its files are unpacked one at a time, in memory, and never to disk. */
export interface ZipArchive {
  readonly path: string;
  /** By their paths. */
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly refused: readonly { readonly path: string; readonly trouble: Trouble }[];
}

/** Limits against archives made to harm. */
const mostEntries = 200_000;
const largestDirectoryBytes = 64 << 20;
const largestEntryBytes = 1 << 30;
const largestTotalBytes = 2 ** 37;
/** Deflate cannot do better than 1032:1; images do not come near. Small files may. */
const highestRatio = 200;
const ratioMattersFromBytes = 32 << 20;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly headerOffset: number;
}

export const isZip = (beginning: Uint8Array): boolean =>
  beginning[0] === 0x50 &&
  beginning[1] === 0x4b &&
  ((beginning[2] === 3 && beginning[3] === 4) || (beginning[2] === 5 && beginning[3] === 6));

const damaged = (why: OwnPhrase): Outcome<never> => fail('zip-damaged', { why: [why] });

/** Reads the central directory (APPNOTE.TXT 4.3.12), also of zip64, and checks every entry against the limits. */
export async function openZip(path: string, location: Location, zipBytes: number): Promise<Outcome<ZipArchive>> {
  const directory = await readDirectory(location, zipBytes);
  if (!directory.ok) return directory;
  const total = directory.value.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > largestTotalBytes) return fail('zip-too-large');
  const files = new Map<string, SourceFile>();
  const refused: { path: string; trouble: Trouble }[] = [];
  const seen = new Set<string>();
  for (const entry of directory.value) {
    if (entry.name.endsWith('/') || isNoise(entry.name)) continue;
    const checked = check(entry, seen);
    seen.add(entry.name);
    const inside = `${path}/${entry.name}`;
    if (checked.ok) files.set(inside, packedFile(inside, location, entry));
    else refused.push({ path: inside, trouble: checked.error });
  }
  return ok({ path, files, refused });
}

/** What macOS packs beside each file, and tables of contents: every file of the zip is looked at anyway. */
const isNoise = (name: string): boolean => name.startsWith('__MACOSX/') || /(^|[/\\])DICOMDIR$/i.test(name);

function check(entry: Entry, seen: ReadonlySet<string>): Outcome<Entry> {
  const parts = entry.name.split(/[/\\]/);
  if (parts.some((part) => part === '..' || part === '') || /^[a-z]:/i.test(entry.name) || entry.name.includes('\0'))
    return fail('zip-unsafe-name');
  if (seen.has(entry.name)) return fail('zip-double-name');
  if (/\.zip$/i.test(entry.name)) return fail('zip-nested');
  if (entry.encrypted) return fail('zip-encrypted');
  if (entry.method !== 0 && entry.method !== 8) return fail('zip-method', { method: entry.method });
  if (entry.bytes > largestEntryBytes) return fail('zip-entry-too-large');
  if (entry.bytes > ratioMattersFromBytes && entry.bytes > highestRatio * entry.packedBytes) return fail('zip-bomb');
  return ok(entry);
}

function packedFile(path: string, zip: Location, entry: Entry): SourceFile {
  const packed = async (length: number): Promise<Uint8Array> => {
    const header = await readRange(zip, entry.headerOffset, 30);
    const view = new DataView(header.buffer);
    if (header.length < 30 || view.getUint32(0, true) !== 0x04034b50) throw new Error('the zip file changed while it was read');
    const start = entry.headerOffset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
    return readRange(zip, start, Math.min(length, entry.packedBytes));
  };
  return {
    path,
    async readBeginning(length) {
      const wanted = Math.min(length, entry.bytes);
      // Incompressible data grows by a few bytes a block.
      const beginning = await packed(wanted + 1024);
      const bytes = entry.method === 0 ? beginning.slice(0, wanted) : inflateBeginning(beginning, wanted).slice();
      return { bytes, totalBytes: entry.bytes };
    },
    async readAll() {
      const all = await packed(entry.packedBytes);
      if (entry.method === 0) return ok(all);
      const inflated = inflateRaw(all, entry.bytes);
      return inflated.ok ? inflated : damaged('an entry does not unpack to the size that is stated');
    },
  };
}

async function readDirectory(path: Location, zipBytes: number): Promise<Outcome<readonly Entry[]>> {
  const tailBytes = Math.min(zipBytes, 22 + 0xffff + 20);
  const tail = await readRange(path, zipBytes - tailBytes, tailBytes);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  let end = tail.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) return damaged('its table of contents is missing');
  let entries = view.getUint16(end + 10, true);
  let size = view.getUint32(end + 12, true);
  let offset = view.getUint32(end + 16, true);
  if (end >= 20 && view.getUint32(end - 20, true) === 0x07064b50) {
    const record = await readRange(path, uint64(view, end - 12), 56);
    const wide = new DataView(record.buffer);
    if (record.length < 56 || wide.getUint32(0, true) !== 0x06064b50) return damaged('its table of contents is missing');
    entries = uint64(wide, 32);
    size = uint64(wide, 40);
    offset = uint64(wide, 48);
  }
  if (entries > mostEntries || size > largestDirectoryBytes) return fail('zip-too-many', { entries });
  const directory = await readRange(path, offset, size);
  return directory.length < size ? damaged('its table of contents is cut off') : parseDirectory(directory, entries);
}

const uint64 = (view: DataView, at: number): number => view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;

function parseDirectory(directory: Uint8Array, count: number): Outcome<readonly Entry[]> {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries: Entry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || view.getUint32(at, true) !== 0x02014b50)
      return damaged('its table of contents is not readable');
    const flags = view.getUint16(at + 8, true);
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const next = at + 46 + nameBytes + extraBytes + view.getUint16(at + 32, true);
    if (next > directory.length) return damaged('its table of contents is cut off');
    const name = nameOf(directory.subarray(at + 46, at + 46 + nameBytes), flags);
    const extra = new DataView(directory.buffer, directory.byteOffset + at + 46 + nameBytes, extraBytes);
    const [bytes, packedBytes, headerOffset] = wideValues(extra, [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ]);
    entries.push({
      name,
      method: view.getUint16(at + 10, true),
      encrypted: (flags & 1) === 1,
      packedBytes: packedBytes!,
      bytes: bytes!,
      headerOffset: headerOffset!,
    });
    at = next;
  }
  return ok(entries);
}

/** UTF-8 where the entry says so (APPNOTE.TXT 4.4.4, bit 11), and where it is without saying so; else it is shown as Latin-1. */
function nameOf(bytes: Uint8Array, flags: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: (flags & 0x800) === 0 }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** Zip64: a value of FFFFFFFFH stands in extra field 1, 64 bits wide, in this order. */
function wideValues(extra: DataView, values: readonly number[]): readonly number[] {
  let field = 0;
  while (field + 4 <= extra.byteLength && extra.getUint16(field, true) !== 1) field += 4 + extra.getUint16(field + 2, true);
  let at = field + 4;
  return values.map((value) => {
    if (value !== 0xffffffff || at + 8 > extra.byteLength) return value;
    at += 8;
    return uint64(extra, at - 8);
  });
}
