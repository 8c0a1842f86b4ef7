import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../../src-main/contract';
import { applied, noHistory, recorded, redo, undo, type Edit, type History } from '../../../src-renderer/measuring/edits';

const named = (id: string, name: string): Measurement => ({
  id,
  kind: 'probe',
  sopUid: '1.2',
  frame: 0,
  points: [{ column: 1, row: 1 }],
  name,
});
const byId = (list: readonly Measurement[]) => [...list].sort((a, b) => a.id.localeCompare(b.id));

describe('undo and redo', () => {
  /** Makes, renames or deletes one of five. */
  const wishes = fc.array(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      wish: fc.constantFrom('name', 'delete' as const),
      name: fc.string(),
    }),
    { maxLength: 30 },
  );

  it('all the way back is where it began, and all the way on where it was', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        let list: readonly Measurement[] = [];
        let history: History = noHistory;
        for (const { id, wish, name } of all) {
          const before = list.find((one) => one.id === id) ?? null;
          const after = wish === 'delete' ? null : named(id, name);
          if (!before && !after) continue;
          const edit: Edit = [{ before, after }];
          history = recorded(history, edit);
          list = applied(list, edit);
        }
        const end = byId(list);
        for (let step = undo(history); step.edit; step = undo(history))
          [history, list] = [step.history, applied(list, step.edit)];
        expect(list).toEqual([]);
        for (let step = redo(history); step.edit; step = redo(history))
          [history, list] = [step.history, applied(list, step.edit)];
        expect(byId(list)).toEqual(end);
      }),
    );
  });

  it('takes what was deleted together back together', () => {
    const two = [named('a', 'x'), named('b', 'y')];
    const edit = two.map((before) => ({ before, after: null }));
    const { edit: back } = undo(recorded(noHistory, edit));
    expect(applied(applied(two, edit), back!)).toHaveLength(2);
  });

  it('has nothing to do again once something else was done', () => {
    const make = (id: string): Edit => [{ before: null, after: named(id, '') }];
    const { history } = undo(recorded(noHistory, make('a')));
    expect(redo(recorded(history, make('b'))).edit).toBeNull();
  });

  it('has an end: nothing to undo, nothing to do again', () => {
    expect([undo(noHistory).edit, redo(noHistory).edit]).toEqual([null, null]);
  });
});
