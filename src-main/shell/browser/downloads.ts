import { randomBytes } from 'node:crypto';
import { createReadStream, rmSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream';

const prefix = '/download/';
/** An export can be fetched again until this many newer ones were made. */
const mostOffered = 3;

/** Finished files that the page may fetch, each from a private folder of its own. */
export interface Downloads {
  /** Takes `file` and its folder over, and returns the path to fetch it from. */
  offer(file: string, name: string): string;
  /** Streams the file. False when `pathname` is none that is offered. */
  send(pathname: string, response: ServerResponse): boolean;
  dispose(): void;
}

export function createDownloads(): Downloads {
  const offered = new Map<string, { readonly file: string; readonly name: string }>();
  const remove = (pathname: string): void => {
    const download = offered.get(pathname);
    offered.delete(pathname);
    if (download) rmSync(dirname(download.file), { recursive: true });
  };
  return {
    offer: (file, name) => {
      const pathname = prefix + randomBytes(16).toString('hex');
      offered.set(pathname, { file, name });
      for (const old of [...offered.keys()].slice(0, -mostOffered)) remove(old);
      return pathname;
    },
    send: (pathname, response) => {
      const download = offered.get(pathname);
      if (!download) return false;
      response.writeHead(200, {
        'Content-Type': 'application/octet-stream',
        'Content-Length': statSync(download.file).size,
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(download.name).replace(/['()*]/g, escape)}`,
      });
      // A download that was broken off leaves half a file with the user; the browser says so.
      pipeline(createReadStream(download.file), response, () => undefined);
      return true;
    },
    dispose: () => {
      for (const pathname of [...offered.keys()]) remove(pathname);
    },
  };
}
