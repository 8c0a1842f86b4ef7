import type { Session } from 'electron';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerPage, pageScheme, servePage } from '../../../src-main/shell/desktop/page-protocol';

let folder: string;
beforeAll(() => {
  const parent = mkdtempSync(join(tmpdir(), 'tacet-test-'));
  folder = join(parent, 'page');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<title>Tacet</title>');
  writeFileSync(join(folder, 'assets', 'index.js'), 'start()');
  writeFileSync(join(parent, 'secret.json'), '{}');
});
afterAll(() => rmSync(join(folder, '..'), { recursive: true }));

const textOf = (body: Uint8Array) => new TextDecoder().decode(body);

describe('the page over its own scheme', () => {
  it.each([
    ['tacet://app/', 'text/html; charset=utf-8', '<title>Tacet</title>'],
    ['tacet://app/index.html#help', 'text/html; charset=utf-8', '<title>Tacet</title>'],
    ['tacet://app/assets/index.js?v=1', 'text/javascript; charset=utf-8', 'start()'],
  ])('%s is %s', async (url, type, text) => {
    const { status, headers, body } = await answerPage(folder, url);
    expect([status, headers['Content-Type'], textOf(body)]).toEqual([200, type, text]);
  });

  it.each([
    'tacet://app/missing.js',
    'tacet://app/../secret.json',
    'tacet://app/%2e%2e/secret.json',
    'tacet://app/..%2fsecret.json',
    'tacet://app/..%5csecret.json',
    'tacet://app/%00index.html',
    'tacet://app/%',
    'tacet://other/index.html',
  ])('%s is nothing', async (url) => {
    const { status, body } = await answerPage(folder, url);
    expect([status, body.byteLength]).toEqual([404, 0]);
  });

  it.each(['tacet://app/', 'tacet://app/missing.js'])('%s comes with a policy that lets in no foreign code', async (url) => {
    const { headers } = await answerPage(folder, url);
    const policy = headers['Content-Security-Policy']!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/unsafe-(inline|eval)'(?<!wasm-unsafe-eval')/);
    expect(policy).not.toMatch(/https?:|wss?:|\*/);
    expect(headers).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
  });

  it('has an origin of its own, as secure as https', () => {
    expect(pageScheme.scheme).toBe('tacet');
    expect(pageScheme.privileges).toMatchObject({ standard: true, secure: true });
    expect(pageScheme.privileges).not.toHaveProperty('bypassCSP');
  });

  it('is served by protocol.handle: Electron 25 and on', async () => {
    let handler: ((request: { url: string }) => Promise<Response>) | undefined;
    servePage({ protocol: { handle: (_: string, given: typeof handler) => (handler = given) } } as unknown as Session, folder);
    const response = await handler!({ url: 'tacet://app/' });
    expect([response.status, await response.text()]).toEqual([200, '<title>Tacet</title>']);
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  });
});
