import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TagElement } from '../../../src-main/contract';
import { listTags, readTag } from '../../../src-main/dicom';
import { longestShown, mostItems, mostRows } from '../../../src-main/dicom/tags/tags';
import {
  bytes,
  ctDataSet,
  dicomFile,
  elementBytes,
  harmedCt,
  itemBytes,
  u16,
  u32,
  written,
  type Written,
} from '../../hostile/dicom-bytes';
import { mutants, sharedFiles } from '../../hostile/plan';
import { havePydicom, whyNoPydicom } from '../../oracle/pydicom';
import { haveSharedData, sharedData, whySkipped } from '../../shared-data';
import { dumpedByPydicom, type DumpedRow } from './pydicom-dump';

function listed(file: Uint8Array): { readonly elements: readonly TagElement[]; readonly note: string } {
  const list = listTags(file);
  if (!list.ok) throw new Error(list.error.message);
  return list.value;
}
const rowOf = (file: Uint8Array, tag: string): TagElement => listed(file).elements.find((row) => row.tag === tag)!;
const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** Files of every vendor, spelling, character set and kind of nesting; small enough that the suite stays quick. */
const places = ['charset-names', 'ct-transfer-syntaxes', 'enhanced-ct', 'wg04-ct', 'encapsulation', 'pydicom-odd', 'not-ct'];
/** Where Tacet means to read otherwise. */
const otherwise = [
  'charset-names/ct_utf8_without_charset_tag.dcm', // Without a character set, what can only be UTF-8 is read as such.
  'pydicom-odd/meta_missing_tsyntax.dcm',
];
const notOpened = ['pydicom-odd/ct_no_meta_stray_first_byte.dcm'];
const comparedPaths = haveSharedData
  ? [sharedData('siemens-chest', readdirSync(sharedData('siemens-chest')).sort()[0]!), ...sharedFiles(1e6, ...places)].filter(
      (path) => !otherwise.includes(relative(sharedData(), path)),
    )
  : [];

describe.skipIf(!haveSharedData || !havePydicom)(`the elements of a file${whySkipped || whyNoPydicom}`, () => {
  it('are those that pydicom finds: tag, VR, keyword, creator, nesting and value', () => {
    const dumped = Object.entries(dumpedByPydicom(comparedPaths));
    expect(dumped.length).toBeGreaterThan(90);
    const refused: string[] = [];
    for (const [path, rows] of dumped) {
      const list = listTags(new Uint8Array(readFileSync(path)));
      if (!list.ok) {
        refused.push(relative(sharedData(), path));
        continue;
      }
      const { elements } = list.value;
      const mine = elements.map((row) => [row.depth, row.tag, row.keyword, row.form === 'items' ? 'SQ' : row.vr]);
      const theirs = rows.map((row) => [row.depth, row.tag, row.keyword, row.value === null ? 'SQ' : vrOf(row)]);
      expect.soft(mine, path).toEqual(theirs);
      const different = elements.filter((row, at) => !rows[at] || !readsAs(row, rows[at]));
      expect.soft(different, path).toEqual([]);
    }
    expect(refused).toEqual(notOpened);
  });
});

/** Group lengths are UL, whoever's group it is (PS3.5 section 7.2). */
const vrOf = ({ tag, vr }: DumpedRow): string => (tag.endsWith('0000') ? 'UL' : vr);

function readsAs(mine: TagElement, { value, creator }: DumpedRow): boolean {
  if (value === null) return mine.form === 'items';
  if (mine.creator !== creator) return false;
  if (typeof value === 'string') {
    const theirs = spaced(mine.vr, value).slice(0, longestShown);
    // pydicom drops empty groups at the end of a name.
    return mine.value === theirs || (mine.vr === 'PN' && mine.value.replace(/=+$/, '') === theirs);
  }
  if (!('hex' in value)) {
    const numbers = mine.value === '' ? [] : mine.value.split('\\').map(Number);
    const same = numbers.every((number, at) => Math.fround(number) === Math.fround(value[at]!));
    return same && (mine.shown === 'beginning' || numbers.length === value.length);
  }
  if (mine.form === 'bytes')
    return mine.length === value.length || mine.shown === 'beginning' ? value.hex.startsWith(mine.value) : false;
  const read = Buffer.from(value.hex.replace(/ /g, ''), 'hex');
  // A group length in a group of which pydicom knows nothing.
  return mine.form === 'numbers'
    ? Number(mine.value) === read.readUInt32LE(0)
    : read.toString('latin1').startsWith(mine.value.slice(0, 200));
}
/** Spaces around a code mean nothing; pydicom keeps those inside a value of several. */
const spaced = (vr: string, value: string): string => (vr === 'CS' ? value.replace(/ *\\ */g, '\\') : value);

describe('a value', () => {
  it('longer than the list has room for is cut, told apart by its digest, and read whole when it is asked for', () => {
    const long = 'Grüße '.repeat(1000).trimEnd();
    const file = (text: string): Uint8Array =>
      harmedCt(
        written('00080005', 'CS', 'ISO_IR 192'),
        written('00204000', 'LT', new Uint8Array(Buffer.from(text.length % 2 ? `${text} ` : text))),
      );
    const row = rowOf(file(long), '00204000');
    expect(row).toMatchObject({ name: 'Image Comments', value: long.slice(0, longestShown), shown: 'beginning' });
    expect(rowOf(file(`${long.slice(0, -1)}E`), '00204000').digest).not.toBe(row.digest);
    expect(readTag(file(long), row.offset)).toMatchObject({ ok: true, value: { value: long, shown: 'whole' } });
  });

  it('of bytes is its beginning in hexadecimal, and its length', () => {
    const row = rowOf(harmedCt(), '7fe00010');
    expect(row).toMatchObject({
      vr: 'OW',
      form: 'bytes',
      length: 512,
      shown: 'beginning',
      value: expect.stringMatching(/^00 04 00 04/),
    });
  });

  it('of numbers is never cut within one', () => {
    const many = Array.from({ length: 400 }, () => 54321);
    const row = rowOf(harmedCt(written('00281201', 'US', u16(...many))), '00281201');
    expect(row.shown).toBe('beginning');
    expect(new Set(row.value.split('\\'))).toEqual(new Set(['54321']));
  });

  it('that is a UID of the standard comes with its name', () => {
    expect(rowOf(harmedCt(), '00080016').meaning).toBe('CT Image Storage');
    expect(rowOf(harmedCt(), '0020000d').meaning).toBe('');
  });

  it('is gone where the file has changed', () => {
    expect(readTag(harmedCt(), 7)).toMatchObject({ ok: false, error: { code: 'tag-gone' } });
  });
});

describe('a private element', () => {
  it('is shown as such, with its creator, and as text where it is nothing but text', () => {
    const file = harmedCt(
      written('00291010', 'UN', latin('one two ')),
      written('00290010', 'LO', 'ACME CT 1'),
      written('00291011', 'UN', Uint8Array.of(1, 2, 3, 4)),
      written('002b1010', 'UN', Uint8Array.of(1, 2, 3, 4)),
    );
    expect(rowOf(file, '00290010')).toMatchObject({ use: 'private', name: 'Private Creator', value: 'ACME CT 1' });
    expect(rowOf(file, '00291010')).toMatchObject({ creator: 'ACME CT 1', form: 'text', value: 'one two', keyword: '' });
    expect(rowOf(file, '00291011')).toMatchObject({ creator: 'ACME CT 1', form: 'bytes', value: '01 02 03 04' });
    expect(rowOf(file, '002b1010').creator).toBe('');
  });
});

const sequence = (content: Uint8Array): Written => written('00081140', 'SQ', content);
const open = 0xffffffff;
const itemEnd = bytes(u16(0xfffe, 0xe00d), u32(0));
const sequenceEnd = bytes(u16(0xfffe, 0xe0dd), u32(0));

describe('a file made to harm', () => {
  it('with a million items is listed so far as anybody reads, the elements after them included', () => {
    const items = new Uint8Array(8 * 1_000_000);
    const item = itemBytes(new Uint8Array());
    for (let at = 0; at < items.length; at += 8) items.set(item, at);
    const { elements, note } = listed(harmedCt(sequence(items)));
    expect(elements.filter(({ kind }) => kind === 'item')).toHaveLength(mostItems);
    expect(elements.some(({ tag }) => tag === '7fe00010')).toBe(true);
    expect(note).toBe(`${1_000_000 - mostItems} more rows lie in items after the first 1000, or nested too deep to be listed.`);
  });

  it.each(['open', 'closed'] as const)('with 20,000 sequences in each other, their lengths %s', (lengths) => {
    const head = bytes(u16(0x0008, 0x1140), latin('SQ'), u16(0), u32(open), u16(0xfffe, 0xe000), u32(open));
    const tail = bytes(itemEnd, sequenceEnd);
    const nested = bytes(
      ...Array.from({ length: 20_000 }, () => head),
      ...(lengths === 'closed' ? Array.from({ length: 20_000 }, () => tail) : []),
    );
    const { elements, note } = listed(dicomFile(bytes(nested, ctDataSet())));
    expect(Math.max(...elements.map(({ depth }) => depth))).toBe(32);
    expect(note).not.toBe('');
    if (lengths === 'closed') expect(elements.some(({ tag }) => tag === '7fe00010')).toBe(true);
  });

  it('with a million elements ends at so many rows, and says so', () => {
    const one = elementBytes(written('00204000', 'LT', ''));
    const many = new Uint8Array(one.length * 1_000_000);
    for (let at = 0; at < many.length; at += one.length) many.set(one, at);
    const { elements, note } = listed(dicomFile(bytes(many, ctDataSet())));
    expect(elements).toHaveLength(mostRows);
    expect(note).toBe('Only the first 20000 rows are listed.');
  });

  it('that is cut off anywhere is listed up to there', () => {
    const whole = harmedCt(sequence(bytes(itemBytes(elementBytes(written('00081155', 'UI', '2.25.9'))))));
    const rows = listed(whole).elements.map(({ tag }) => tag);
    for (let length = 0; length < whole.length; length++) {
      const list = listTags(whole.subarray(0, length));
      if (!list.ok) continue;
      const tags = list.value.elements.map(({ tag }) => tag);
      expect(tags.join(' ')).toBe(rows.slice(0, tags.length).join(' '));
    }
    expect(listed(whole.subarray(0, 900)).note).toMatch(/breaks off/);
  });

  it('with delimiters missing and to spare is read on', () => {
    const inner = elementBytes(written('00081155', 'UI', '2.25.9'));
    const withoutItemEnd = bytes(itemBytes(inner, open), itemBytes(inner, open), sequenceEnd, itemEnd);
    const { elements } = listed(harmedCt(written('00081140', 'SQ', withoutItemEnd, open)));
    expect(elements.filter(({ tag, depth }) => tag === '00081155' && depth === 2)).toHaveLength(2);
    expect(elements.some(({ tag, depth }) => tag === '7fe00010' && depth === 0)).toBe(true);
  });

  it.skipIf(!haveSharedData)(`however it was changed, gives a list or a sentence${whySkipped}`, () => {
    for (const { bytes: made } of mutants(sharedFiles(3e5, 'odd-and-broken', 'pydicom-odd', 'enhanced-ct'), 400, 20261125)) {
      const list = listTags(made());
      if (list.ok) expect(list.value.elements.length).toBeLessThanOrEqual(mostRows);
      else expect(list.error.message).toMatch(/\.$/);
    }
  });
});
