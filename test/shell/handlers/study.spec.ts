import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Desk, type EventName, type EventPayload, ok, type Outcome, type SeriesInfo } from '../../../src-main/contract';
import type { KeptPicture } from '../../../src-main/shell/memory';
import type { StudyPlace } from '../../../src-main/shell/places';
import { createStudyHandlers, type StudyServices } from '../../../src-main/shell/handlers/study';
import { createStudyReader } from '../../../src-main/study';
import { syntheticSlice, writeSyntheticSeries } from '../../study/synthetic-series';
import { temporaryFolder } from '../../temporary-folder';

type Told = { readonly [K in EventName]: { readonly name: K; readonly payload: EventPayload<K> } }[EventName];

/** The study side of a session over places called by their ids, and all that its page was told. */
function desk(places: Readonly<Record<string, Partial<StudyPlace>>>, services: Partial<StudyServices> = {}) {
  const told: Told[] = [];
  const remembered: unknown[] = [];
  let left: { readonly paths: readonly string[]; readonly desk: Desk; readonly picture: KeptPicture | null } | null = null;
  let heard: () => void = () => undefined;
  const side = createStudyHandlers({
    reader: createStudyReader({ workers: 0 }),
    places: {
      resolveStudy: (source) => {
        const id = source.kind === 'grant' ? source.grantId : '';
        return ok({ paths: [], label: id, keeping: 'remembered', ...places[id] });
      },
    },
    memory: {
      remember: (study) => remembered.push(study),
      rememberDesk: (paths, desk) => (left = { paths, desk, picture: null }),
      rememberPicture: (_, picture) => (left = { ...left!, picture }),
      deskOf: (paths) => (left && left.paths.join() === paths.join() ? left.desk : null),
    },
    emit: (name, payload) => {
      told.push({ name, payload } as Told);
      heard();
    },
    // eslint-disable-next-line require-yield -- a demo that is there already
    makeDemo: async function* () {
      return '';
    },
    ...services,
  });
  const progress = (openId: string) =>
    told.flatMap(({ name, payload }) => (name === 'studyProgress' && payload.openId === openId ? [payload] : []));
  /** Opens a place, and waits until it is read. */
  const open = async (grantId: string, kind: 'grant' | 'demo' = 'grant') => {
    const { openId } = valueOf(await side.handlers.openStudy({ source: kind === 'demo' ? { kind } : { kind, grantId } }));
    while (!progress(openId).some(({ finished }) => finished)) await new Promise<void>((resolve) => (heard = resolve));
    return openId;
  };
  const series = (): SeriesInfo[] => {
    const listed = new Map<string, SeriesInfo>();
    for (const { name, payload } of told)
      if (name === 'studySeries') listed.set(payload.series.seriesId, payload.series);
      else if (name === 'studySeriesGone') listed.delete(payload.seriesId);
    return [...listed.values()];
  };
  const last = (openId: string) => progress(openId)[progress(openId).length - 1]!;
  return { handlers: side.handlers, studies: side.open, told, remembered, left: () => left, progress, last, open, series };
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

function folderOf(images: number, series = 'series'): string {
  const folder = temporaryFolder();
  writeSyntheticSeries(folder, images, series);
  return folder;
}

describe('opening a study', () => {
  it('tells of a series at once, of its growth, and of the end', async () => {
    const { open, told, last } = desk({ a: { paths: [folderOf(5)], label: 'scan' } });
    const openId = await open('a');
    const counts = told.flatMap(({ name, payload }) => (name === 'studySeries' ? [payload.series.images] : []));
    expect([counts[0], counts[counts.length - 1]]).toEqual([1, 5]);
    expect(told[0]).toMatchObject({ name: 'studyProgress', payload: { label: 'scan', filesSeen: 0, finished: false } });
    expect(last(openId)).toEqual({
      openId,
      label: 'scan',
      stage: 'reading',
      filesSeen: 5,
      imagesFound: 5,
      fraction: 1,
      finished: true,
      trouble: null,
    });
  });

  it('names what is refused by its name inside of what was opened, never by its path', async () => {
    const folder = folderOf(1);
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'sub', 'notes.txt'), 'hello');
    const { open, told } = desk({ a: { paths: [folder] } });
    await open('a');
    const refused = told.filter(({ name }) => name === 'studyRefused').map(({ payload }) => payload);
    expect(refused).toEqual([
      expect.objectContaining({ file: 'sub/notes.txt', trouble: expect.objectContaining({ code: 'not-dicom' }) }),
    ]);
    expect(JSON.stringify(told)).not.toContain(folder);
  });

  it('remembers a place that holds images, by its label and never by a patient', async () => {
    const folder = folderOf(3);
    const { open, remembered } = desk({ a: { paths: [folder], label: 'scan' } });
    await open('a');
    expect(remembered[remembered.length - 1]).toEqual({ label: 'scan', paths: [folder], images: 3 });
  });

  it('remembers how a study was left, with a picture of the image in view, and says so when it is opened again', async () => {
    const folder = temporaryFolder();
    writeSyntheticSeries(folder, 3);
    const { open, handlers, series, left } = desk({ a: { paths: [folder], label: 'scan' } });
    const openId = await open('a');
    const { seriesUid, seriesId } = series()[0]!;
    const { slices } = valueOf(await handlers.listSlices({ seriesId }));
    const cell = {
      seriesUid,
      part: 0,
      sopUid: slices[2]!.sopUid,
      index: 2,
      window: { centerHu: 2, widthHu: 4, curve: 'LINEAR_EXACT' },
      comparison: null,
    } as const;
    const asLeft = { rows: 1, columns: 1, active: 0, cells: [cell] };
    const remembering = handlers.rememberDesk({ openId, desk: asLeft });
    // At once: a window that closes meanwhile takes nothing along.
    expect(left()).toMatchObject({ desk: asLeft, picture: null });
    valueOf(await remembering);
    // HU 2 is the middle of the window.
    const { rows, columns, grey } = left()!.picture!;
    expect([rows, columns, new Set(Buffer.from(grey, 'base64'))]).toEqual([16, 16, new Set([128])]);
    expect(valueOf(await handlers.openStudy({ source: { kind: 'grant', grantId: 'a' } })).desk).toEqual(asLeft);
  });

  it('remembers neither an upload, nor the demo study, nor a folder without images', async () => {
    const folder = folderOf(1);
    // eslint-disable-next-line require-yield -- a demo that is there already
    const makeDemo = async function* () {
      return folder;
    };
    const { open, remembered } = desk(
      { upload: { paths: [folder], keeping: 'temporary' }, empty: { paths: [temporaryFolder()] } },
      { makeDemo },
    );
    for (const id of ['upload', 'empty']) await open(id);
    await open('', 'demo');
    expect(remembered).toEqual([]);
  });

  it('of a folder without images ends with a plain sentence', async () => {
    const [empty, junk] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(junk, 'notes.txt'), 'hello');
    const { open, last } = desk({ empty: { paths: [empty] }, junk: { paths: [junk] } });
    expect(last(await open('empty')).trouble).toMatchObject({ code: 'no-images', message: '"empty" is empty.' });
    expect(last(await open('junk')).trouble).toMatchObject({
      code: 'no-images',
      message: expect.stringContaining('holds no image'),
    });
  });

  it('of a place that is gone, or of one file that is no image, says why', async () => {
    const folder = folderOf(1);
    const file = join(folder, 'letter.txt');
    writeFileSync(file, 'Dear colleague');
    const { open, last, told } = desk({ gone: { paths: [join(folder, 'gone')] }, letter: { paths: [file] } });
    expect(last(await open('gone')).trouble?.code).toBe('not-found');
    expect(last(await open('letter')).trouble?.code).toBe('not-dicom');
    expect(told.filter(({ name }) => name === 'studyRefused')).toEqual([]);
  });

  it('replaces the study open before: its scan ends, its series are gone, and not a word more of it', async () => {
    const reader = createStudyReader({ workers: 0 });
    const signals: AbortSignal[] = [];
    const scan: typeof reader.scan = (paths, signal) => (signals.push(signal), reader.scan(paths, signal));
    const places = { a: { paths: [folderOf(300, 'a')] }, b: { paths: [folderOf(2, 'b')] } };
    const { handlers, open, series, last, told } = desk(places, { reader: { ...reader, scan } });
    const first = valueOf(await handlers.openStudy({ source: { kind: 'grant', grantId: 'a' } })).openId;
    while (series().length === 0) await new Promise((resolve) => setImmediate(resolve));
    const [old] = series();
    await open('b');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(last(first)).toMatchObject({ finished: true, trouble: { code: 'study-replaced' } });
    expect(last(first).imagesFound).toBeLessThan(300);
    const ofFirst = told.filter(({ payload }) => 'openId' in payload && payload.openId === first);
    expect(ofFirst[ofFirst.length - 1]!.payload).toBe(last(first));
    expect(await handlers.listSlices({ seriesId: old!.seriesId })).toMatchObject({
      ok: false,
      error: { code: 'series-unknown' },
    });
  });

  it('does not happen when the place is unknown: the study open before stays', async () => {
    const folder = folderOf(1);
    let known = true;
    const { handlers, open, series } = desk(
      {},
      {
        places: {
          resolveStudy: () =>
            known
              ? ok({ paths: [folder], label: '', keeping: 'temporary' })
              : { ok: false, error: { code: 'place-unknown', message: 'm', remedy: '' } },
        },
      },
    );
    await open('a');
    known = false;
    expect((await handlers.openStudy({ source: { kind: 'recent', recentId: 'x' } })).ok).toBe(false);
    expect((await handlers.listSlices({ seriesId: series()[0]!.seriesId })).ok).toBe(true);
  });

  it('makes the demo study first, and says how far it is', async () => {
    const folder = folderOf(2);
    const makeDemo = async function* () {
      yield { fraction: 0.5 };
      return folder;
    };
    const { open, progress } = desk({}, { makeDemo });
    const stages = progress(await open('', 'demo')).map(({ stage, fraction }) => [stage, fraction]);
    expect(stages.slice(0, 3)).toEqual([
      ['making-demo', null],
      ['making-demo', 0.5],
      ['reading', null],
    ]);
    expect(stages[stages.length - 1]).toEqual(['reading', 1]);
  });

  it('tells when the demo study cannot be made', async () => {
    // eslint-disable-next-line require-yield -- it fails before anything
    const makeDemo = async function* (): AsyncGenerator<{ fraction: number }, string> {
      throw new Error('disk full');
    };
    const { open, last } = desk({}, { makeDemo });
    expect(last(await open('', 'demo')).trouble?.message).toContain('disk full');
  });
});

describe('stopping the reading of a study', () => {
  it('ends it where it is, says so, and keeps what was found open', async () => {
    const { handlers, told, last, series } = desk({ a: { paths: [folderOf(300)] } });
    const { openId } = valueOf(await handlers.openStudy({ source: { kind: 'grant', grantId: 'a' } }));
    while (series().length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await handlers.stopReading({ openId });
    while (!last(openId).finished) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(last(openId)).toMatchObject({ finished: true, trouble: { code: 'reading-stopped' } });
    const [found] = series();
    expect(found!.images).toBeLessThan(300);
    expect(valueOf(await handlers.listSlices({ seriesId: found!.seriesId })).slices).toHaveLength(found!.images);
    const before = told.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(told).toHaveLength(before);
  });

  it('ends the making of the demo study too', async () => {
    const makeDemo = async function* (signal: AbortSignal): AsyncGenerator<{ fraction: number }, string> {
      while (!signal.aborted) {
        yield { fraction: 0 };
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      return '';
    };
    const { handlers, last } = desk({}, { makeDemo });
    const { openId } = valueOf(await handlers.openStudy({ source: { kind: 'demo' } }));
    await handlers.stopReading({ openId: 'another' });
    expect(last(openId).finished).toBe(false);
    await handlers.stopReading({ openId });
    while (!last(openId).finished) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(last(openId).trouble?.message).toBe('Reading was stopped before an image was found.');
  });
});

describe('closing a study', () => {
  it('forgets its series; closing it twice, or another, does nothing', async () => {
    const { handlers, open, series } = desk({ a: { paths: [folderOf(2)] } });
    const openId = await open('a');
    const seriesId = series()[0]!.seriesId;
    await handlers.closeStudy({ openId: 'another' });
    expect((await handlers.listSlices({ seriesId })).ok).toBe(true);
    await handlers.closeStudy({ openId });
    await handlers.closeStudy({ openId });
    expect(await handlers.listSlices({ seriesId })).toMatchObject({ ok: false, error: { code: 'study-closed' } });
  });
});

describe('an open series', () => {
  it('lists its slices in order and gives the HU of each', async () => {
    const { handlers, open, series } = desk({ a: { paths: [folderOf(4)] } });
    await open('a');
    const { seriesId } = series()[0]!;
    expect(valueOf(await handlers.listSlices({ seriesId })).slices.map(({ slicePositionMm }) => slicePositionMm)).toEqual([
      0, 2, 4, 6,
    ]);
    const slice = valueOf(await handlers.readSlice({ seriesId, index: 3 }));
    expect(slice).toMatchObject({ rows: 16, columns: 16, type: 'int16', padding: null, inverted: false });
    expect(new Int16Array(slice.hu)).toEqual(new Int16Array(256).fill(3));
  });

  it('has a thumbnail of its middle slice, at most 128 pixels wide', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.dcm'), syntheticSlice(0, 'series', 200));
    const { handlers, open, series } = desk({ a: { paths: [folder] } });
    await open('a');
    const { rows, columns, grey } = valueOf(await handlers.readThumbnail({ seriesId: series()[0]!.seriesId }));
    expect([rows, columns, grey.byteLength]).toEqual([128, 128, 128 * 128]);
    // 0 HU in a window of 400 around 40.
    expect(new Set(new Uint8Array(grey))).toEqual(new Set([Math.round(255 * 0.4)]));
  });

  it('says which image it does not have, and that a file is gone', async () => {
    const folder = folderOf(2);
    const { handlers, open, series } = desk({ a: { paths: [folder] } });
    await open('a');
    const { seriesId } = series()[0]!;
    expect(await handlers.readSlice({ seriesId, index: 2 })).toMatchObject({
      ok: false,
      error: { code: 'slice-unknown', message: 'The series has no image 3: it holds 2.' },
    });
    rmSync(folder, { recursive: true });
    expect(await handlers.readSlice({ seriesId, index: 0 })).toMatchObject({ ok: false, error: { code: 'unreadable' } });
    expect(await handlers.readThumbnail({ seriesId })).toMatchObject({ ok: false, error: { code: 'unreadable' } });
  });

  it('is found by the jobs, and stays readable for them when another study is opened', async () => {
    const side = desk({ a: { paths: [folderOf(2, 'a')] }, b: { paths: [folderOf(1, 'b')] } });
    await side.open('a');
    const kept = valueOf(side.studies.find(side.series()[0]!.seriesId));
    await side.open('b');
    expect((await side.studies.reader.readPixels(kept.slices[1]!)).ok).toBe(true);
  });
});
