import { fail, ok, type Handlers } from '../../contract';
import type { Memory } from '../memory';
import { labelOf, type Places } from '../places';
import type { Platform } from '../platform';
import type { Uploads } from '../uploads';

export interface AppServices {
  readonly version: string;
  readonly platform: Platform;
  readonly places: Places;
  readonly memory: Memory;
  readonly uploads: Uploads;
  /** Paths given on the command line, absolute; opened at once by the first page. */
  readonly initialPaths: readonly string[];
}

type AppHandlers = Pick<
  Handlers,
  'hello' | 'choosePlace' | 'listRecent' | 'forgetRecent' | 'readSettings' | 'writeSettings' | 'beginUpload' | 'uploadFile'
>;

/** The calls that need neither a study nor the engine. */
export function createAppHandlers({ version, platform, places, memory, uploads, initialPaths }: AppServices): AppHandlers {
  const initialGrant = initialPaths.length > 0 ? places.grant(initialPaths) : null;
  return {
    hello: async () => ok({ version, shell: platform.shell, initialGrant }),
    choosePlace: async ({ purpose, name }) => {
      const chosen = await platform.choosePlace(purpose, name);
      if (!chosen.ok) return chosen;
      const paths = chosen.value;
      return ok({ grant: paths && paths.length > 0 ? { id: places.grant(paths), label: labelOf(paths) } : null });
    },
    // Named field by field: the paths stay on this side.
    listRecent: async () =>
      ok({
        recent: memory.listRecent().map(({ recentId, label, images, openedAt, picture }) => ({
          recentId,
          label,
          images,
          openedAt,
          picture: picture && { ...picture, grey: new Uint8Array(Buffer.from(picture.grey, 'base64')).buffer },
        })),
      }),
    forgetRecent: async ({ recentId }) => {
      memory.forget(recentId);
      return ok({});
    },
    readSettings: async () => ok({ settings: memory.readSettings(), trouble: memory.settingsTrouble() }),
    writeSettings: async (change) => ok(memory.writeSettings(change)),
    beginUpload: async ({ label }) =>
      platform.shell === 'browser' ? ok({ uploadId: uploads.begin(label) }) : fail('upload-needless'),
    uploadFile: ({ uploadId, name, bytes }) => uploads.add(uploadId, name, bytes),
  };
}
