import Conf from 'conf';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  desk,
  type Desk,
  type OwnPhrase,
  recentStudy,
  settings,
  type Settings,
  type Trouble,
  troubleFor,
  usualSettings,
} from '../contract';

const mostRecent = 12;
/** A small picture; its grey as base64, since it is kept as JSON. */
const keptPicture = z.object({ rows: z.number(), columns: z.number(), grey: z.string().max(16_384) });
const remembered = recentStudy.extend({
  paths: z.array(z.string()).min(1),
  // Both came later than the rest, and what is wrong with them costs them alone.
  picture: keptPicture.nullable().catch(null),
  desk: desk.nullable().catch(null),
});
export type RememberedStudy = z.infer<typeof remembered>;
export type KeptPicture = z.infer<typeof keptPicture>;

/** As the page calls them. */
const settingsTitles: Readonly<Record<keyof Settings, OwnPhrase>> = {
  backend: 'what computes',
  modelName: 'the model',
  theme: 'the colours',
  textSize: 'the size of text',
  language: 'the language',
  imageText: 'the text on images',
  pageMemoryMiB: 'the memory for images',
  controls: 'keys and mouse',
  cine: 'how a series plays',
};

/** What Tacet remembers between runs. Kept readable by its user alone; paths in it never reach the page. */
export interface Memory {
  readSettings(): Settings;
  /** Why some of them are the usual ones although others were saved; null where all could be read. Gone once settings are written. */
  settingsTrouble(): Trouble | null;
  writeSettings(change: Partial<Settings>): Settings;
  listRecent(): readonly RememberedStudy[];
  /** Puts a study first. `label` is a folder's name, never a patient's. */
  remember(study: { readonly label: string; readonly paths: readonly string[]; readonly images: number }): void;
  /** How a remembered study is left. Others are not known. */
  rememberDesk(paths: readonly string[], desk: Desk): void;
  /** A picture of a remembered study. */
  rememberPicture(paths: readonly string[], picture: KeptPicture): void;
  /** How a study was left. */
  deskOf(paths: readonly string[]): Desk | null;
  forget(recentId: string): void;
}

const idOf = (paths: readonly string[]): string => createHash('sha256').update(JSON.stringify(paths)).digest('hex').slice(0, 16);

/** Opens `settings.json` and `recent.json` in `folder`. What doesn't fit its schema (edited, or of another version) is left out. */
export function openMemory(folder: string, now: () => number = Date.now): Memory {
  const settingsPath = join(folder, 'settings.json');
  // Asked before conf puts an empty file in its place.
  let unreadable = existsSync(settingsPath) && !isJsonObject(readFileSync(settingsPath, 'utf8'));
  // conf's own dots-in-keys would split names; a file that is no JSON is begun anew.
  const common = { cwd: folder, clearInvalidConfig: true, configFileMode: 0o600, accessPropertiesByDotNotation: false };
  const settingsFile = new Conf<Record<string, unknown>>({ ...common, configName: 'settings', projectName: 'tacet' });
  const recentFile = new Conf<Record<string, unknown>>({ ...common, configName: 'recent', projectName: 'tacet' });

  /** Each for itself: one that makes no sense takes no other with it. */
  const readings = () =>
    (Object.keys(settings.shape) as (keyof Settings)[])
      .filter((name) => settingsFile.has(name))
      .map((name) => ({ name, read: settings.shape[name].safeParse(settingsFile.get(name)) }));
  const readSettings = (): Settings => {
    const good = readings().flatMap(({ name, read }) => (read.success ? [[name, read.data] as const] : []));
    return { ...usualSettings, ...Object.fromEntries(good) };
  };
  const settingsTrouble = (): Trouble | null => {
    const broken = readings().flatMap(({ name, read }) => (read.success ? [] : [[settingsTitles[name]] as const]));
    if (!unreadable && broken.length === 0) return null;
    return troubleFor('settings-unreadable', { which: unreadable ? [] : broken });
  };
  const listRecent = (): RememberedStudy[] => {
    const read = z.array(z.unknown()).safeParse(recentFile.get('studies'));
    return (read.data ?? []).flatMap((entry) => remembered.safeParse(entry).data ?? []);
  };

  const change = (paths: readonly string[], changed: Partial<RememberedStudy>): void => {
    const recentId = idOf(paths);
    recentFile.set(
      'studies',
      listRecent().map((study) => (study.recentId === recentId ? { ...study, ...changed } : study)),
    );
  };

  return {
    readSettings,
    settingsTrouble,
    writeSettings: (change) => {
      const next = { ...readSettings(), ...change };
      unreadable = false;
      settingsFile.store = next;
      return next;
    },
    listRecent,
    remember: ({ label, paths, images }) => {
      const recentId = idOf(paths);
      const all = listRecent();
      const { picture = null, desk = null } = all.find((study) => study.recentId === recentId) ?? {};
      const others = all.filter((study) => study.recentId !== recentId);
      const latest = { recentId, label, paths, images, openedAt: now(), picture, desk };
      recentFile.set('studies', [latest, ...others].slice(0, mostRecent));
    },
    rememberDesk: (paths, desk) => change(paths, { desk }),
    rememberPicture: (paths, picture) => change(paths, { picture }),
    deskOf: (paths) => listRecent().find(({ recentId }) => recentId === idOf(paths))?.desk ?? null,
    forget: (recentId) =>
      recentFile.set(
        'studies',
        listRecent().filter((study) => study.recentId !== recentId),
      ),
  };
}

function isJsonObject(text: string): boolean {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read);
  } catch {
    return false;
  }
}
