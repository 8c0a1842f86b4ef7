import { createHash } from 'node:crypto';
import { fail, ok, type Outcome, type TagElement, type TagList, type TagValue } from '../../contract';
import { attributeOf } from '../dictionary/dictionary';
import { findDataSet, type FoundDataSet } from '../open';
import { explicitLittleEndian } from '../transfer-syntax';
import { meaningOf, readValue, settledVr, type Surroundings } from './value';
import { isPrivate, walk, type WalkedElement, type WalkEnd } from './walk';

/** Rows of one list; an image has some hundred, an enhanced one some thousand. */
export const mostRows = 20_000;
/** Items of one sequence; those after them are counted only. */
export const mostItems = 1000;
export const deepest = 32;
/** Characters of a value in the list, and of one that is asked for whole. */
export const longestShown = 400;
const longestWhole = 1 << 20;
/** Of a value that is not shown whole, so many bytes go into its digest. */
const digestBytes = 64 << 20;

/**
 * Every element of a file: the meta information, then the data set in the order of the file. Bounded, whatever the file holds; what ended the list is
 * said in `note`. Fails on what is no DICOM.
 */
export function listTags(file: Uint8Array): Outcome<TagList> {
  const found = findDataSet(file);
  if (!found.ok) return found;
  const elements: TagElement[] = [];
  /** By depth: items of the sequence that is open there. */
  const items: number[] = [];
  let leftOutFrom = Infinity;
  let left = 0;
  let note = '';
  const visit = ({ element, around, creator, base, data }: Visited): 'go-on' | 'enough' => {
    const { kind, depth, holds } = element;
    if (depth < leftOutFrom) leftOutFrom = depth > deepest ? depth : Infinity;
    if (kind === 'element' && holds === 'items' && depth < deepest) items[depth + 1] = 0;
    if (kind === 'item' && leftOutFrom === Infinity) items[depth]!++;
    if (kind === 'item' && leftOutFrom === Infinity && items[depth]! > mostItems) leftOutFrom = depth;
    if (depth >= leftOutFrom) {
      left++;
      return 'go-on';
    }
    if (elements.length === mostRows) {
      note = `Only the first ${mostRows} rows are listed.`;
      return 'enough';
    }
    elements.push(rowOf(data, element, around, creator, base));
    return 'go-on';
  };
  const end = visitAll(file, found.value, visit);
  if (note === '') note = noteOf(end, left);
  return ok({ elements, note });
}

/** One value as whole as a clipboard wants it. `offset` as the list gave it; a file that has changed since may have nothing there. */
export function readTag(file: Uint8Array, offset: number): Outcome<TagValue> {
  const found = findDataSet(file);
  if (!found.ok) return found;
  let value: TagValue | null = null;
  visitAll(file, found.value, ({ element, around, base, data }) => {
    if (base + element.offset < offset) return 'go-on';
    if (base + element.offset === offset && element.kind === 'element' && element.holds !== 'items')
      value = readValue(data, element, around, longestWhole);
    return 'enough';
  });
  return value === null ? fail('tag-gone') : ok(value);
}

interface Visited {
  readonly element: WalkedElement;
  readonly around: Surroundings;
  /** Who reserved the private block that the element is in; '' where nobody did, or it is none. */
  readonly creator: string;
  readonly data: Uint8Array;
  /** To be added to offsets, so that no two elements have the same. */
  readonly base: number;
}

/** What holds for the elements of one data set or item, and for what is nested in it. */
interface Scope {
  readonly characterSets: readonly string[];
  /** By group and block, `00291` + `0`. */
  readonly creators: Map<string, string>;
}

/** Meta information and data set. Answers why it ended; null where the visitor had enough. */
function visitAll(file: Uint8Array, found: FoundDataSet, visit: (visited: Visited) => 'go-on' | 'enough'): WalkEnd | null {
  const { data, start, syntax, meta } = found;
  const metaEnd = visitSet(file, walk(file, metaStart(file), explicitLittleEndian, meta.end), 0, visit);
  if (metaEnd === null) return null;
  // What was inflated counts from zero again.
  return visitSet(data, walk(data, start, syntax), data === file ? 0 : meta.end, visit);
}

function visitSet(
  data: Uint8Array,
  walked: Generator<WalkedElement, WalkEnd>,
  base: number,
  visit: (visited: Visited) => 'go-on' | 'enough',
): WalkEnd | null {
  const scopes: Scope[] = [{ characterSets: [], creators: new Map() }];
  let pixelRepresentation = 0;
  for (;;) {
    const next = walked.next();
    if (next.done) return next.value;
    const element = next.value;
    const { tag, depth, kind } = element;
    // The elements of an item lie one deeper than it: depth 2, 4, 6 …
    const level = kind === 'item' ? depth + 1 : depth;
    scopes.length = Math.min(scopes.length, level + (kind === 'item' ? 0 : 1));
    while (scopes.length <= level) scopes.push({ characterSets: innermost(scopes).characterSets, creators: new Map() });
    const scope = innermost(scopes);
    const around = { characterSets: scope.characterSets, pixelRepresentation };
    const text = (): string => readValue(data, element, around, longestShown).value;
    if (tag === '00080005')
      scopes[level] = {
        ...scope,
        characterSets: text()
          .split('\\')
          .map((set) => set.trim()),
      };
    if (tag === '00280103' && depth === 0) pixelRepresentation = Number(text());
    if (isReservation(element)) scope.creators.set(tag.slice(0, 4) + tag.slice(6), text().trim());
    const creator = isPrivate(tag) ? (scope.creators.get(tag.slice(0, 6)) ?? '') : '';
    if (visit({ element, around, creator, data, base }) === 'enough') return null;
  }
}

const innermost = (scopes: readonly Scope[]): Scope => scopes[scopes.length - 1]!;

/** (gggg,0010-00FF) of an odd group names the creator of elements (gggg,bb00-bbFF): PS3.5 section 7.8. */
const isReservation = ({ kind, tag }: WalkedElement): boolean =>
  kind === 'element' && isPrivate(tag) && /^00[1-9a-f]./.test(tag.slice(4));

const metaStart = (file: Uint8Array): number => {
  const prefixAt = (at: number): boolean => [0x44, 0x49, 0x43, 0x4d].every((letter, i) => file[at + i] === letter);
  return prefixAt(128) ? 132 : prefixAt(0) ? 4 : 0;
};

function rowOf(data: Uint8Array, element: WalkedElement, around: Surroundings, creator: string, base: number): TagElement {
  const { tag, depth, kind, length, holds } = element;
  const common = { kind, offset: base + element.offset, depth, tag, length, creator };
  if (holds === 'items')
    return { ...common, ...namesOf(element), vr: element.vr, form: 'items', value: '', shown: 'whole', digest: '', meaning: '' };
  const vr = settledVr(element.vr, around);
  const value = readValue(data, element, around, longestShown);
  const bytes = data.subarray(element.valueOffset, element.valueOffset + (length ?? 0));
  const digest = value.shown === 'whole' ? '' : createHash('sha1').update(bytes.subarray(0, digestBytes)).digest('hex');
  return { ...common, ...namesOf(element), vr, ...value, digest, meaning: meaningOf(vr, value.value) };
}

/** Keyword and name by the dictionary; a private element has neither, but for the one that names its creator. */
function namesOf(element: WalkedElement): Pick<TagElement, 'keyword' | 'name' | 'use'> {
  const { tag, kind } = element;
  if (kind === 'item') return { keyword: '', name: '', use: 'current' };
  if (isPrivate(tag)) return { keyword: '', name: isReservation(element) ? 'Private Creator' : '', use: 'private' };
  const entry = attributeOf(tag);
  if (entry) return { keyword: entry.keyword, name: entry.name, use: entry.use };
  return { keyword: '', name: tag.endsWith('0000') ? 'Group Length' : '', use: 'unknown' };
}

function noteOf(end: WalkEnd | null, left: number): string {
  if (end === 'cut-off') return 'The file breaks off or is damaged here; what comes after this cannot be read.';
  if (end === 'too-long') return 'The file has more attributes than Tacet reads; the rest is not listed.';
  return left > 0 ? `${left} more rows lie in items after the first ${mostItems}, or nested too deep to be listed.` : '';
}
