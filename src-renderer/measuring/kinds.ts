import { measurementKind, type MeasurementKind } from '../../src-main/contract';
import type { ShortcutId } from '../app/shortcuts';
import type { IconName } from '../ui/icons';

export interface KindInfo {
  readonly kind: MeasurementKind;
  readonly name: string;
  readonly icon: IconName & MeasurementKind;
  readonly command: ShortcutId & `measure-${MeasurementKind}`;
  /** How many points the reader sets; a freehand outline has as many as it takes. */
  readonly pointsToSet: number;
}

const of = (kind: MeasurementKind, name: string, pointsToSet: number): KindInfo => ({
  kind,
  name,
  icon: kind,
  command: `measure-${kind}`,
  pointsToSet,
});

/** In the order of the tool rail. */
export const kinds: readonly KindInfo[] = [
  of('length', 'Length', 2),
  of('bidirectional', 'Two axes', 2),
  of('angle', 'Angle', 3),
  of('cobb', 'Cobb angle', 4),
  of('ellipse', 'Ellipse', 2),
  of('rectangle', 'Rectangle', 2),
  of('freehand', 'Freehand', Infinity),
  of('probe', 'Probe', 1),
  of('arrow', 'Arrow', 2),
  of('text', 'Text', 1),
];

export const infoOf = (kind: MeasurementKind): KindInfo => kinds.find((info) => info.kind === kind)!;
export const isKind = (tool: string): tool is MeasurementKind => measurementKind.options.some((kind) => kind === tool);
/** Its words are what it is for. */
export const isWords = (kind: MeasurementKind): boolean => kind === 'arrow' || kind === 'text';
/** It has pixels inside, whose mean and spread say something of a tissue. */
export const isRegion = (kind: MeasurementKind): boolean => kind === 'ellipse' || kind === 'rectangle' || kind === 'freehand';
