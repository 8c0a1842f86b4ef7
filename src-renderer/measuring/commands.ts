import type { Command } from '../app/shortcuts';
import type { ViewerState } from '../viewer/viewer-state.svelte';
import { kinds } from './kinds';
import type { Measuring } from './measuring.svelte';

/** What the keyboard can do with measurements. `measuring`: that of the surface in use when a key is pressed. */
export function measuringCommands(measuring: () => Measuring, viewer: ViewerState): readonly Command[] {
  return [
    ...kinds.map(({ kind, command }) => ({ id: command, run: () => viewer.takeTool(kind) })),
    { id: 'measure-undo', run: () => measuring().undo() },
    { id: 'measure-redo', run: () => measuring().redo() },
    { id: 'measure-delete', run: () => measuring().deleteSelected() },
    { id: 'measure-cancel', run: () => void measuring().cancel() },
  ];
}
