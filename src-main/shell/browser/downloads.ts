import { randomBytes } from 'node:crypto';
import { createReadStream, statSync, unlink, unlinkSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

const prefix = '/download/';

/** Finished files that wait to be fetched by the page, each once. */
export interface Downloads {
  /** Takes `file` over and returns the path to fetch it from. */
  offer(file: string, name: string): string;
  /** Streams the file and removes it. False when `pathname` is none that waits. */
  send(pathname: string, response: ServerResponse): boolean;
  dispose(): void;
}

export function createDownloads(): Downloads {
  const waiting = new Map<string, { readonly file: string; readonly name: string }>();
  return {
    offer: (file, name) => {
      const pathname = prefix + randomBytes(16).toString('hex');
      waiting.set(pathname, { file, name });
      return pathname;
    },
    send: (pathname, response) => {
      const download = waiting.get(pathname);
      if (!download) return false;
      waiting.delete(pathname);
      response.writeHead(200, {
        'Content-Type': 'application/octet-stream',
        'Content-Length': statSync(download.file).size,
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(download.name).replace(/['()*]/g, escape)}`,
      });
      // A download that was broken off leaves half a file with the user; the browser says so. Ours goes either way.
      pipeline(createReadStream(download.file), response, () => unlink(download.file, () => undefined));
      return true;
    },
    dispose: () => {
      for (const { file } of waiting.values()) unlinkSync(file);
      waiting.clear();
    },
  };
}
