import { z } from 'zod';
import { buffer, call, count, event, nothing } from './call';
import { cineSettings, controls, usualCine, usualControls } from './controls';
import { saying, trouble } from './outcome';

/** What the page needs to know before it draws anything. */
export const hello = call({
  name: 'app:hello',
  request: nothing,
  reply: z.object({
    version: z.string(),
    /** `desktop` has native dialogs; `browser` sends files through `upload:*` and takes exports as a download. */
    shell: z.enum(['desktop', 'browser']),
    /** A grant for the path given on the command line, to be opened at once. */
    initialGrant: z.string().nullable(),
  }),
});

export const placePurpose = z.enum(['open-folder', 'open-files', 'export-folder', 'picture-folder', 'png-file', 'gif-file']);
export type PlacePurpose = z.infer<typeof placePurpose>;

/** Asks for a place with the system's own dialog (desktop only). The page gets a grant, never a path. */
export const choosePlace = call({
  name: 'app:choose-place',
  /** `name`: proposed for a file to be saved. */
  request: z.object({ purpose: placePurpose, name: z.string().max(100).optional() }),
  reply: z.object({ grant: z.object({ id: z.string(), label: z.string() }).nullable() }),
});

export const recentStudy = z.object({
  recentId: z.string(),
  label: z.string(),
  images: z.number().int(),
  openedAt: z.number(),
  /** Of the image that was last in view, 8-bit grey, row-major; null where none was kept. */
  picture: z.object({ rows: count, columns: count, grey: buffer }).nullable(),
});
export const listRecent = call({
  name: 'app:list-recent',
  request: nothing,
  reply: z.object({ recent: z.array(recentStudy) }),
});
export const forgetRecent = call({
  name: 'app:forget-recent',
  request: z.object({ recentId: z.string() }),
  reply: nothing,
});

export const backendName = z.enum(['auto', 'onnxruntime', 'tensorflow', 'wasm', 'reference']);
export type BackendName = z.infer<typeof backendName>;

export const theme = z.enum(['dark', 'light', 'high-contrast']);
export type Theme = z.infer<typeof theme>;
export const textSize = z.enum(['normal', 'large', 'very-large']);
export type TextSize = z.infer<typeof textSize>;
export const language = z.enum(['auto', 'en', 'de', 'zh']);
export type Language = z.infer<typeof language>;
/** What can be written on an image. */
export const imageTextItem = z.enum([
  'patient',
  'patient-id',
  'study',
  'series',
  'slice',
  'position',
  'exposure',
  'kernel',
  'window',
  'zoom',
  'turn',
]);
export type ImageTextItem = z.infer<typeof imageTextItem>;
export const imageCorner = z.enum(['top-left', 'top-right', 'bottom-left', 'bottom-right', 'nowhere']);
export type ImageCorner = z.infer<typeof imageCorner>;
/** Where each of them is written; in a corner, in the order of the items. */
export const usualImageText: Readonly<Record<ImageTextItem, ImageCorner>> = {
  patient: 'top-left',
  'patient-id': 'top-left',
  study: 'top-left',
  series: 'top-right',
  slice: 'top-right',
  position: 'top-right',
  exposure: 'bottom-left',
  kernel: 'bottom-left',
  window: 'bottom-right',
  zoom: 'bottom-right',
  turn: 'bottom-right',
};

/** What the page may keep of slices and noise, MiB. */
export const pageMemory = { least: 256, most: 8192, usual: 1024 } as const;

export const settings = z.object({
  backend: backendName,
  modelName: z.string(),
  theme,
  textSize,
  language,
  imageText: z.record(imageTextItem, imageCorner),
  controls,
  cine: cineSettings,
  pageMemoryMiB: z.number().int().min(pageMemory.least).max(pageMemory.most),
});
export type Settings = z.infer<typeof settings>;
export const usualSettings: Settings = {
  backend: 'auto',
  modelName: 'tacet',
  theme: 'dark',
  textSize: 'normal',
  language: 'auto',
  imageText: usualImageText,
  controls: usualControls,
  cine: usualCine,
  pageMemoryMiB: pageMemory.usual,
};
export const readSettings = call({
  name: 'settings:read',
  request: nothing,
  /** `trouble`: what of the saved settings could not be read, so that the usual is in force instead. */
  reply: z.object({ settings, trouble: trouble.nullable() }),
});
export const writeSettings = call({ name: 'settings:write', request: settings.partial(), reply: settings });

export const backendReport = z.object({
  chosen: z.string(),
  why: saying,
  backends: z.array(
    z.object({
      name: z.string(),
      available: z.boolean(),
      why: saying,
      gflops: z.number().nullable(),
      threads: z.number().int().nullable(),
      device: z.string().nullable(),
    }),
  ),
});
export type BackendReport = z.infer<typeof backendReport>;
export const probeBackends = call({ name: 'engine:backends', request: nothing, reply: backendReport });

/** Chosen in the window's own menu (desktop only): the page does what the command's key does there. */
export const menuCommand = z.enum(['save-picture', 'copy-picture']);
export type MenuCommand = z.infer<typeof menuCommand>;
export const commandChosen = event({ name: 'app:command', payload: z.object({ command: menuCommand }) });
