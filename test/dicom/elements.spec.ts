import dicomParser, { type DataSet, type Element } from 'dicom-parser';
import { describe, expect, it } from 'vitest';
import { openImage } from '../../src-main/dicom';
import { type ElementSet, findElements, itemsOf } from '../../src-main/dicom/elements';
import { openFile } from '../../src-main/dicom/open';
import { sequence } from '../../src-main/dicom/write/element';
import { oracle, oracleBytes } from '../oracle/oracle';
import { haveSharedData, whySkipped } from '../shared-data';
import { ctFile } from './ct-file';

/** Everything of an element that matters, and of the items in it. A delimiter that dicom-parser keeps as an element is none. */
function told(set: Pick<DataSet, 'elements'>, items: (element: Element) => readonly Element[] | null): unknown {
  return Object.values(set.elements)
    .filter(({ tag }) => !tag.startsWith('x0002') && !tag.startsWith('xfffe') && tag !== 'x7fe00010')
    .map((element) => [
      element.tag,
      element.vr,
      element.dataOffset,
      element.length,
      items(element)?.map((item) => told(item.dataSet!, (inner) => inner.items ?? null)) ?? null,
    ])
    .sort();
}

describe.skipIf(!haveSharedData)(`the elements of a file${whySkipped}`, () => {
  it('are those that dicom-parser finds, in every file of the shared set that it reads whole', () => {
    let compared = 0;
    for (const { path } of oracle.files.filter(({ dicom }) => dicom)) {
      const bytes = oracleBytes(path);
      const opened = openFile(bytes);
      if (!opened.ok || opened.value.data !== bytes) continue;
      const { meta, syntax } = opened.value;
      let theirs: DataSet;
      try {
        theirs = dicomParser.parseDicom(bytes, { untilTag: 'x7fe00010' });
      } catch {
        continue;
      }
      // It believes the syntax that the file names; Tacet believes what is written.
      if (meta.syntax?.vr !== syntax.vr) continue;
      const { set } = findElements(bytes, meta.end, syntax);
      expect(
        told(set as unknown as DataSet, (element) => itemsOf(set, element)),
        path,
      ).toEqual(told(theirs, (element) => element.items ?? null));
      compared++;
    }
    expect(compared).toBeGreaterThan(400);
  });
});

describe('sequences without measure', () => {
  const item = (content: Uint8Array): Uint8Array => {
    const bytes = new Uint8Array(8 + content.length);
    bytes.set([0xfe, 0xff, 0x00, 0xe0, content.length]);
    bytes.set(content, 8);
    return bytes;
  };
  const filled = (tag: string, one: Uint8Array, times: number): Uint8Array => {
    const many = new Uint8Array(one.length * times);
    for (let i = 0; i < times; i++) many.set(one, i * one.length);
    return ctFile({ name: 'many', elements: [sequence(tag), { tag, vr: 'SQ', value: many }] });
  };
  // An element (0008,0100) of two bytes.
  const content = Uint8Array.of(8, 0, 0, 1, 0x53, 0x48, 2, 0, 0x31, 0x20);

  it.each(['x00081140', 'x52009230', 'x00283010'])('as a million items in %s do not take two seconds', (tag) => {
    const file = filled(tag, item(content), 1e6);
    const before = process.cpuUsage();
    expect(openImage(file).ok).toBe(true);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(2);
  });

  it('are read only when they are asked for, and once', () => {
    const file = filled('x00081140', item(content), 3);
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.error.message);
    const { set } = findElements(file, opened.value.meta.end, opened.value.syntax) as { set: ElementSet };
    const element = set.elements.x00081140!;
    expect(element.items).toBeUndefined();
    expect(itemsOf(set, element)).toHaveLength(3);
    expect(itemsOf(set, element)).toBe(element.items);
  });
});
