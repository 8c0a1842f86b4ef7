import { usualControls, type Controls } from '../../src-main/contract';
import { combinationByPlace, combinationOf, type KeyPress } from './keys';
import { keySets } from './key-sets';
import { shortcuts, type ShortcutId } from './shortcuts';

/** The keys in force: of every command those it has, and of every key the one command it belongs to. */
export interface KeyMap {
  readonly keys: ReadonlyMap<ShortcutId, readonly string[]>;
  readonly owners: ReadonlyMap<string, ShortcutId>;
}

type KeyChoice = Pick<Controls, 'keySet' | 'ownKeys'>;

/**
 * What the reader chose goes before what the set says, and that before Tacet's own keys; so each key belongs to one command, however the choice
 * was written. A command that Tacet doesn't know is passed over.
 */
export function keyMapOf({ keySet, ownKeys }: KeyChoice): KeyMap {
  const changes = keySets.find(({ set }) => set === keySet)!.keys;
  const wanted = shortcuts.map(({ id, keys }) => {
    const own: readonly string[] | undefined = ownKeys[id];
    if (own) return { id, keys: own, rank: 0 };
    return changes[id] ? { id, keys: changes[id], rank: 1 } : { id, keys, rank: 2 };
  });
  const owners = new Map<string, ShortcutId>();
  for (const { id, keys } of [...wanted].sort((a, b) => a.rank - b.rank))
    for (const key of keys) if (!owners.has(key)) owners.set(key, id);
  const keys = wanted.map(({ id, keys: asked }) => [id, asked.filter((key) => owners.get(key) === id)] as const);
  return { keys: new Map(keys), owners };
}

export const usualKeys = keyMapOf(usualControls);

/** What a key press means. A layout that lacks the character is read by the key's place instead. */
export function shortcutFor(press: KeyPress, { owners }: KeyMap): ShortcutId | null {
  const byPlace = combinationByPlace(press);
  return owners.get(combinationOf(press)) ?? (byPlace === null ? null : (owners.get(byPlace) ?? null));
}

/** The choice with a key more for a command, in place of `instead` where one is named. Whose key it was, loses it. */
export function withKey(choice: KeyChoice, id: ShortcutId, key: string, instead: string | null): Controls['ownKeys'] {
  const map = keyMapOf(choice);
  const owner = map.owners.get(key);
  const others = map.keys.get(id)!.filter((one) => one !== key);
  const kept =
    instead !== null && others.includes(instead) ? others.map((one) => (one === instead ? key : one)) : [...others, key];
  const robbed = owner && owner !== id ? { [owner]: map.keys.get(owner)!.filter((one) => one !== key) } : {};
  return { ...choice.ownKeys, ...robbed, [id]: kept };
}

export function withoutKey(choice: KeyChoice, id: ShortcutId, key: string): Controls['ownKeys'] {
  return {
    ...choice.ownKeys,
    [id]: keyMapOf(choice)
      .keys.get(id)!
      .filter((one) => one !== key),
  };
}

/** The command as the set has it. A key that another command took from it stays there: who lost it is told in the table. */
export function withUsualKeys({ ownKeys }: KeyChoice, id: ShortcutId): Controls['ownKeys'] {
  return Object.fromEntries(Object.entries(ownKeys).filter(([other]) => other !== id));
}
