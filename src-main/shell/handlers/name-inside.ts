import { basename, dirname, isAbsolute, relative, sep } from 'node:path';

/**
 * What a file is called inside of what was opened: with forward slashes, and never with more of the path than the user chose. With
 * several places opened, the name begins with the place's own. Files beside a DICOMDIR, which lie outside of it, are called as seen
 * from there.
 */
export function nameInside(opened: readonly string[], path: string): string {
  const root = opened.find((place) => way(place, path) !== null);
  if (root !== undefined) return way(opened.length > 1 ? dirname(root) : root, path) || basename(root);
  const folder = opened.map((place) => dirname(place)).find((place) => way(place, path) !== null);
  return (folder && way(folder, path)) || basename(path);
}

/** The way down from a place to a file: '' for the place itself, null where the file lies elsewhere. */
function way(from: string, to: string): string | null {
  const steps = relative(from, to);
  return steps === '..' || steps.startsWith(`..${sep}`) || isAbsolute(steps) ? null : steps.split(sep).join('/');
}
