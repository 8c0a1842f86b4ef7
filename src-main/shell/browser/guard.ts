import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Guarded {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

export type Verdict = { readonly pass: true } | { readonly pass: false; readonly status: 403 | 405; readonly why: string };

const refuse = (status: 403 | 405, why: string): Verdict => ({ pass: false, status, why });

/**
 * Who may speak to the server. Another program on this machine does not know the token; another site in the user's browser
 * has another Origin, and one that points its own name at 127.0.0.1 (DNS rebinding) has another Host.
 */
export interface Guard {
  /** The cookie that carries the token once the page came. Browsers share cookies between ports, so its name has the port in it. */
  readonly cookie: string;
  judgeRequest(request: Guarded): Verdict;
  /** Stricter: a browser always names the origin that opens a socket, and a foreign page may try without being asked. */
  judgeSocket(request: Guarded): Verdict;
}

export function createGuard(token: string, port: number): Guard {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const name = `tacet-${port}`;

  const judge = ({ method, url, headers }: Guarded, originNeeded: 'always' | 'where-sent'): Verdict => {
    if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'Only reading is possible here.');
    const { host, origin } = headers;
    if (host === undefined || !hosts.includes(host)) return refuse(403, 'Tacet answers only at 127.0.0.1.');
    if (origin === undefined ? originNeeded === 'always' : origin !== `http://${host}`)
      return refuse(403, 'Tacet does not answer other sites.');
    const given = [new URL(url, `http://${host}`).searchParams.get('token'), cookieOf(headers.cookie, name)];
    return given.some((candidate) => candidate !== null && same(candidate, token))
      ? { pass: true }
      : refuse(403, 'Open the address that Tacet printed when it started: it holds the key to this page.');
  };

  return {
    cookie: `${name}=${token}; Path=/; HttpOnly; SameSite=Strict`,
    judgeRequest: (request) => judge(request, 'where-sent'),
    judgeSocket: (request) => judge(request, 'always'),
  };
}

function cookieOf(header: string | undefined, name: string): string | null {
  const pair = header?.split(/;\s*/).find((text) => text.startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(name.length + 1);
}

/** Takes as long for a near miss as for a wild guess. */
function same(candidate: string, token: string): boolean {
  const [a, b] = [Buffer.from(candidate), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
