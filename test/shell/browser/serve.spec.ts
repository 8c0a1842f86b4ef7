import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { contract, type CallName, type EventPayload, type ReplyOf, type SeriesInfo } from '../../../src-main/contract';
import { serve, type Served } from '../../../src-main/shell/browser';
import { fromFrame, toFrame } from '../../../src-main/shell/browser/framing';
import { openSession } from '../../../src-main/shell/handlers';
import { createStudyReader } from '../../../src-main/study';
import { oracle } from '../../oracle/oracle';
import { haveSharedData, sharedData, whySkipped } from '../../shared-data';
import { temporaryFolder } from '../../temporary-folder';

/** The app on loopback with a page of one line, in a home of its own. */
async function served(...initialPaths: string[]): Promise<Served> {
  const folder = temporaryFolder();
  const page = join(folder, 'page');
  mkdirSync(page);
  writeFileSync(join(page, 'index.html'), '<title>Tacet</title>');
  writeFileSync(join(folder, 'secret.html'), 'not for the page');
  const before = process.env.TACET_HOME;
  process.env.TACET_HOME = join(folder, 'home');
  const running = await serve({
    initialPaths,
    page,
    handlersFactory: (options) => openSession({ ...options, reader: createStudyReader({ workers: 0 }) }),
  });
  onTestFinished(async () => {
    await running.close();
    if (before === undefined) delete process.env.TACET_HOME;
    else process.env.TACET_HOME = before;
  });
  return running;
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}
const get = (url: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });

/** A browser's side of the socket: calls by name, and the events that came. */
async function connected(url: string, headers: Record<string, string>) {
  const { host } = new URL(url);
  const socket = new WebSocket(`ws://${host}/ws`, { headers: { Origin: `http://${host}`, ...headers } });
  onTestFinished(() => socket.close());
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const events: { readonly name: string; readonly payload: unknown }[] = [];
  const waiting = new Map<number, (outcome: unknown) => void>();
  let heard: () => void = () => undefined;
  socket.on('message', (frame: Buffer) => {
    const message = fromFrame(frame) as { type: string; id: number; outcome: unknown; name: string; payload: unknown };
    if (message.type === 'event') events.push(message);
    else waiting.get(message.id)?.(message.outcome);
    heard();
  });
  let lastId = 0;
  return {
    socket,
    events,
    call: async <K extends CallName>(key: K, request: unknown): Promise<ReplyOf<(typeof contract)[K]>> => {
      const id = ++lastId;
      const answered = new Promise((resolve) => waiting.set(id, resolve));
      socket.send(toFrame({ type: 'call', id, name: contract[key].name, request }));
      const outcome = (await answered) as { ok: boolean; value: unknown; error: unknown };
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
      return contract[key].reply.parse(outcome.value) as ReplyOf<(typeof contract)[K]>;
    },
    until: async (arrived: () => boolean): Promise<void> => {
      while (!arrived()) await new Promise<void>((resolve) => (heard = resolve));
    },
  };
}

const cookieFor = async (url: string): Promise<string> => String((await get(url)).headers['set-cookie']).split(';')[0]!;

describe('the app on loopback', () => {
  it('answers at 127.0.0.1 alone, with its page and a strict policy', async () => {
    const { url } = await served();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[0-9a-f]{64}$/);
    const { status, headers, body } = await get(url);
    expect([status, body]).toEqual([200, '<title>Tacet</title>']);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('gives nothing without the key, and nothing but the page with it', async () => {
    const { url } = await served();
    const { origin } = new URL(url);
    const Cookie = await cookieFor(url);
    expect((await get(origin)).status).toBe(403);
    expect((await get(`${origin}/index.html`, { Cookie })).status).toBe(200);
    expect((await get(`${origin}/`, { Cookie, Origin: 'http://evil.example' })).status).toBe(403);
    expect((await get(`${origin}/`, { Cookie, Host: 'evil.example' })).status).toBe(403);
    for (const path of [
      '/..%2fsecret.html',
      '/%2e%2e/secret.html',
      '/..%5csecret.html',
      '/nothing.html',
      '/index.html%00.js',
      '/download/x',
    ])
      expect.soft((await get(origin + path, { Cookie })).status, path).toBe(404);
  });

  it('opens no socket without the key or for another site', async () => {
    const { url } = await served();
    const Cookie = await cookieFor(url);
    await expect(connected(url, {})).rejects.toThrow('403');
    await expect(connected(url, { Cookie, Origin: 'http://evil.example' })).rejects.toThrow('403');
    await expect(connected(url, { Cookie })).resolves.toBeTruthy();
  });

  it('closes a socket that speaks no contract, and lives on', async () => {
    const { url } = await served();
    const Cookie = await cookieFor(url);
    const { socket } = await connected(url, { Cookie });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send(Buffer.from('rubbish'));
    expect(await closed).toBe(1007);
    expect((await (await connected(url, { Cookie })).call('hello', {})).shell).toBe('browser');
  });

  it('takes an upload and opens it', async () => {
    const { url } = await served();
    const { call, events, until } = await connected(url, { Cookie: await cookieFor(url) });
    const { uploadId } = await call('beginUpload', { label: 'Dropped' });
    await call('uploadFile', { uploadId, name: 'Dropped/notes.txt', bytes: new TextEncoder().encode('hello').buffer });
    await call('openStudy', { source: { kind: 'upload', uploadId } });
    await until(() =>
      events.some(({ name, payload }) => name === 'study:progress' && (payload as { finished: boolean }).finished),
    );
    expect(events).toContainEqual({
      type: 'event',
      name: 'study:refused',
      payload: expect.objectContaining({ file: 'Dropped/notes.txt' }),
    });
  });
});

describe.skipIf(!haveSharedData)(`a study over the socket${whySkipped}`, () => {
  it('comes from the command line: greeting, series while they are found, and slices in pydicom’s HU', async () => {
    const { url } = await served(sharedData('siemens-chest'));
    const { call, events, until } = await connected(url, { Cookie: await cookieFor(url) });
    const { initialGrant } = await call('hello', {});
    const { openId } = await call('openStudy', { source: { kind: 'grant', grantId: initialGrant } });
    const ended = (): boolean =>
      events.some(({ name, payload }) => name === 'study:progress' && (payload as EventPayload<'studyProgress'>).finished);
    await until(ended);

    const series = events.flatMap(({ name, payload }) =>
      name === 'study:series' ? [(payload as { openId: string; series: SeriesInfo }).series] : [],
    );
    expect(series[0]!.images).toBe(1);
    expect(series[series.length - 1]).toMatchObject({ images: 26, rows: 512, columns: 512, unit: 'HU', notDenoisable: null });
    expect(JSON.stringify(events)).not.toContain(sharedData('siemens-chest'));

    const { seriesId } = series[0]!;
    const { slices } = await call('listSlices', { seriesId });
    for (const index of [0, 13, 25]) {
      const { hu, type } = await call('readSlice', { seriesId, index });
      const values = Array.from(type === 'int16' ? new Int16Array(hu) : new Float32Array(hu));
      const expected = oracle.files.find(({ sop_uid: uid }) => uid === slices[index]!.sopUid)!;
      expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(expected.hu_mean!, 3);
    }
    const { rows, columns, grey } = await call('readThumbnail', { seriesId });
    expect([rows, columns, grey.byteLength]).toEqual([128, 128, 128 * 128]);

    await call('closeStudy', { openId });
    await expect(call('listSlices', { seriesId })).rejects.toThrow('study-closed');
    expect((await call('listRecent', {})).recent).toMatchObject([{ label: 'siemens-chest', images: 26 }]);
  });
});
