import type { TagElement } from '../../src-main/contract';
import { say } from '../language/language.svelte';
import type { TagNode } from './tag-tree';

/** A line of the list as it is on the screen. */
export interface TagRow {
  readonly node: TagNode;
  readonly depth: number;
  readonly fold: 'open' | 'folded' | 'leaf';
}

export interface Choice {
  readonly query: string;
  readonly folded: ReadonlySet<string>;
  readonly only: 'all' | 'differences';
}

/**
 * What is to be seen of a tree. A search or "only differences" shows what was found with all that it lies in, and opens what is folded:
 * something hidden is not found.
 */
export function rowsOf(nodes: readonly TagNode[], { query, folded, only }: Choice): readonly TagRow[] {
  const wanted = wantedBy(query);
  const searching = query.trim() !== '' || only === 'differences';
  const rows: TagRow[] = [];
  const visit = (node: TagNode, depth: number, inside: 'found' | 'elsewhere'): boolean => {
    const found = inside === 'found' || wanted(node);
    const differs = only === 'all' || node.differs === 'yes';
    if (!differs) return false;
    const at = rows.length;
    rows.push({ node, depth, fold: 'leaf' });
    const closed = !searching && folded.has(node.key);
    let foundWithin = false;
    // A sequence that was found is shown with what it holds.
    if (!closed)
      for (const child of node.children) foundWithin = visit(child, depth + 1, found ? 'found' : 'elsewhere') || foundWithin;
    if (!found && !foundWithin) {
      rows.length = at;
      return false;
    }
    if (node.children.length > 0) rows[at] = { node, depth, fold: closed ? 'folded' : 'open' };
    return true;
  };
  for (const node of nodes) visit(node, 0, 'elsewhere');
  return rows;
}

/** Every word must be in tag, keyword, name, creator or value, of either image. */
function wantedBy(query: string): (node: TagNode) => boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean).map(wordOf);
  if (words.length === 0) return () => true;
  return ({ row, other }) =>
    words.every(({ text, tag }) => {
      const held = [row.keyword, row.name, row.creator, row.meaning, row.value, other?.value ?? ''];
      return (
        (tag !== null && row.kind === 'element' && tag.test(row.tag)) || held.some((field) => field.toLowerCase().includes(text))
      );
    });
}

/** `0028,0010`, `(0028,0010)`, `00280010`, `28,10`, and the beginning of each while it is typed. */
function wordOf(word: string): { readonly text: string; readonly tag: RegExp | null } {
  const bare = word.replace(/[()]/g, '');
  const [, group, element] = /^([0-9a-f]{1,4}),([0-9a-f]{0,4})$/.exec(bare) ?? [];
  if (group !== undefined)
    return { text: word, tag: new RegExp(`^${group.padStart(4, '0')}(${element}|${element!.padStart(4, '0')}$)`) };
  return { text: word, tag: /^[0-9a-f]{3,8}$/.test(bare) ? new RegExp(`^${bare}|^....${bare}$`) : null };
}

/** Everything in the tree that can be folded. */
export function foldable(nodes: readonly TagNode[]): readonly string[] {
  return nodes.flatMap(({ key, children }) => (children.length > 0 ? [key, ...foldable(children)] : []));
}

/** `(0028,0010)`; an item has no tag that tells anything. */
export const tagLabel = ({ tag }: Pick<TagElement, 'tag'>): string => `(${tag.slice(0, 4)},${tag.slice(4)})`.toUpperCase();

/** The name of an element as the list shows it. */
export function nameLabel({ row, key }: Pick<TagNode, 'row' | 'key'>): string {
  const words = say().tags;
  if (row.kind === 'item') return words.item(Number(/(\d+)[^/]*$/.exec(key)?.[1] ?? 0));
  if (row.name !== '') return row.name;
  if (row.use === 'private') return words.privateOf(row.creator);
  return words.unknown;
}

/** The value in one line: of bytes their number and beginning, of a sequence what it holds. */
export function valueLabel(row: TagElement, children: number): string {
  if (row.form === 'items') return row.kind === 'item' ? '' : say().tags.items(children);
  const value = row.form === 'bytes' ? `${say().tags.length(row.length)}${row.value === '' ? '' : `: ${row.value}`}` : row.value;
  const shown = row.shown === 'whole' ? value : `${value}…`;
  // The name of a UID first: a column has no room for both.
  return row.meaning === '' ? shown : `${row.meaning} · ${shown}`;
}

/** One line of text, as for a letter or an issue: `(0028,0010) US Rows: 512`, indented by its depth. */
export function lineOf({ node, depth }: Pick<TagRow, 'node' | 'depth'>): string {
  const { row } = node;
  const indent = '  '.repeat(depth);
  if (row.kind === 'item') return `${indent}${nameLabel(node)}`;
  return `${indent}${tagLabel(row)} ${row.vr} ${row.keyword || nameLabel(node)}: ${valueLabel(row, node.children.length)}`.trimEnd();
}

const sign = { none: '', same: ' ', changed: '≠', here: '−', there: '+' } as const;

/** Rows as text; of two images each line says by its first sign where they differ, and both values. */
export function textOf(rows: readonly TagRow[]): string {
  return rows
    .map((row) => {
      const { difference, other, children } = row.node;
      if (difference === 'none') return lineOf(row);
      const line = `${sign[difference]} ${lineOf(row)}`;
      return difference === 'changed' && other ? `${line}  |  ${valueLabel(other, children.length)}` : line;
    })
    .join('\n');
}
