import type { TagElement } from '../../src-main/contract';

/** `none`: nothing is compared. `here`, `there`: only one of the two images has it. */
export type Difference = 'none' | 'same' | 'changed' | 'here' | 'there';

/** An element or an item, with what lies in it; of two images where they are compared. */
export interface TagNode {
  /** The way to it: tags and numbers of items. The same in every image that has it. */
  readonly key: string;
  /** As this image has it, or the other one where this has not. */
  readonly row: TagElement;
  /** As the image has it that is compared with; null where that has not, or nothing is compared. */
  readonly other: TagElement | null;
  readonly difference: Difference;
  /** It or something in it differs. */
  readonly differs: 'yes' | 'no';
  readonly children: readonly TagNode[];
}

interface Plain {
  readonly key: string;
  readonly row: TagElement;
  readonly children: Plain[];
}

/** The rows of one image as a tree. A file may repeat a tag, which it must not: its keys are numbered. */
function plainTree(elements: readonly TagElement[]): readonly Plain[] {
  const root: Plain[] = [];
  /** By depth: what the next row of that depth is put into. */
  const open: Plain[][] = [root];
  const parents: Plain[] = [];
  const repeats = new Map<string, number>();
  for (const row of elements) {
    const siblings = open[row.depth] ?? root;
    const parentKey = row.depth > 0 ? (parents[row.depth - 1]?.key ?? '') : '';
    const own = row.kind === 'item' ? String(siblings.length + 1).padStart(7, '0') : row.tag;
    const plain = `${parentKey}/${own}`;
    const repeat = repeats.get(plain) ?? 0;
    repeats.set(plain, repeat + 1);
    const node: Plain = { key: repeat === 0 ? plain : `${plain}#${repeat}`, row, children: [] };
    siblings.push(node);
    parents[row.depth] = node;
    open[row.depth + 1] = node.children;
  }
  return root;
}

/** What one image holds. */
export function treeOf(elements: readonly TagElement[]): readonly TagNode[] {
  const whole = ({ key, row, children }: Plain): TagNode => ({
    key,
    row,
    other: null,
    difference: 'none',
    differs: 'no',
    children: children.map(whole),
  });
  return plainTree(elements).map(whole);
}

/** Two images in one tree, in the order of tags. Items are compared by their number. */
export function comparedTree(here: readonly TagElement[], there: readonly TagElement[]): readonly TagNode[] {
  return merged(plainTree(here), plainTree(there));
}

function merged(here: readonly Plain[], there: readonly Plain[]): readonly TagNode[] {
  const ours = new Map(here.map((node) => [node.key, node]));
  const theirs = new Map(there.map((node) => [node.key, node]));
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return keys.map((key) => {
    const one = ours.get(key);
    const other = theirs.get(key);
    const children = merged(one?.children ?? [], other?.children ?? []);
    const difference = !one ? 'there' : !other ? 'here' : sameValue(one.row, other.row) ? 'same' : 'changed';
    const differs = difference !== 'same' || children.some((child) => child.differs === 'yes') ? 'yes' : 'no';
    return { key, row: (one ?? other)!.row, other: other?.row ?? null, difference, differs, children };
  });
}

/** Of a sequence or an item only what is in it is compared, its length is the writer's choice. */
function sameValue(a: TagElement, b: TagElement): boolean {
  if (a.form === 'items' || b.form === 'items') return a.form === b.form;
  return a.vr === b.vr && a.value === b.value && a.digest === b.digest;
}

/** Elements, items aside, of which the two images differ. */
export function countDifferences(nodes: readonly TagNode[]): number {
  let count = 0;
  for (const { row, difference, children } of nodes) {
    if (row.kind === 'element' && difference !== 'same' && difference !== 'none') count += 1;
    count += countDifferences(children);
  }
  return count;
}
