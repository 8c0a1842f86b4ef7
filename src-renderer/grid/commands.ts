import type { Command, ShortcutId } from '../app/shortcuts';
import type { IconName } from '../ui/icons';
import type { Grid, Shape } from './grid.svelte';
import type { Link } from './links.svelte';

/** The layouts that have a key of their own. */
const shapes: readonly (Shape & { readonly id: ShortcutId })[] = [
  { id: 'layout-1x1', rows: 1, columns: 1 },
  { id: 'layout-1x2', rows: 1, columns: 2 },
  { id: 'layout-2x1', rows: 2, columns: 1 },
  { id: 'layout-2x2', rows: 2, columns: 2 },
  { id: 'layout-2x3', rows: 2, columns: 3 },
  { id: 'layout-3x3', rows: 3, columns: 3 },
];

/** The switches of what cells do together. */
export const links = [
  { link: 'scroll', id: 'link-scroll', icon: 'slices' },
  { link: 'zoom', id: 'link-zoom', icon: 'zoom' },
  { link: 'move', id: 'link-move', icon: 'pan' },
  { link: 'window', id: 'link-window', icon: 'window' },
] as const satisfies readonly { link: Link; id: ShortcutId; icon: IconName }[];

/** What the keyboard can do with the cells. */
export function gridCommands(grid: Grid): readonly Command[] {
  return [
    ...shapes.map(({ id, rows, columns }) => ({ id, run: () => grid.reshape({ rows, columns }) })),
    { id: 'next-cell', run: () => grid.step(1) },
    { id: 'previous-cell', run: () => grid.step(-1) },
    { id: 'maximise-cell', run: () => grid.toggleMaximised(grid.active) },
    ...links.map(({ link, id }) => ({ id, run: () => grid.links.toggle(link, grid.drawn) })),
    { id: 'align-by-hand', run: () => grid.links.alignByHand() },
    { id: 'empty-cell', run: () => grid.active.clear() },
    { id: 'previous-series', run: () => grid.showNeighbour(-1) },
    { id: 'next-series', run: () => grid.showNeighbour(1) },
  ];
}
