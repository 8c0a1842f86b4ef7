import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, promises as fs, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fail, ok, type Outcome } from '../contract';

export interface UploadLimits {
  readonly totalBytes: number;
  readonly files: number;
}
/** A large study is 4,000 images of half a megabyte; more than four of those is a mistake or an attack. */
export const defaultUploadLimits: UploadLimits = { totalBytes: 8 * 2 ** 30, files: 50_000 };

export interface Upload {
  readonly label: string;
  readonly folder: string;
}

/** Files a browser sent, in a private temporary folder that goes with `dispose`. */
export interface Uploads {
  /** Begins a new upload. Only the one before it is kept: that study may still be open while the next arrives. */
  begin(label: string): string;
  add(uploadId: string, name: string, bytes: ArrayBuffer): Promise<Outcome<Record<string, never>>>;
  find(uploadId: string): Upload | null;
  dispose(): void;
}

/** `parent` is where the private folder is made, at the first upload. */
export function createUploads(limits: UploadLimits = defaultUploadLimits, parent: string = tmpdir()): Uploads {
  let root: string | null = null;
  const uploads = new Map<string, Upload & { bytes: number; files: number }>();

  return {
    begin: (label) => {
      // mkdtemp makes it readable by its owner alone (0700).
      root ??= mkdtempSync(join(parent, 'tacet-upload-'));
      const uploadId = randomBytes(16).toString('hex');
      const folder = join(root, uploadId);
      mkdirSync(folder, { mode: 0o700 });
      for (const [oldId, old] of [...uploads].slice(0, -1)) {
        uploads.delete(oldId);
        rmSync(old.folder, { recursive: true });
      }
      uploads.set(uploadId, { label, folder, bytes: 0, files: 0 });
      return uploadId;
    },
    add: async (uploadId, name, bytes) => {
      const upload = uploads.get(uploadId);
      if (!upload) return fail('upload-unknown');
      const place = placeOf(name);
      if (!place) return fail('upload-name', { name });
      upload.bytes += bytes.byteLength;
      upload.files += 1;
      if (upload.bytes > limits.totalBytes || upload.files > limits.files)
        return fail('upload-too-large', { files: limits.files, mebibytes: Math.floor(limits.totalBytes / 2 ** 20) });
      const file = join(upload.folder, place);
      try {
        await fs.mkdir(dirname(file), { recursive: true, mode: 0o700 });
        await fs.writeFile(file, new Uint8Array(bytes), { mode: 0o600 });
        return ok({});
      } catch (error) {
        return fail('upload-not-kept', { name, why: (error as NodeJS.ErrnoException).code ?? String(error) });
      }
    },
    find: (uploadId) => uploads.get(uploadId) ?? null,
    dispose: () => {
      if (root) rmSync(root, { recursive: true });
      root = null;
      uploads.clear();
    },
  };
}

/**
 * A name sent by a page as a place below the upload's folder; null when it can't be one. `..`, drive letters, streams (`a:b`) and
 * control characters are what a hostile name is made of.
 */
export function placeOf(name: string): string | null {
  const parts = name.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is refused here
  const bad = (part: string) => part === '..' || part.length > 255 || /[\u0000-\u001f:*?"<>|]/.test(part);
  return parts.length === 0 || parts.length > 32 || parts.some(bad) ? null : join(...parts);
}
