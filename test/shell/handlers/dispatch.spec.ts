import { describe, expect, it } from 'vitest';
import { fail, ok, TacetError, type Handlers, type ReplyMessage } from '../../../src-main/contract';
import { dispatch } from '../../../src-main/shell/handlers/dispatch';

const ask = (handlers: Partial<Handlers>, name: string, request: unknown): Promise<ReplyMessage> =>
  dispatch(handlers, { type: 'call', id: 7, name, request });
const codeOf = ({ outcome }: ReplyMessage): string => (outcome.ok ? 'ok' : outcome.error.code);

describe('a call of the page', () => {
  it('is answered under its own number', async () => {
    const handlers = { closeStudy: async () => ok({}) };
    expect(await ask(handlers, 'study:close', { openId: 'a' })).toEqual({
      type: 'reply',
      id: 7,
      outcome: { ok: true, value: {} },
    });
  });

  it('of a name that the contract does not have, or that nobody handles, is refused', async () => {
    for (const name of ['study:delete-everything', 'closeStudy', '__proto__', 'constructor', ''])
      expect.soft(codeOf(await ask({ closeStudy: async () => ok({}) }, name, {})), name).toBe('call-unknown');
    expect(codeOf(await ask({}, 'study:close', { openId: 'a' }))).toBe('call-unknown');
  });

  it('reaches no handler when it does not fit the contract', async () => {
    let heard = 0;
    const handlers: Partial<Handlers> = { readSlice: async () => (heard++, fail('x', 'x', '')) };
    for (const request of [{}, null, 'x', { seriesId: 's', index: -1 }, { seriesId: 's', index: 0.5 }, { seriesId: 1, index: 0 }])
      expect.soft(codeOf(await ask(handlers, 'study:read-slice', request))).toBe('request-invalid');
    expect(heard).toBe(0);
  });

  it('brings nothing to a handler that the contract does not name', async () => {
    let heard: unknown;
    const closeStudy: Handlers['closeStudy'] = async (request) => ((heard = request), ok({}));
    await ask({ closeStudy }, 'study:close', { openId: 'a', path: '/etc/passwd' });
    expect(heard).toEqual({ openId: 'a' });
  });

  it('gets no field back that the contract does not name: a path stays in main', async () => {
    const leaky = { recentId: 'r', label: 'scan', images: 1, openedAt: 0, picture: null, paths: ['/home/anna/scan'] };
    const handlers: Partial<Handlers> = { listRecent: async () => ok({ recent: [leaky], secret: 1 } as never) };
    const reply = await ask(handlers, 'app:list-recent', {});
    expect(reply.outcome).toEqual({
      ok: true,
      value: { recent: [{ recentId: 'r', label: 'scan', images: 1, openedAt: 0, picture: null }] },
    });
    const failing: Partial<Handlers> = {
      listRecent: async () => ({ ok: false, error: { ...fail('c', 'm', 'r').error, stack: 's' } }),
    };
    expect((await ask(failing, 'app:list-recent', {})).outcome).toEqual(fail('c', 'm', 'r'));
  });

  it('gets plain words when a handler throws, or breaks the contract', async () => {
    const throwing = (thrown: unknown): Partial<Handlers> => ({ closeStudy: () => Promise.reject(thrown) });
    const close = (handlers: Partial<Handlers>) => ask(handlers, 'study:close', { openId: 'a' });
    expect((await close(throwing(new TacetError({ code: 'code', message: 'What.', remedy: 'Do this.' })))).outcome).toEqual(
      fail('code', 'What.', 'Do this.'),
    );
    expect(codeOf(await close(throwing(new TypeError('x is undefined'))))).toBe('unexpected');
    expect(codeOf(await close(throwing('a string')))).toBe('unexpected');
    expect(codeOf(await ask({ hello: async () => ok({} as never) }, 'app:hello', {}))).toBe('unexpected');
  });
});
