import type { Session } from '../app/session.svelte';
import type { NamedFile } from '../app/upload';
import { say } from '../language/language.svelte';

export type PlaceKind = 'open-folder' | 'open-files';

/** Asks where the study is, with the system's dialog on the desktop and the browser's elsewhere, and opens it. */
export async function openPlace(session: Session, kind: PlaceKind): Promise<void> {
  if (session.hello?.shell === 'desktop') return session.chooseAndOpen(kind);
  const files = await pickFiles(kind);
  await session.openFiles(labelOf(files), files);
}

/** What a set of files is called until its headers are read: their common folder, or the only file. */
export function labelOf(files: readonly Pick<NamedFile, 'name'>[]): string {
  const folders = new Set(files.map(({ name }) => (name.includes('/') ? name.split('/')[0]! : '')));
  const [folder = ''] = folders;
  if (folders.size === 1 && folder) return folder;
  return files.length === 1 ? files[0]!.name : say().studies.files(files.length);
}

/** Resolves to the chosen files, or stays open for good when the dialog is dismissed: older browsers do not tell. */
function pickFiles(kind: PlaceKind): Promise<NamedFile[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.webkitdirectory = kind === 'open-folder';
  return new Promise((resolve) => {
    input.onchange = () =>
      resolve([...(input.files ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file })));
    input.click();
  });
}

/**
 * Every file below what was dropped. The entries must be taken while the drop event lasts; what they hold may be read later.
 * A folder that can't be read is left out: its files would be refused one by one anyway.
 */
export async function droppedFiles(items: Iterable<DataTransferItem>): Promise<NamedFile[]> {
  // A file that is in no folder, such as an attachment dragged from another page, has no entry.
  const taken = [...items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const found: NamedFile[] = [];
  for (const dropped of taken) {
    if (dropped instanceof File) found.push({ name: dropped.name, file: dropped });
    else if (dropped) await collect(dropped, found);
  }
  return found;
}

async function collect(entry: FileSystemEntry, found: NamedFile[]): Promise<void> {
  if (isFile(entry)) {
    const file = await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null)));
    if (file) found.push({ name: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader gives a hundred entries at a time, and none when it is through.
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (some.length === 0) return;
    for (const inside of some) await collect(inside, found);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
