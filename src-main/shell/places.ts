import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { fail, ok, type Outcome, type StudySource } from '../contract';
import type { Memory } from './memory';
import type { Uploads } from './uploads';

/** A place on disk that the user showed Tacet, with the name the page may see. */
export interface Place {
  readonly paths: readonly string[];
  readonly label: string;
}

/** A place to read a study from. `remembered` ones go to the recent studies once they proved to hold images. */
export interface StudyPlace extends Place {
  readonly keeping: 'remembered' | 'temporary';
}

/** Turns what the page may say (random ids) into what it may not (paths). */
export interface Places {
  /** Lets the page name these absolute paths by the id that is returned. Without a label: the name of the first. */
  grant(paths: readonly string[], label?: string): string;
  resolve(grantId: string): Outcome<Place>;
  /** Where a study of the contract lies. The demo study lies nowhere: its caller makes it. */
  resolveStudy(source: Exclude<StudySource, { kind: 'demo' }>): Outcome<StudyPlace>;
}

const gone = fail('place-unknown');

export function createPlaces(memory: Pick<Memory, 'listRecent'>, uploads: Pick<Uploads, 'find'>): Places {
  const grants = new Map<string, Place>();
  const resolve = (grantId: string): Outcome<Place> => {
    const place = grants.get(grantId);
    return place ? ok(place) : gone;
  };

  return {
    grant: (paths, label = labelOf(paths)) => {
      const grantId = randomBytes(16).toString('hex');
      grants.set(grantId, { paths, label });
      return grantId;
    },
    resolve,
    resolveStudy: (source) => {
      if (source.kind === 'upload') {
        const upload = uploads.find(source.uploadId);
        return upload ? ok({ paths: [upload.folder], label: upload.label, keeping: 'temporary' }) : gone;
      }
      if (source.kind === 'recent') {
        const recent = memory.listRecent().find((study) => study.recentId === source.recentId);
        return recent ? ok({ paths: recent.paths, label: recent.label, keeping: 'remembered' }) : gone;
      }
      const place = resolve(source.grantId);
      return place.ok ? ok({ ...place.value, keeping: 'remembered' }) : place;
    },
  };
}

/** "scan", or "scan and 3 more". */
export function labelOf(paths: readonly string[]): string {
  const first = basename(paths[0] ?? '') || (paths[0] ?? '');
  return paths.length > 1 ? `${first} and ${paths.length - 1} more` : first;
}
