import { afterAll, describe, expect, it } from 'vitest';
import { decodeStored, openImage } from '../../src-main/dicom';
import { haveSharedData, whySkipped } from '../shared-data';
import { oracle, oracleBytes } from './oracle';

/** Every file of the shared data that Tacet does not show, and why. All others open. */
const refused: Readonly<Record<string, readonly string[]>> = {
  'empty-file': ['mixed-series/with-junk-files/empty.dcm', 'odd-and-broken/zero_bytes.dcm'],
  'not-dicom': [
    'dicomdir-two-patients/README.txt',
    ...['.DS_Store', 'README.TXT', 'Thumbs.db', 'autorun.inf'].map((name) => `mixed-series/with-junk-files/${name}`),
    ...['not_dicom_text', 'png_renamed', 'random_bytes'].map((name) => `odd-and-broken/${name}.dcm`),
    'pydicom-odd/ct_no_meta_stray_first_byte.dcm',
  ],
  dicomdir: [
    ...['', '-empty.dcm', '-nopatient', '-reordered'].map((end) => `dicomdir-two-patients/DICOMDIR${end}`),
    'dicomdir-missing-files/DICOMDIR',
    'philips-head-phantom/DICOMDIR',
  ],
  'dicom-damaged': [
    ...['preamble_and_dicm_only', 'truncated_in_header'].map((name) => `odd-and-broken/${name}.dcm`),
    'pydicom-odd/meta_missing_tsyntax.dcm',
  ],
  'unknown-syntax': [
    'odd-and-broken/unknown_transfer_syntax.dcm',
    'odd-and-broken/unregistered_transfer_syntax_implicit_data.dcm',
  ],
  'not-an-image': [
    ...['rtplan', 'rtstruct', 'sr_basic_text_no_pixel_data', 'sr_features', 'sr_reportsi'].map((name) => `not-ct/${name}.dcm`),
    'not-ct/sr_deflated_report_dfl',
    ...['Big', 'Lit'].map((end) => `pydicom-odd/ExplVR_${end}EndNoMeta.dcm`),
  ],
  'no-pixels': [
    ...['JapMulti', 'KoreanMulti', 'SQEncoding'].map((name) => `charset-names/chr${name}.dcm`),
    ...['fo_dose_report_tiny', 'fo_nonstandard_vr', 'missing_pixel_data'].map((name) => `odd-and-broken/${name}.dcm`),
    ...['empty_charset_LEI', 'no_meta_group_length'].map((name) => `pydicom-odd/${name}.dcm`),
  ],
  'no-size': [...['missing_rows', 'zero_rows'].map((name) => `odd-and-broken/${name}.dcm`), 'pydicom-odd/nested_priv_SQ.dcm'],
  'pixels-cut-off': [
    ...['rows_too_large', 'truncated_in_pixel_data', 'truncated_one_byte', 'truncated_j2k', 'truncated_jls', 'truncated_sv1'].map(
      (name) => `odd-and-broken/${name}.dcm`,
    ),
    'pydicom-odd/MR_truncated.dcm',
  ],
  'stream-damaged': [
    ...['corrupt_jls', 'corrupt_sv1'].map((name) => `odd-and-broken/${name}.dcm`),
    'pydicom-odd/nm_j2k_embedded_sequence_delimiter.dcm',
  ],
};
const reasons = new Map(Object.entries(refused).flatMap(([code, paths]) => paths.map((path) => [path, code])));

describe.skipIf(!haveSharedData)(`every file of the shared data${whySkipped}`, () => {
  const seen = new Map<string, number>();
  afterAll(() => console.table([...seen].map(([outcome, files]) => ({ outcome, files }))));

  it('opens, or is refused for exactly the reason that it was made or kept for', async () => {
    for (const { path } of oracle.files) {
      const image = openImage(oracleBytes(path));
      const stored = image.ok ? await decodeStored(image.value, 0) : image;
      const outcome = stored.ok ? 'opened' : stored.error.code;
      expect.soft(outcome, path).toBe(reasons.get(path) ?? 'opened');
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    }
    expect([...seen.values()].reduce((a, b) => a + b)).toBe(oracle.files.length);
  });
});
