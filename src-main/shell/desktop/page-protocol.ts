import type { CustomScheme, Session } from 'electron';
import { promises as fs } from 'node:fs';
import { pageFile, pageHeaders } from '../page-files';
import { isOwn, scheme } from './policy';

/** To be registered before Electron is ready. `standard` gives the page an origin, `secure` what browsers keep for https. */
export const pageScheme: CustomScheme = { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } };

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Answers a request of the page with a file of `folder`, or with 404 and no word on why. */
export async function answerPage(folder: string, url: string): Promise<PageAnswer> {
  const file = isOwn(url) ? pageFile(folder, new URL(url).pathname) : null;
  const body = file && (await fs.readFile(file.path).catch(() => null));
  if (!file || !body) return { status: 404, headers: { ...pageHeaders(), 'Content-Type': 'text/plain' }, body: new Uint8Array() };
  return { status: 200, headers: { ...pageHeaders(), 'Content-Type': file.type }, body };
}

/** Serves the page to the windows of a session. */
export function servePage({ protocol }: Session, folder: string): void {
  // Electron 25 on.
  if (protocol.handle)
    return protocol.handle(scheme, async ({ url }) => {
      const { body, ...rest } = await answerPage(folder, url);
      return new Response(Uint8Array.from(body), rest);
    });
  protocol.registerBufferProtocol(scheme, ({ url }, reply) => {
    void answerPage(folder, url).then(({ status, headers, body }) =>
      reply({ statusCode: status, headers: { ...headers }, data: Buffer.from(body) }),
    );
  });
}
