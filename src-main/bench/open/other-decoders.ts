import { join } from 'node:path';
import type { RunTime } from '../child';
import { startLineProcess } from '../line-process';
import { openFolder } from '../places';

/** One frame unpacked: how long it took, and the SHA-256 of its stored values as 16-bit words. Or why not. */
export type Unpacked = (RunTime & { readonly sha256: string }) | { readonly why: string };
export type OtherDecoder = 'gdcm' | 'pylibjpeg';

/** The Python process of decoders.py, which is ready: every syntax has its file in the folder. Whoever starts it ends it. */
export interface OtherDecoders {
  unpack(path: string, by: OtherDecoder): Promise<Unpacked>;
  end(): void;
}

/** Rejects with Python's last words where the packages are not there. */
export async function startOtherDecoders(folder: string): Promise<OtherDecoders> {
  // -B: nothing is to be written beside the sources.
  const args = ['-B', '-W', 'ignore', join(openFolder, 'decoders.py'), folder];
  const { ask, end } = await startLineProcess({ file: 'python3', args, env: {} });
  return { unpack: async (path, by) => (await ask(JSON.stringify({ path, by }))) as unknown as Unpacked, end };
}
