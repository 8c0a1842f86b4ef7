import { noHistory, recorded, redo, undo, type Edit } from './edits';

/** What was done to the measurements of one series, in whichever cell, and the way back. */
export class EditHistory {
  #now = $state.raw(noHistory);
  readonly canUndo = $derived(this.#now.done.length > 0);
  readonly canRedo = $derived(this.#now.undone.length > 0);

  record(edit: Edit): void {
    this.#now = recorded(this.#now, edit);
  }

  /** The edit that takes the last one back, or null. */
  undo(): Edit | null {
    return this.#take(undo(this.#now));
  }

  /** The edit that does again what was undone last, or null. */
  redo(): Edit | null {
    return this.#take(redo(this.#now));
  }

  #take({ edit, history }: ReturnType<typeof undo>): Edit | null {
    this.#now = history;
    return edit;
  }
}
