import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fail, type Handlers, ok, type Outcome, type PictureForm, type PictureMessage } from '../../contract';
import { type Destination, folderDestination, zipDestination } from '../../jobs/export/destination';
import { fileDestination } from '../../jobs/export/file-destination';
import { GifWriter } from '../../jobs/pictures/gif';
import type { Picture } from '../../jobs/pictures/picture';
import { pngOf } from '../../jobs/pictures/png';
import type { Places } from '../places';
import type { Platform } from '../platform';

export interface PictureServices {
  readonly version: string;
  readonly places: Pick<Places, 'resolve'>;
  readonly platform: Platform;
}

type PictureHandlers = Pick<Handlers, 'beginPictures' | 'addPicture' | 'finishPictures' | 'abandonPictures' | 'copyPicture'>;

/** Pictures on their way to a place. */
interface Saving {
  readonly destination: Destination;
  /** Of a film. */
  readonly gif: GifWriter | null;
}

const unknown = fail('saving-unknown');

/** Packs the pictures that the page draws, and puts them where the user wants them. */
export function createPictureHandlers({ version, places, platform }: PictureServices): {
  handlers: PictureHandlers;
  dispose(): Promise<void>;
} {
  const savings = new Map<string, Saving>();
  const { offerDownload, copyPng } = platform;

  const abandon = async (savingId: string): Promise<void> => {
    const saving = savings.get(savingId);
    savings.delete(savingId);
    await saving?.destination.abandon();
  };
  /** Whatever fails on the way to the disk ends the whole. */
  const orAbandon = async <T>(savingId: string, work: () => Promise<T>): Promise<Outcome<T>> => {
    try {
      return ok(await work());
    } catch (reason) {
      await abandon(savingId);
      const why = (reason as NodeJS.ErrnoException).code ?? String(reason);
      return fail('pictures-not-saved', { why });
    }
  };

  const handlers: PictureHandlers = {
    beginPictures: async ({ form, name, grantId }) => {
      const place = grantId === null ? null : places.resolve(grantId);
      if (place && !place.ok) return place;
      if (!place && !offerDownload) return fail('no-place');
      const savingId = randomUUID();
      return orAbandon(savingId, async () => {
        const destination = place ? await chosen(form, place.value.paths[0]!, name) : await toFetch(form, name);
        savings.set(savingId, { destination, gif: form === 'gif' ? new GifWriter('exact') : null });
        return { savingId };
      });
    },
    addPicture: async ({ savingId, name, picture, description, shownMs }) => {
      const saving = savings.get(savingId);
      if (!saving) return unknown;
      const { destination, gif } = saving;
      return orAbandon(savingId, async () => {
        const bytes = gif ? gif.frame(pictureOf(picture), shownMs) : await png(picture, description);
        await destination.add(name, bytes);
        return {};
      });
    },
    finishPictures: async ({ savingId }) => {
      const saving = savings.get(savingId);
      if (!saving) return unknown;
      return orAbandon(savingId, async () => {
        if (saving.gif) await saving.destination.add('', saving.gif.end());
        const written = await saving.destination.finish();
        savings.delete(savingId);
        const name = basename(written);
        return { name, download: offerDownload ? offerDownload(written, name) : null };
      });
    },
    abandonPictures: async ({ savingId }) => {
      await abandon(savingId);
      return ok({});
    },
    copyPicture: async ({ picture }) => {
      if (!copyPng) return fail('no-clipboard');
      copyPng(await png(picture, ''));
      return ok({});
    },
  };
  const png = (picture: PictureMessage, description: string): Promise<Uint8Array> =>
    pngOf(pictureOf(picture), { Software: `Tacet ${version}`, Description: description });

  return {
    handlers,
    dispose: async () => {
      await Promise.all([...savings.keys()].map(abandon));
    },
  };
}

const pictureOf = ({ pixels, ...rest }: PictureMessage): Picture => ({ ...rest, pixels: new Uint8Array(pixels) });

/** `path`: of the file, or of the folder that gets a folder more. */
const chosen = (form: PictureForm, path: string, name: string): Promise<Destination> =>
  form === 'png-series' ? folderDestination(path, name, isOfPictures) : fileDestination(path);

/** In a private folder of its own, which goes when whoever takes the file over deletes it. */
const toFetch = (form: PictureForm, name: string): Promise<Destination> =>
  form === 'png-series' ? zipDestination(name) : fileDestination(join(mkdtempSync(join(tmpdir(), 'tacet-picture-')), name));

/** What such a folder holds; anything else in it is the user's. */
const isOfPictures = (name: string): boolean => /^slice-\d{4,}\.png$/.test(name);
