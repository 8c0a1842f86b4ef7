import { unzipSync } from 'fflate';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract, fail, ok, type Outcome, type PictureForm } from '../../../src-main/contract';
import { createPictureHandlers } from '../../../src-main/shell/handlers/pictures';
import { decodedGif, decodedPng } from '../../jobs/pictures/decoded';
import { temporaryFolder } from '../../temporary-folder';

const [rows, columns] = [8, 12];
const greyOf = (slice: number): Uint8Array => Uint8Array.from({ length: rows * columns }, (_, at) => (at + 10 * slice) & 255);
const picture = (slice: number) => ({ rows, columns, kind: 'grey' as const, pixels: greyOf(slice).buffer as ArrayBuffer });

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

/** On the desktop, with one place that was chosen; in a browser, with what was offered to it. */
function desk(place: string | null) {
  const offered: string[] = [];
  const copied: Uint8Array[] = [];
  const { handlers, dispose } = createPictureHandlers({
    version: '1.2',
    places: {
      resolve: (id) => (id === 'chosen' && place ? ok({ paths: [place], label: '' }) : fail('place-unknown', 'Not known.', '')),
    },
    platform: {
      shell: place ? 'desktop' : 'browser',
      choosePlace: async () => ok(null),
      offerDownload: place ? null : (file) => `/download/${offered.push(file)}`,
      copyPng: place ? (png) => copied.push(png) : null,
    },
  });
  const grantId = place ? 'chosen' : null;
  const begin = async (form: PictureForm, name: string) =>
    valueOf(await handlers.beginPictures({ form, name, grantId })).savingId;
  const add = (savingId: string, slice: number) =>
    handlers.addPicture({
      savingId,
      name: `slice-000${slice}.png`,
      picture: picture(slice),
      description: 'Original.',
      shownMs: 100,
    });
  return { handlers, dispose, begin, add, offered, copied };
}

describe('saving pictures on the desktop', () => {
  it('puts a picture where it was chosen, in place of an earlier one, and nothing is there before it is whole', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'my picture.png');
    writeFileSync(path, 'an earlier one');
    const { handlers, begin, add } = desk(path);
    const savingId = await begin('png', 'series-2-slice-14.png');
    valueOf(await add(savingId, 1));
    expect(readFileSync(path, 'utf8')).toBe('an earlier one');
    expect(valueOf(await handlers.finishPictures({ savingId }))).toEqual({ name: 'my picture.png', download: null });
    expect(readdirSync(folder)).toEqual(['my picture.png']);
    const png = decodedPng(new Uint8Array(readFileSync(path)));
    expect(png).toMatchObject({ rows, columns, text: { Software: 'Tacet 1.2', Description: 'Original.' } });
    expect(png.pixels).toEqual(greyOf(1));
  });

  it('makes a folder of its own for a series, and keeps what the user had put into an earlier one', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'series-2-pictures'));
    writeFileSync(join(folder, 'series-2-pictures', 'notes.txt'), 'mine');
    const { handlers, begin, add } = desk(folder);
    const savingId = await begin('png-series', 'series-2-pictures');
    for (const slice of [1, 2, 3]) valueOf(await add(savingId, slice));
    expect(valueOf(await handlers.finishPictures({ savingId })).name).toBe('series-2-pictures');
    expect(readdirSync(folder).sort()).toEqual(['series-2-pictures', 'series-2-pictures (earlier)']);
    expect(readdirSync(join(folder, 'series-2-pictures'))).toEqual(['slice-0001.png', 'slice-0002.png', 'slice-0003.png']);
  });

  it('leaves nothing behind when it is abandoned, or when the window is closed', async () => {
    const folder = temporaryFolder();
    const { handlers, dispose, begin, add } = desk(folder);
    const first = await begin('png-series', 'series-1-pictures');
    valueOf(await add(first, 1));
    expect(readdirSync(folder)).toHaveLength(1);
    await handlers.abandonPictures({ savingId: first });
    expect(readdirSync(folder)).toEqual([]);
    expect(await add(first, 2)).toMatchObject({ ok: false, error: { code: 'saving-unknown' } });
    valueOf(await add(await begin('png-series', 'series-1-pictures'), 1));
    await dispose();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says in a sentence that a place takes nothing, and leaves nothing', async () => {
    const folder = temporaryFolder();
    const { handlers } = desk(join(folder, 'gone', 'picture.png'));
    expect(await handlers.beginPictures({ form: 'png', name: 'a.png', grantId: 'chosen' })).toMatchObject({
      ok: false,
      error: { code: 'pictures-not-saved', message: 'The pictures could not be saved (ENOENT).' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('copies a picture as PNG', async () => {
    const { handlers, copied } = desk(temporaryFolder());
    valueOf(await handlers.copyPicture({ picture: picture(4) }));
    expect(decodedPng(copied[0]!).pixels).toEqual(greyOf(4));
  });
});

describe('saving pictures in a browser', () => {
  it('offers a film for download, its frames in order', async () => {
    const { handlers, begin, add, offered } = desk(null);
    const savingId = await begin('gif', 'series-2-scroll.gif');
    for (const slice of [1, 2, 3]) valueOf(await add(savingId, slice));
    expect(valueOf(await handlers.finishPictures({ savingId }))).toEqual({
      name: 'series-2-scroll.gif',
      download: '/download/1',
    });
    const gif = decodedGif(new Uint8Array(readFileSync(offered[0]!)));
    expect(gif.frames.map(({ pixels }) => pixels.filter((_, at) => at % 3 === 0))).toEqual([1, 2, 3].map(greyOf));
  });

  it('offers a series as a zip', async () => {
    const { handlers, begin, add, offered } = desk(null);
    const savingId = await begin('png-series', 'series-2-pictures');
    for (const slice of [1, 2]) valueOf(await add(savingId, slice));
    valueOf(await handlers.finishPictures({ savingId }));
    const files = unzipSync(new Uint8Array(readFileSync(offered[0]!)));
    expect(Object.keys(files)).toEqual(['series-2-pictures/slice-0001.png', 'series-2-pictures/slice-0002.png']);
  });
});

describe('a request to save', () => {
  const request = { savingId: '1', name: 'a.png', picture: picture(1), description: '', shownMs: 100 };
  it.each([
    ['a name that leads elsewhere', { ...request, name: '../a.png' }],
    ['a name of a hidden file', { ...request, name: '.a.png' }],
    ['fewer pixels than rows and columns say', { ...request, picture: { ...picture(1), rows: rows + 1 } }],
    ['pixels in colour that are too few', { ...request, picture: { ...picture(1), kind: 'rgba' } }],
  ])('is refused with %s', (_, wrong) => {
    expect(contract.addPicture.request.safeParse(request).success).toBe(true);
    expect(contract.addPicture.request.safeParse(wrong).success).toBe(false);
  });
});
