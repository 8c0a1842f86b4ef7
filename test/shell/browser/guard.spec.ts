import { describe, expect, it } from 'vitest';
import { createGuard, type Guarded } from '../../../src-main/shell/browser/guard';

const token = 'f'.repeat(64);
const guard = createGuard(token, 4321);
const host = '127.0.0.1:4321';
const asked = (headers: Guarded['headers'], url = '/', method = 'GET'): Guarded => ({
  method,
  url,
  headers: { host, ...headers },
});
const withCookie = { cookie: `theme=dark; tacet-4321=${token}` };
const own = `http://${host}`;

describe('a request', () => {
  it('passes with the token in its address, or in the cookie that the first answer set', () => {
    expect(guard.judgeRequest(asked({}, `/?token=${token}`)).pass).toBe(true);
    expect(guard.judgeRequest(asked(withCookie, '/page.js')).pass).toBe(true);
    expect(guard.judgeRequest({ ...asked(withCookie), headers: { ...withCookie, host: 'localhost:4321' } }).pass).toBe(true);
  });

  it('is refused without the token, with half of it, with another, or with that of another port', () => {
    for (const [headers, url] of [
      [{}, '/'],
      [{}, `/?token=${token.slice(1)}`],
      [{}, `/?token=${'e'.repeat(64)}`],
      [{}, '/?token='],
      [{ cookie: `tacet-4322=${token}` }, '/'],
      [{ cookie: 'tacet-4321=' }, '/'],
    ] as const)
      expect
        .soft(guard.judgeRequest(asked(headers, url)), `${JSON.stringify(headers)} ${url}`)
        .toMatchObject({ pass: false, status: 403 });
  });

  it('is refused under a name that merely leads here (DNS rebinding), with the token and all', () => {
    for (const name of ['evil.example:4321', '127.0.0.1', '127.0.0.1:80', '127.0.0.1.evil.example:4321', undefined])
      expect.soft(guard.judgeRequest({ ...asked(withCookie), headers: { ...withCookie, host: name } }).pass, name).toBe(false);
  });

  it('is refused from a page of another site', () => {
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:4322', `https://${host}`, `${own}.evil.example`])
      expect.soft(guard.judgeRequest(asked({ ...withCookie, origin })).pass, origin).toBe(false);
    expect(guard.judgeRequest(asked({ ...withCookie, origin: own })).pass).toBe(true);
  });

  it('can only read', () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect.soft(guard.judgeRequest(asked(withCookie, '/', method)), method).toMatchObject({ pass: false, status: 405 });
    expect(guard.judgeRequest(asked(withCookie, '/', 'HEAD')).pass).toBe(true);
  });
});

describe('a socket', () => {
  it('passes only where the browser says that our own page opens it', () => {
    expect(guard.judgeSocket(asked({ ...withCookie, origin: own }, '/ws')).pass).toBe(true);
    expect(guard.judgeSocket(asked(withCookie, '/ws')).pass).toBe(false);
    expect(guard.judgeSocket(asked({ ...withCookie, origin: 'http://evil.example' }, '/ws')).pass).toBe(false);
    expect(guard.judgeSocket(asked({ origin: own }, '/ws')).pass).toBe(false);
  });
});

it('the cookie stays out of sight of scripts and of other sites', () => {
  expect(guard.cookie).toBe(`tacet-4321=${token}; Path=/; HttpOnly; SameSite=Strict`);
});
