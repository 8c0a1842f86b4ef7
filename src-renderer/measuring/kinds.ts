import { measurementKind, type Measurement, type MeasurementKind } from '../../src-main/contract';
import type { ShortcutId } from '../app/shortcuts';
import { catalogues, say } from '../language/language.svelte';
import type { IconName } from '../ui/icons';

export interface KindInfo {
  readonly kind: MeasurementKind;
  readonly icon: IconName & MeasurementKind;
  readonly command: ShortcutId & `measure-${MeasurementKind}`;
  /** How many points the reader sets; a freehand outline has as many as it takes. */
  readonly pointsToSet: number;
}

const of = (kind: MeasurementKind, pointsToSet: number): KindInfo => ({
  kind,
  icon: kind,
  command: `measure-${kind}`,
  pointsToSet,
});

/** In the order of the tool rail. */
export const kinds: readonly KindInfo[] = [
  of('length', 2),
  of('bidirectional', 2),
  of('angle', 3),
  of('cobb', 4),
  of('ellipse', 2),
  of('rectangle', 2),
  of('freehand', Infinity),
  of('probe', 1),
  of('arrow', 2),
  of('text', 1),
];

export const infoOf = (kind: MeasurementKind): KindInfo => kinds.find((info) => info.kind === kind)!;
export const kindName = (kind: MeasurementKind): string => say().measuring.kinds[kind];
/** Its name is the one that it was given when it was drawn, in whichever language that was: `Ellipse 3`. */
export const isNamedByKind = ({ kind, name }: Pick<Measurement, 'kind' | 'name'>): boolean =>
  Object.values(catalogues).some(({ measuring }) => name.startsWith(measuring.kinds[kind]));
export const isKind = (tool: string): tool is MeasurementKind => measurementKind.options.some((kind) => kind === tool);
/** Its words are what it is for. */
export const isWords = (kind: MeasurementKind): boolean => kind === 'arrow' || kind === 'text';
/** There are pixels in it to tell of; an angle and words have none. */
export const holdsPixels = (kind: MeasurementKind): boolean => kind !== 'angle' && kind !== 'cobb' && !isWords(kind);
/** It has pixels inside, whose mean and spread say something of a tissue. */
export const isRegion = (kind: MeasurementKind): boolean => kind === 'ellipse' || kind === 'rectangle' || kind === 'freehand';
