import type { Measurement } from '../../src-main/contract';

/** One thing that became of one measurement: made (nothing before), changed, or deleted (nothing after). */
export interface Change {
  readonly before: Measurement | null;
  readonly after: Measurement | null;
}
/** What is undone together. */
export type Edit = readonly Change[];

/** What was done and what was undone, the latest last. */
export interface History {
  readonly done: readonly Edit[];
  readonly undone: readonly Edit[];
}
export const noHistory: History = { done: [], undone: [] };

const mostSteps = 200;

export const recorded = ({ done }: History, edit: Edit): History => ({ done: [...done, edit].slice(-mostSteps), undone: [] });

/** The edit that takes the last one back, or null where there is none, and the history after it. */
export function undo({ done, undone }: History): { readonly edit: Edit | null; readonly history: History } {
  const last = done[done.length - 1];
  if (!last) return { edit: null, history: { done, undone } };
  const edit = last.map(({ before, after }) => ({ before: after, after: before })).reverse();
  return { edit, history: { done: done.slice(0, -1), undone: [...undone, last] } };
}

/** The edit that does again what was undone last. */
export function redo({ done, undone }: History): { readonly edit: Edit | null; readonly history: History } {
  const last = undone[undone.length - 1];
  if (!last) return { edit: null, history: { done, undone } };
  return { edit: last, history: { done: [...done, last], undone: undone.slice(0, -1) } };
}

/** The list after an edit. What is deleted already stays so; what comes back goes to the end. */
export function applied(list: readonly Measurement[], edit: Edit): readonly Measurement[] {
  return edit.reduce<readonly Measurement[]>((now, { before, after }) => {
    const id = (after ?? before)!.id;
    const there = now.some((one) => one.id === id);
    if (!after) return now.filter((one) => one.id !== id);
    return there ? now.map((one) => (one.id === id ? after : one)) : [...now, after];
  }, list);
}
