import { fail, ok, type Client, type Outcome } from '../../src-main/contract';
import { say } from '../language/language.svelte';

/** A file and its place inside what was chosen or dropped, with forward slashes. */
export interface NamedFile {
  readonly name: string;
  readonly file: File;
}

export interface UploadProgress {
  readonly label: string;
  readonly files: number;
  readonly filesDone: number;
  readonly bytes: number;
  readonly bytesDone: number;
}

/** So many files are read and sent at a time: enough to keep the socket busy, few enough to keep memory small. */
const atOnce = 4;

/** Hands files to main, for a browser has no path to give. Resolves to the upload's id, to be opened as a study. */
export async function uploadFiles(
  client: Pick<Client, 'beginUpload' | 'uploadFile'>,
  label: string,
  files: readonly NamedFile[],
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<Outcome<string>> {
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  let progress: UploadProgress = { label, files: files.length, filesDone: 0, bytes, bytesDone: 0 };
  onProgress(progress);
  const begun = await client.beginUpload({ label: label.slice(0, 200) });
  if (!begun.ok) return begun;

  const queue = files.values();
  let failed: Outcome<never> | null = null;
  const sendInTurn = async () => {
    for (const { name, file } of queue) {
      if (failed || signal.aborted) return;
      const sent = await readAndSend(client, begun.value.uploadId, name, file);
      if (!sent.ok) failed = sent;
      progress = { ...progress, filesDone: progress.filesDone + 1, bytesDone: progress.bytesDone + file.size };
      onProgress(progress);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendInTurn));
  if (signal.aborted) return fail('upload-cancelled', say().app.uploadCancelled, '');
  return failed ?? ok(begun.value.uploadId);
}

async function readAndSend(client: Pick<Client, 'uploadFile'>, uploadId: string, name: string, file: File) {
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return fail('file-unreadable', say().app.fileUnreadable(name), say().app.checkFile);
  }
  return client.uploadFile({ uploadId, name: name.slice(-1000), bytes });
}
