import { describe, expect, it } from 'vitest';
import type { TagElement } from '../../../src-main/contract';
import { samePlace } from '../../../src-renderer/tags/same-place';
import { foldable, nameLabel, rowsOf, textOf, valueLabel } from '../../../src-renderer/tags/tag-rows';
import { comparedTree, countDifferences, treeOf } from '../../../src-renderer/tags/tag-tree';

const element = (tag: string, name: string, value: string, more: Partial<TagElement> = {}): TagElement => ({
  kind: 'element',
  offset: 0,
  depth: 0,
  tag,
  vr: 'LO',
  keyword: name.replace(/ /g, ''),
  name,
  use: 'current',
  creator: '',
  length: value.length,
  form: 'text',
  value,
  shown: 'whole',
  digest: '',
  meaning: '',
  ...more,
});
const sequence = (tag: string, name: string, depth = 0): TagElement => element(tag, name, '', { vr: 'SQ', form: 'items', depth });
const item = (depth: number): TagElement => element('fffee000', '', '', { kind: 'item', form: 'items', vr: '', depth });

const image = (position: string, code: string): readonly TagElement[] => [
  element('00080060', 'Modality', 'CT'),
  sequence('00081140', 'Referenced Image Sequence'),
  item(1),
  element('00081155', 'Referenced SOP Instance UID', '1.2.3', { depth: 2 }),
  item(1),
  element('00081155', 'Referenced SOP Instance UID', code, { depth: 2 }),
  element('00200032', 'Image Position (Patient)', position),
  element('00291010', '', 'scanner text', { use: 'private', creator: 'ACME CT' }),
  element('7fe00010', 'Pixel Data', '01 00', { form: 'bytes', length: 524288, shown: 'beginning', digest: 'a', vr: 'OW' }),
];
const all = { query: '', folded: new Set<string>(), only: 'all' } as const;
const seen = (...args: Parameters<typeof rowsOf>): string =>
  rowsOf(...args)
    .map(({ node, depth }) => `${depth}:${node.row.kind === 'item' ? nameLabel(node) : node.row.tag}`)
    .join(' ');

describe('the list of attributes', () => {
  const tree = treeOf(image('0\\0\\5', '1.2.4'));

  it('shows what is nested below what holds it, and nothing of what is folded', () => {
    expect(seen(tree, all)).toBe(
      '0:00080060 0:00081140 1:Item 1 2:00081155 1:Item 2 2:00081155 0:00200032 0:00291010 0:7fe00010',
    );
    const [references, first] = foldable(tree);
    expect(seen(tree, { ...all, folded: new Set([first!]) })).toContain('1:Item 1 1:Item 2 2:00081155');
    expect(seen(tree, { ...all, folded: new Set([references!]) })).toBe('0:00080060 0:00081140 0:00200032 0:00291010 0:7fe00010');
  });

  it.each([
    ['0020,0032', '0:00200032'],
    ['(0020,0032)', '0:00200032'],
    ['00200032', '0:00200032'],
    ['20,32', '0:00200032'],
    ['0020,', '0:00200032'],
    ['positionp', ''],
    ['imageposition', '0:00200032'],
    ['position patient', '0:00200032'],
    ['scanner', '0:00291010'],
    ['acme', '0:00291010'],
    ['1.2.4', '0:00081140 1:Item 2 2:00081155'],
  ])('finds %s by tag, keyword, name, creator or value, with all that it lies in', (query, expected) => {
    expect(seen(tree, { ...all, query })).toBe(expected);
  });

  it('opens what is folded for a search, and shows a sequence that was found with what it holds', () => {
    const folded = new Set(foldable(tree));
    expect(seen(tree, { ...all, folded, query: '1.2.4' })).toBe('0:00081140 1:Item 2 2:00081155');
    expect(seen(tree, { ...all, query: 'referenced image' })).toContain('1:Item 1 2:00081155 1:Item 2 2:00081155');
  });

  it('says how much there is of bytes, of which it shows the beginning', () => {
    expect(valueLabel(image('', '').at(-1)!, 0)).toBe('524,288 bytes: 01 00…');
    expect(valueLabel(element('00080016', '', '1.2', { meaning: 'CT Image Storage' }), 0)).toBe('CT Image Storage · 1.2');
  });

  it('is text that a letter can hold', () => {
    expect(textOf(rowsOf(tree, { ...all, query: '1.2.4' }))).toBe(
      '(0008,1140) SQ ReferencedImageSequence: 2 items\n  Item 2\n    (0008,1155) LO ReferencedSOPInstanceUID: 1.2.4',
    );
  });
});

describe('two images beside each other', () => {
  const one = image('0\\0\\5', '1.2.4');
  const other = [
    ...image('0\\0\\6', '1.2.5').filter(({ tag }) => tag !== '00291010'),
    element('00204000', 'Image Comments', 'only there'),
  ];
  const tree = comparedTree(one, other);

  it('differ in what has another value or is in one of them only, wherever it is nested', () => {
    expect(countDifferences(tree)).toBe(4);
    expect(seen(tree, { ...all, only: 'differences' })).toBe('0:00081140 1:Item 2 2:00081155 0:00200032 0:00204000 0:00291010');
    expect(textOf(rowsOf(tree, { ...all, only: 'differences' }))).toBe(
      [
        '  (0008,1140) SQ ReferencedImageSequence: 2 items',
        '    Item 2',
        '≠     (0008,1155) LO ReferencedSOPInstanceUID: 1.2.4  |  1.2.5',
        '≠ (0020,0032) LO ImagePosition(Patient): 0\\0\\5  |  0\\0\\6',
        '+ (0020,4000) LO ImageComments: only there',
        '− (0029,1010) LO Private: ACME CT: scanner text',
      ].join('\n'),
    );
  });

  it('differ in their pixels though these begin alike', () => {
    const changed = [...one.slice(0, -1), { ...one.at(-1)!, digest: 'b' }];
    expect(countDifferences(comparedTree(one, changed))).toBe(1);
  });

  it('that are one differ in nothing', () => {
    expect(countDifferences(comparedTree(one, one))).toBe(0);
    expect(rowsOf(comparedTree(one, one), { ...all, only: 'differences' })).toEqual([]);
  });

  it('stay quick with thousands of rows', () => {
    const many = Array.from({ length: 20_000 }, (_, at) => element(at.toString(16).padStart(8, '0'), `Name ${at}`, String(at)));
    const began = performance.now();
    rowsOf(comparedTree(many, many), { ...all, query: 'name 19999' });
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe('the same place in another series', () => {
  const axial = [1, 0, 0, 0, 1, 0] as [number, number, number, number, number, number];
  const at = (slicePositionMm: number | null, orientation: typeof axial | null = axial) => ({ slicePositionMm, orientation });

  it('is the nearest slice by position where both are cut alike', () => {
    expect(samePlace(at(10), 0, [at(0), at(4), at(9), at(14)])).toBe(2);
  });

  it('is the slice of the same number where positions tell nothing', () => {
    expect(samePlace(at(10), 1, [at(null), at(4), at(9)])).toBe(1);
    expect(samePlace(at(10), 5, [at(0, [0, 1, 0, 0, 0, -1]), at(10, [0, 1, 0, 0, 0, -1])])).toBe(1);
  });
});
