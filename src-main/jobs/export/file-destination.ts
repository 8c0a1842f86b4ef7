import { promises as fs } from 'node:fs';
import type { Destination } from './destination';

/** One file, an earlier one of its name replaced: what is added is appended, whatever its name, and stands under another name until all is there. */
export async function fileDestination(path: string): Promise<Destination> {
  const part = `${path}.part`;
  const handle = await fs.open(part, 'w');
  return {
    add: async (_name, bytes) => {
      await handle.writeFile(bytes);
    },
    finish: async () => {
      await handle.sync();
      await handle.close();
      await fs.rename(part, path);
      return path;
    },
    abandon: async () => {
      // It may be closed already, when giving it its name failed.
      await handle.close().catch(() => undefined);
      await fs.rm(part, { force: true });
    },
  };
}
