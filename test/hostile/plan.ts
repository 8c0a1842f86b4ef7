import { readdirSync, readFileSync, statSync } from 'node:fs';
import { seededRandom } from '../../src-main/engine/random';
import { sharedData } from '../shared-data';
import { isCompressed, mutated, streamMutated } from './mutator';

/** A harmed copy of a file, named so that it can be made again. */
export interface Trial {
  readonly name: string;
  bytes(): Uint8Array;
}

/** `times` copies of each file, cut off at places that lie evenly: half of them in the first 2 KB, where the header is. */
export function truncations(paths: readonly string[], times: number): readonly Trial[] {
  return paths.flatMap((path) => {
    const file = readFileSync(path);
    return Array.from({ length: times }, (_, i): Trial => {
      const half = times / 2;
      const at = i < half ? Math.floor((i / half) * Math.min(2048, file.length)) : Math.floor(((i - half) / half) * file.length);
      return { name: `${path} cut at ${at}`, bytes: () => new Uint8Array(file.subarray(0, at)) };
    });
  });
}

/** `times` mutants of the files in turn; `seed` and the number in the name make one again. */
export function mutants(paths: readonly string[], times: number, seed: number): readonly Trial[] {
  const files = paths.map((path) => new Uint8Array(readFileSync(path)));
  return Array.from({ length: times }, (_, i): Trial => {
    const which = i % files.length;
    return {
      name: `${paths[which]} mutant ${i} of seed ${seed}`,
      bytes: () => mutated(files[which]!, files, seededRandom(seed, i)),
    };
  });
}

/** `times` copies of the compressed ones among the files in turn, their streams harmed. */
export function streamMutants(paths: readonly string[], times: number, seed: number): readonly Trial[] {
  const files = paths
    .map((path) => ({ path, file: new Uint8Array(readFileSync(path)) }))
    .filter(({ file }) => isCompressed(file));
  return Array.from({ length: times }, (_, i): Trial => {
    const { path, file } = files[i % files.length]!;
    return {
      name: `${path} stream mutant ${i} of seed ${seed}`,
      bytes: () => streamMutated(file, seededRandom(seed, i)),
    };
  });
}

/** Files below `places` of the shared set that are smaller than `largestBytes`; its papers are left out. */
export const sharedFiles = (largestBytes: number, ...places: readonly string[]): readonly string[] =>
  places
    .flatMap((place) =>
      readdirSync(sharedData(place), { recursive: true, encoding: 'utf8' }).map((name) => sharedData(place, name)),
    )
    .filter((path) => !/\.(txt|md|py|json)$/.test(path) && statSync(path).isFile() && statSync(path).size < largestBytes)
    .sort();
