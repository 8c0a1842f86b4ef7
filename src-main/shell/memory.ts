import Conf from 'conf';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { pageMemory, recentStudy, settings, type Settings } from '../contract';

const mostRecent = 12;
const remembered = recentStudy.extend({ paths: z.array(z.string()).min(1) });
export type RememberedStudy = z.infer<typeof remembered>;

const defaults: Settings = {
  backend: 'auto',
  modelName: 'tacet',
  theme: 'dark',
  textSize: 'normal',
  pageMemoryMiB: pageMemory.usual,
};

/** What Tacet remembers between runs. Kept readable by its user alone; paths in it never reach the page. */
export interface Memory {
  readSettings(): Settings;
  writeSettings(change: Partial<Settings>): Settings;
  listRecent(): readonly RememberedStudy[];
  /** Puts a study first. `label` is a folder's name, never a patient's. */
  remember(study: { readonly label: string; readonly paths: readonly string[]; readonly images: number }): void;
  forget(recentId: string): void;
}

/** Opens `settings.json` and `recent.json` in `folder`. What doesn't fit its schema (edited, or of another version) is left out. */
export function openMemory(folder: string, now: () => number = Date.now): Memory {
  // conf's own dots-in-keys would split names; a file that is no JSON is begun anew.
  const common = { cwd: folder, clearInvalidConfig: true, configFileMode: 0o600, accessPropertiesByDotNotation: false };
  const settingsFile = new Conf<Record<string, unknown>>({ ...common, configName: 'settings', projectName: 'tacet' });
  const recentFile = new Conf<Record<string, unknown>>({ ...common, configName: 'recent', projectName: 'tacet' });

  const readSettings = (): Settings => {
    // One by one: a setting of another version takes none of the others with it.
    const fitting = Object.entries(settings.shape).flatMap(([name, schema]) => {
      const read = schema.safeParse(settingsFile.store[name]);
      return read.success ? [[name, read.data] as const] : [];
    });
    return { ...defaults, ...(Object.fromEntries(fitting) as Partial<Settings>) };
  };
  const listRecent = (): RememberedStudy[] => {
    const read = z.array(z.unknown()).safeParse(recentFile.get('studies'));
    return (read.data ?? []).flatMap((entry) => remembered.safeParse(entry).data ?? []);
  };

  return {
    readSettings,
    writeSettings: (change) => {
      const next = { ...readSettings(), ...change };
      settingsFile.store = next;
      return next;
    },
    listRecent,
    remember: ({ label, paths, images }) => {
      const recentId = createHash('sha256').update(JSON.stringify(paths)).digest('hex').slice(0, 16);
      const others = listRecent().filter((study) => study.recentId !== recentId);
      recentFile.set('studies', [{ recentId, label, paths, images, openedAt: now() }, ...others].slice(0, mostRecent));
    },
    forget: (recentId) =>
      recentFile.set(
        'studies',
        listRecent().filter((study) => study.recentId !== recentId),
      ),
  };
}
