import { describe, expect, it } from 'vitest';
import { openFile } from '../../src-main/dicom/open';
import { haveSharedData, whySkipped } from '../shared-data';
import { oracle, oracleBytes } from './oracle';

/** Of the file that names no character set the oracle has no right answer. */
const named = oracle.files.filter(
  ({ path, patient_name: name }) =>
    path.startsWith('charset-names/') && name !== undefined && !path.includes('without_charset_tag'),
);
const nameIn = (path: string): string => {
  const opened = openFile(oracleBytes(path));
  return opened.ok ? opened.value.attributes.personName('x00100010') : opened.error.code;
};

describe.skipIf(!haveSharedData)(`patients' names${whySkipped}`, () => {
  it.each(named.map((file) => [file.path, file] as const))('are as pydicom reads them in %s', (path, { patient_name: name }) => {
    expect(nameIn(path)).toBe(name!.replace(/[=^ ]+$/, ''));
  });

  it('in UTF-8 that no character set announces are read as what they are', () => {
    expect(nameIn('charset-names/ct_utf8_without_charset_tag.dcm')).toBe('Grüße^Jörg');
  });
});
