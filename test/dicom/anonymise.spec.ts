import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valueOf } from '../../src-main/contract';
import {
  anonymiserOf,
  decodeHu,
  type Derivation,
  derivedSeriesUid,
  deriveInstance,
  openImage,
  openSource,
} from '../../src-main/dicom';
import { havePydicom, inPython, whyNoPydicom } from '../oracle/pydicom';
import { syntheticSlice } from '../study/synthetic-series';

const derivation: Derivation = {
  modelName: 'Mr Confidential',
  modelSha256: 'ab'.repeat(32),
  strength: 0.5,
  contrast: 0,
  version: '0.1.0',
  at: new Date(2026, 0, 2, 3, 4, 5),
  syntax: 'explicit',
  anonymiser: anonymiserOf('a secret'),
};

async function derived(bytes: Uint8Array, as = derivation): Promise<Uint8Array> {
  const source = valueOf(openSource(bytes));
  const { hu } = valueOf(await decodeHu(source, 0));
  const { seriesUid, sopUid } = source.header;
  const newUid = derivedSeriesUid({ seriesUid, firstSopUid: sopUid, firstFrame: 0 }, as);
  return valueOf(await deriveInstance(source, { frame: 0, changedHu: hu, seriesUid: newUid, seriesNumber: 201, number: 1 }, as));
}

/**
 * Fills a file with every attribute of pydicom's dictionary that holds text, a moment or a UID, at the top, in items of sequences that survive, and in
 * a private block; each value says that it is a secret.
 */
const plant = `
import pydicom
from pydicom.datadict import DicomDictionary, RepeatersDictionary
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
TEXT = {'PN', 'LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'UR', 'AE'}
def fill(ds):
    for tag, (vr, vm, name, retired, keyword) in DicomDictionary.items():
        group, element = tag >> 16, tag & 0xffff
        if group in (0x0000, 0x0002) or group >= 0x7fe0 or (group in (0xfffe, 0x0004)): continue
        if tag in (0x00080005, 0x00080016, 0x00081150): continue
        if vr in TEXT: value = 'SECRET-%08x' % tag
        elif vr == 'DA': value = '19470313'
        elif vr == 'TM': value = '131313.131313'
        elif vr == 'DT': value = '19470313131313'
        elif vr == 'AS': value = '077Y'
        elif vr == 'UI': value = '1.2.826.0.1.77.%d' % tag
        else: continue
        ds.add_new(tag, vr, value)
    block = ds.private_block(0x0029, 'SECRET CREATOR', create=True)
    block.add_new(0x01, 'LO', 'SECRET-private')
    block.add_new(0x02, 'UN', b'SECRET-unknown')
ds = pydicom.dcmread(given['from'])
fill(ds)
for keyword in ('AnatomicRegionSequence', 'ContributingEquipmentSequence', 'ReferencedImageSequence', 'SourceImageSequence', 'RequestAttributesSequence',
                'DerivationCodeSequence', 'CTDIPhantomTypeCodeSequence', 'PersonIdentificationCodeSequence', 'ProcedureCodeSequence'):
    item = Dataset()
    fill(item)
    inner = Dataset()
    fill(inner)
    item.PurposeOfReferenceCodeSequence = Sequence([inner])
    setattr(ds, keyword, Sequence([item]))
ds.StudyInstanceUID = '1.2.826.0.1.77.1'
ds.preamble = b'SECRET-preamble'.ljust(128, b'\\0')
ds.file_meta.SourceApplicationEntityTitle = 'SECRET-AE'
ds.save_as(given['to'])
made = 0`;

/** Tags, in the order of a walk through all items, whose values still hold something secret. */
const secretsLeft = `
import pydicom
ds = pydicom.dcmread(given)
made = sorted({str(e.tag).upper().replace(' ', '') for e in ds.iterall() if e.VR != 'SQ' and any(s in str(e.value) for s in ('SECRET', '1947', '131313', '077Y', '1.2.826.0.1.77', 'Confidential'))})`;

describe.skipIf(!havePydicom)(`an anonymised image${whyNoPydicom}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-test-'));
  const [bare, planted, copy] = ['bare.dcm', 'planted.dcm', 'copy.dcm'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  let bytes: Uint8Array;
  beforeAll(async () => {
    writeFileSync(bare, syntheticSlice(0));
    inPython({ from: bare, to: planted }, plant);
    bytes = await derived(new Uint8Array(readFileSync(planted)));
    writeFileSync(copy, bytes);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('holds nothing of what the source said of people, places and times, but what is about the machine', () => {
    expect(inPython<string[]>(copy, secretsLeft)).toEqual([
      '(0008,0070)', // manufacturer, model
      '(0008,0100)', // codes and their meaning
      '(0008,0102)',
      '(0008,0103)',
      '(0008,0104)',
      '(0008,010C)',
      '(0008,0117)',
      '(0008,0118)',
      '(0008,1090)',
      '(0008,115A)', // classes
      '(0018,1020)', // software
      '(0018,1040)', // route of contrast
      '(0018,1160)', // filters, kernel
      '(0018,1161)',
      '(0018,1210)',
      '(0018,9320)',
      '(0020,1040)', // where positions count from
      '(0028,1054)', // unit, windows
      '(0028,1055)',
    ]);
    const words = Buffer.from(bytes).toString('latin1');
    expect(words).not.toMatch(/SECRET-(private|unknown|preamble|AE)|SECRET CREATOR/);
  });

  it('says that it was anonymised, how, and what it is', () => {
    const said = inPython(
      copy,
      `
import pydicom
ds = pydicom.dcmread(given)
made = {'removed': ds.PatientIdentityRemoved, 'how': [i.CodeValue for i in ds.DeidentificationMethodCodeSequence], 'when': ds.LongitudinalTemporalInformationModified,
        'name': str(ds.PatientName), 'same': str(ds.PatientName) == ds.PatientID, 'born': ds.PatientBirthDate, 'sex': ds.PatientSex, 'series': ds.SeriesDescription,
        'comment': ds.ImageComments, 'derived': ds.DerivationDescription, 'by': [i.get('Manufacturer') for i in ds.ContributingEquipmentSequence],
        'dates': [str(e.tag) for e in ds.iterall() if e.VR in ('DA', 'TM', 'DT') and str(e.value) not in ('', 'None', '19000101', '000000', '19000101000000')], 'pixels': int(ds.pixel_array.sum())}`,
    );
    expect(said).toEqual({
      removed: 'YES',
      how: ['113100', '113105'],
      when: 'REMOVED',
      name: expect.stringMatching(/^TACET-[0-9A-F]{10}$/),
      same: true,
      born: '',
      sex: '',
      series: 'CT (denoised 50 %)',
      comment: 'Denoised by Tacet. Not for diagnostic use.',
      derived: expect.stringMatching(
        /^Tacet 0\.1\.0: noise reduced by a neural network, model \(SHA-256 (ab){8}\), strength 50 %/,
      ),
      by: ['SECRET-00080070', 'Tacet'],
      dates: [],
      pixels: 0,
    });
  });
});

describe('an anonymiser', () => {
  const headerOf = async (bytes: Uint8Array, secret: string) => {
    const image = valueOf(openImage(await derived(bytes, { ...derivation, anonymiser: anonymiserOf(secret) })));
    const { studyUid, seriesUid, sopUid, frameOfReferenceUid, patientName } = image.header;
    return { studyUid, seriesUid, sopUid, frameOfReferenceUid, patientName };
  };

  it('keeps together what belongs together: study, patient and frame of reference over its series', async () => {
    const [one, other] = [
      await headerOf(syntheticSlice(0, 'one'), 'secret'),
      await headerOf(syntheticSlice(1, 'other'), 'secret'),
    ];
    expect([other.studyUid, other.frameOfReferenceUid, other.patientName]).toEqual([
      one.studyUid,
      one.frameOfReferenceUid,
      one.patientName,
    ]);
    expect(new Set([one.seriesUid, other.seriesUid, one.sopUid, other.sopUid]).size).toBe(4);
  });

  it('gives the same again, and with another secret something else throughout', async () => {
    const bytes = syntheticSlice(0);
    const [one, again, other] = [
      await headerOf(bytes, 'secret'),
      await headerOf(bytes, 'secret'),
      await headerOf(bytes, 'other'),
    ];
    expect(again).toEqual(one);
    for (const key of Object.keys(one) as (keyof typeof one)[]) expect(other[key], key).not.toBe(one[key]);
  });
});
