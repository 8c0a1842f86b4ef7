import type { IpcMain, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { answerCalls, emitTo } from '../../../src-main/shell/desktop/calls';
import type { Session } from '../../../src-main/shell/handlers';

const hello = { version: '1.0.0', shell: 'desktop', initialGrant: null };
const ours = { getURL: () => 'tacet://app/' } as WebContents;
const fromPage = { sender: ours, senderFrame: { url: 'tacet://app/', parent: null } };
const fromElsewhere = { sender: ours, senderFrame: { url: 'https://example.org/', parent: null } };

function desk() {
  const answers = new Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>();
  const ipcMain = { handle: (channel: string, answer: never) => answers.set(channel, answer) } as unknown as IpcMain;
  const grant = vi.fn(() => 'grant-1');
  const session = { handlers: { hello: async () => ({ ok: true, value: hello }) }, places: { grant } } as unknown as Session;
  answerCalls(ipcMain, (contents) => (contents === ours ? session : undefined));
  return { call: answers.get('tacet:call')!, grantFiles: answers.get('tacet:grant-files')!, grant };
}

describe('a call over IPC', () => {
  it('is answered with what the handler of its window says', async () =>
    expect(await desk().call(fromPage, 'app:hello', {})).toEqual({ ok: true, value: hello }));
  it('is refused when it comes from another page', async () =>
    expect(await desk().call(fromElsewhere, 'app:hello', {})).toMatchObject({ ok: false, error: { code: 'sender-unknown' } }));
  it('is refused when its window has no session', async () => {
    const stranger = { ...fromPage, sender: { getURL: () => 'tacet://app/' } };
    expect(await desk().call(stranger, 'app:hello', {})).toMatchObject({ ok: false, error: { code: 'sender-unknown' } });
  });
  it.each([
    ['app:quit', {}],
    [undefined, {}],
    [['app:hello'], {}],
    ['app:hello', 7],
  ])('is refused when the contract does not know it: %s(%j)', async (name, request) =>
    expect(await desk().call(fromPage, name, request)).toMatchObject({ ok: false }),
  );
});

describe('dropped files', () => {
  it('become a grant: the page gets an id', async () => {
    const { grantFiles, grant } = desk();
    expect(await grantFiles(fromPage, ['/ct/a', '/ct/b'])).toBe('grant-1');
    expect(grant).toHaveBeenCalledWith(['/ct/a', '/ct/b']);
  });
  it.each([[[]], [['']], [['relative']], ['/ct/a'], [[7]], [undefined]])('are refused when they are %j', async (paths) => {
    const { grantFiles, grant } = desk();
    await expect(grantFiles(fromPage, paths)).rejects.toThrow();
    expect(grant).not.toHaveBeenCalled();
  });
  it('are refused when another page hands them over', async () =>
    expect(desk().grantFiles(fromElsewhere, ['/ct/a'])).rejects.toThrow('only its own window'));
});

describe('an event', () => {
  const progress = {
    openId: 'a',
    label: 'scan',
    stage: 'reading',
    filesSeen: 1,
    imagesFound: 1,
    fraction: null,
    finished: false,
    trouble: null,
  } as const;

  it('reaches the page in an envelope, less what the contract does not name', () => {
    const contents = { isDestroyed: () => false, send: vi.fn() };
    emitTo(contents as unknown as WebContents)('studyProgress', { ...progress, path: '/home/me/scan' } as typeof progress);
    expect(contents.send).toHaveBeenCalledWith('tacet:event', { type: 'event', name: 'study:progress', payload: progress });
  });
  it('of a job that outlives its window is dropped', () => {
    const contents = { isDestroyed: () => true, send: vi.fn() };
    emitTo(contents as unknown as WebContents)('studyProgress', progress);
    expect(contents.send).not.toHaveBeenCalled();
  });
});
