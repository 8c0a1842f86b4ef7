import { z } from 'zod';
import { buffer, call, nothing } from './call';

/** The longest side of a picture; a canvas holds no more. */
const mostPx = 16_384;
const side = z.number().int().min(1).max(mostPx);
/** What a file may be called on any system: the page makes such names of numbers alone, never of what a DICOM file says. */
const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);

/** An opaque picture, row-major from the top left: a byte a pixel, or four. */
export const picture = z
  .object({ rows: side, columns: side, kind: z.enum(['grey', 'rgba']), pixels: buffer })
  .refine(({ rows, columns, kind, pixels }) => pixels.byteLength === rows * columns * (kind === 'grey' ? 1 : 4));
export type PictureMessage = Readonly<z.infer<typeof picture>>;

/** `png`: one picture. `png-series`: a folder of them, a zip in a browser. `gif`: one after the other in one file. */
export const pictureForm = z.enum(['png', 'png-series', 'gif']);
export type PictureForm = z.infer<typeof pictureForm>;

/**
 * Begins to save pictures that the page draws, since it alone has fonts: main packs them. Desktop: into the file or the folder that was
 * granted. Browser: `grantId` null, and the end carries a download. Nothing is to be seen before `pictures:finish`.
 */
export const beginPictures = call({
  name: 'pictures:begin',
  request: z.object({ form: pictureForm, name: fileName, grantId: z.string().nullable() }),
  reply: z.object({ savingId: z.string() }),
});
/** The next picture, one at a time. `name`: of its file in a series. `description` stays in a PNG; `shownMs` counts in a GIF. */
export const addPicture = call({
  name: 'pictures:add',
  request: z.object({
    savingId: z.string(),
    name: fileName,
    picture,
    description: z.string().max(2000),
    shownMs: z.number().int().min(10).max(60_000),
  }),
  reply: nothing,
});
export const finishPictures = call({
  name: 'pictures:finish',
  request: z.object({ savingId: z.string() }),
  reply: z.object({
    /** What the file or the folder is called. */
    name: z.string(),
    /** Path on this origin to fetch it from; null on the desktop. */
    download: z.string().nullable(),
  }),
});
/** Leaves nothing behind. */
export const abandonPictures = call({ name: 'pictures:abandon', request: z.object({ savingId: z.string() }), reply: nothing });

/** Puts a picture on the system's clipboard (desktop only: a browser lets its page do so). */
export const copyPicture = call({ name: 'pictures:copy', request: z.object({ picture }), reply: nothing });
