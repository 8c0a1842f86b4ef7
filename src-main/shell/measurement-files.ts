import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, type Measurement, measurements, ok, type Outcome, type Trouble } from '../contract';

const version = 1;
const kept = z.object({ version: z.literal(version), studyUid: z.string(), measurements });

/** The measurements of each study, a file a study; readable by their user alone. */
export interface MeasurementFiles {
  /** Nothing where nothing was kept. A file that can't be understood is renamed and named in `trouble`, never written over. */
  read(studyUid: string): Promise<Outcome<{ readonly measurements: Measurement[]; readonly trouble: Trouble | null }>>;
  /** Whole or not at all: under another name, flushed, renamed. */
  write(studyUid: string, measurements: readonly Measurement[]): Promise<Outcome<null>>;
}

/** In the folder `measurements` below `dataFolder`. Files are named by a hash: a UID out of a file is no file name. */
export function openMeasurementFiles(dataFolder: string, now: () => Date = () => new Date()): MeasurementFiles {
  const folder = join(dataFolder, 'measurements');
  const nameOf = (studyUid: string): string => createHash('sha256').update(studyUid).digest('hex').slice(0, 32);
  let parts = 0;

  const putAside = async (name: string): Promise<Outcome<Trouble>> => {
    const aside = `${name}.damaged-${now().toISOString().replace(/\D/g, '')}.json`;
    try {
      await fs.rename(join(folder, `${name}.json`), join(folder, aside));
    } catch (reason) {
      return unreadable(reason);
    }
    return ok(fail('measurements-damaged', { file: aside, folder }).error);
  };

  return {
    read: async (studyUid) => {
      const name = nameOf(studyUid);
      let text: string;
      try {
        text = await fs.readFile(join(folder, `${name}.json`), 'utf8');
      } catch (reason) {
        return isMissing(reason) ? ok({ measurements: [], trouble: null }) : unreadable(reason);
      }
      const read = kept.safeParse(parsed(text));
      if (read.success && read.data.studyUid === studyUid) return ok({ measurements: read.data.measurements, trouble: null });
      const aside = await putAside(name);
      return aside.ok ? ok({ measurements: [], trouble: aside.value }) : aside;
    },
    write: async (studyUid, list) => {
      const path = join(folder, `${nameOf(studyUid)}.json`);
      const part = `${path}.${process.pid}-${(parts += 1)}.part`;
      try {
        await fs.mkdir(folder, { recursive: true, mode: 0o700 });
        const handle = await fs.open(part, 'w', 0o600);
        try {
          await handle.writeFile(JSON.stringify({ version, studyUid, measurements: list }));
          await handle.sync();
        } finally {
          await handle.close();
        }
        await fs.rename(part, path);
        return ok(null);
      } catch (reason) {
        await fs.rm(part, { force: true });
        return fail('measurements-not-kept', { folder, why: wordsOf(reason) });
      }
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isMissing = (reason: unknown): boolean => (reason as NodeJS.ErrnoException).code === 'ENOENT';
const wordsOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));
const unreadable = (reason: unknown) => fail('measurements-unreadable', { why: wordsOf(reason) });
