import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { attempt } from './attempt';
import { bytes, ctDataSet, dicomFile, elementBytes, harmedCt, itemBytes, plainPixels, u16, u32, written } from './dicom-bytes';

type Case = readonly [what: string, file: () => Uint8Array, outcome: string];
const text = (words: string): Uint8Array => new Uint8Array(Buffer.from(words, 'latin1'));
const random = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 13) & 0xff);

/** Each opens or is refused by this code; `attempt` checks the sentence. Two seconds of processor time are the most any may take. */
function each(cases: readonly Case[]): void {
  it.each(cases)('%s', async (_what, file, outcome) => {
    const harmed = file();
    const before = process.cpuUsage();
    expect(await attempt(harmed)).toBe(outcome);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(2);
  });
}

describe('what is no DICOM file, or begins strangely', () => {
  each([
    ['0 bytes', () => new Uint8Array(), 'empty-file'],
    ['1 byte', () => Uint8Array.of(7), 'not-dicom'],
    ['131 bytes', () => new Uint8Array(131), 'not-dicom'],
    ['132 bytes, the prefix and nothing behind it', () => bytes(new Uint8Array(128), text('DICM')), 'dicom-damaged'],
    ['random bytes', () => random(5000), 'not-dicom'],
    ['a PNG', () => bytes(Uint8Array.of(0x89), text('PNG\r\n\x1a\n'), random(500)), 'not-dicom'],
    ['a PDF', () => text(`%PDF-1.7\n${'x'.repeat(500)}`), 'not-dicom'],
    ['a program', () => bytes(text('\x7fELF\x02\x01\x01'), random(500)), 'not-dicom'],
    ['a preamble that is a Windows program', () => dicomFile(ctDataSet(), undefined, bytes(text('MZ'), random(126))), 'opened'],
    ['a preamble that is a TIFF', () => dicomFile(ctDataSet(), undefined, bytes(text('II*\0'), random(124))), 'opened'],
    ['no preamble, but the prefix', () => dicomFile(ctDataSet()).slice(128), 'opened'],
    ['neither preamble nor group 2', () => ctDataSet(), 'opened'],
    ['no transfer syntax', () => bytes(new Uint8Array(128), text('DICM'), ctDataSet()), 'opened'],
    ['an unknown transfer syntax', () => dicomFile(ctDataSet(), '1.2.3.4'), 'unknown-syntax'],
    ['the private syntax of GE', () => dicomFile(ctDataSet(), '1.2.840.113619.5.2'), 'unknown-syntax'],
    ['a transfer syntax padded with a space', () => dicomFile(ctDataSet(), '1.2.840.10008.1.2.1 '), 'opened'],
    ['a video', () => dicomFile(ctDataSet(), '1.2.840.10008.1.2.4.102'), 'compressed'],
  ]);
});

describe('lengths that lie', () => {
  const long = (length: number) => () => harmedCt(written('00180015', 'CS', 'CHEST', length));
  each([
    ['an odd length', () => harmedCt(written('00180015', 'CS', text('CHEST'))), 'opened'],
    ['no length at all', () => harmedCt(written('00180015', 'CS', '')), 'opened'],
    ['a value longer than the file', long(0xfff0), 'dicom-damaged'],
    ['FFFFFFFFH on what is no sequence', () => harmedCt(written('00189999', 'UT', 'text', 0xffffffff)), 'dicom-damaged'],
    ['more than 2 GB', () => harmedCt(written('00189999', 'UT', 'text', 0x80000001)), 'dicom-damaged'],
    [
      'an item longer than its sequence',
      () => harmedCt(written('00081140', 'SQ', itemBytes(text('12345678'), 4000), 16)),
      'opened',
    ],
    [
      'a sequence without its end',
      () => harmedCt(written('00081140', 'SQ', itemBytes(new Uint8Array(), 0xffffffff), 0xffffffff)),
      'dicom-damaged',
    ],
    ['500 zero bytes at the end', () => bytes(harmedCt(), new Uint8Array(500)), 'opened'],
    [
      'pixels of undefined length in a plain syntax',
      () => harmedCt(written('7FE00010', 'OW', plainPixels, 0xffffffff)),
      'dicom-damaged',
    ],
    ['one byte of the pixels missing', () => harmedCt(written('7FE00010', 'OW', plainPixels.slice(1))), 'pixels-cut-off'],
    [
      'pixels longer than they need to be',
      () => harmedCt(written('7FE00010', 'OW', bytes(plainPixels, new Uint8Array(100)))),
      'opened',
    ],
  ]);
});

describe('elements without measure', () => {
  const nested = (depth: number): Uint8Array => {
    // Written from the inside out, each of undefined length: 20 bytes a level before, 16 behind.
    const opening = bytes(u16(0x0008, 0x1140), text('SQ'), u16(0), u32(0xffffffff), u16(0xfffe, 0xe000), u32(0xffffffff));
    const closing = bytes(u16(0xfffe, 0xe00d), u32(0), u16(0xfffe, 0xe0dd), u32(0));
    return dicomFile(
      bytes(
        new Uint8Array(Buffer.alloc(opening.length * depth, opening)),
        new Uint8Array(Buffer.alloc(closing.length * depth, closing)),
        ctDataSet(),
      ),
    );
  };
  each([
    ['20 levels of sequences', () => nested(20), 'opened'],
    ['20,000 levels of sequences', () => nested(20_000), 'opened'],
    [
      'a million empty items',
      () => harmedCt(written('00081140', 'SQ', new Uint8Array(Buffer.alloc(8e6, itemBytes(new Uint8Array()))))),
      'opened',
    ],
    [
      'a million times the same element',
      () => dicomFile(bytes(new Uint8Array(Buffer.alloc(14e6, elementBytes(written('00080008', 'CS', 'AXIAL ')))), ctDataSet())),
      'opened',
    ],
    [
      'OV, SV and UV',
      () => harmedCt(...['OV', 'SV', 'UV'].map((vr, i) => written(`0018999${i}`, vr, new Uint8Array(16)))),
      'opened',
    ],
    [
      'a sequence that calls itself unknown',
      () => harmedCt(written('00189999', 'UN', itemBytes(elementBytes(written('00080060', 'CS', 'CT'))))),
      'opened',
    ],
    ['a VR that there is not', () => harmedCt(written('00180015', '??', 'CHEST')), 'opened'],
    ['rows as a long of all bits', () => harmedCt(written('00280010', 'UL', u32(0xffffffff))), 'no-size'],
    ['rows as a decimal string', () => harmedCt(written('00280010', 'DS', '16')), 'opened'],
  ]);
});

describe('images that cannot be', () => {
  each([
    ['no rows', () => harmedCt(written('00280010', 'US', u16(0))), 'no-size'],
    [
      '65535 x 65535 with a few bytes',
      () => harmedCt(written('00280010', 'US', u16(65535)), written('00280011', 'US', u16(65535))),
      'pixels-cut-off',
    ],
    ['one row', () => harmedCt(written('00280010', 'US', u16(1))), 'opened'],
    ...['0', '-1', '2147483648', '1e9', 'two'].map((frames): Case => [
      `"${frames}" frames`,
      () => harmedCt(written('00280008', 'IS', frames)),
      ['0', 'two'].includes(frames) ? 'opened' : 'too-many-frames',
    ]),
    ['5 frames where there is one', () => harmedCt(written('00280008', 'IS', '5')), 'pixels-cut-off'],
    ['0 bits a pixel', () => harmedCt(written('00280100', 'US', u16(0))), 'unsupported-bits'],
    ['12 bits a pixel', () => harmedCt(written('00280100', 'US', u16(12))), 'unsupported-bits'],
    ['64 bits a pixel', () => harmedCt(written('00280100', 'US', u16(64))), 'unsupported-bits'],
    ['more bits stored than there are', () => harmedCt(written('00280101', 'US', u16(17))), 'unsupported-bits'],
    ['the high bit below the bits stored', () => harmedCt(written('00280102', 'US', u16(3))), 'opened'],
    ['a pixel representation of 2', () => harmedCt(written('00280103', 'US', u16(2))), 'opened'],
    ['no pixels', () => harmedCt(['7FE00010', null]), 'no-pixels'],
    ['pixels twice', () => bytes(harmedCt(), elementBytes(written('7FE00010', 'OW', plainPixels))), 'opened'],
    [
      'floating-point pixels',
      () => harmedCt(['7FE00010', null], written('7FE00008', 'OF', new Uint8Array(1024))),
      'unsupported-bits',
    ],
  ]);
});

describe('numbers that are none', () => {
  const numbers = ['', 'NaN', '1,5', '1e999', '1234567890123456789012345678901234567890', '40\\40\\', '0x10', '--1', '\0'];
  each([
    ...numbers.map((value): Case => [`"${value}" as intercept`, () => harmedCt(written('00281052', 'DS', value)), 'opened']),
    ...numbers.map((value): Case => [`"${value}" as position`, () => harmedCt(written('00200032', 'DS', value)), 'opened']),
    ...numbers.map((value): Case => [`"${value}" as window width`, () => harmedCt(written('00281051', 'DS', value)), 'opened']),
    ...['0', '-1', '1e38'].map((value): Case => [
      `a slope of ${value}`,
      () => harmedCt(written('00281053', 'DS', value)),
      'opened',
    ]),
    ...['0\\0', '-1\\1', '1', ''].map((value): Case => [
      `a pixel spacing of "${value}"`,
      () => harmedCt(written('00280030', 'DS', value)),
      'opened',
    ]),
    ...['1\\0\\0\\1\\0\\0', '2\\0\\0\\0\\2\\0', 'NaN\\0\\0\\0\\1\\0', '1\\0\\0'].map((value): Case => [
      `an orientation of "${value}"`,
      () => harmedCt(written('00200037', 'DS', value)),
      'opened',
    ]),
  ]);
});

describe('text that wants to be more', () => {
  const names = [
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '\u202eevil',
    '\x1b$B\x1b(J\x1b',
    'a\0b',
    '../../x',
    'CON',
    'x'.repeat(200),
  ];
  each([
    ...names.map((name): Case => [
      `${JSON.stringify(name)} as a name`,
      () => harmedCt(written('00100010', 'PN', name), written('0008103E', 'LO', name)),
      'opened',
    ]),
    ...['ISO_IR 999', 'ISO 2022 IR 87', '\\ISO 2022 IR 149', 'GBK', '\x1b'].map((charset): Case => [
      `the character set ${JSON.stringify(charset)} over rubbish`,
      () => harmedCt(written('00080005', 'CS', charset), written('00100010', 'PN', text('\x1b$)C\xb1\xe8\x1b\x1b$\xff^=\\'))),
      'opened',
    ]),
    ['64 KB as a description', () => harmedCt(written('0008103E', 'UT', 'x'.repeat(65536))), 'opened'],
    [
      'UIDs that are paths',
      () => harmedCt(written('0020000E', 'UI', '../../../etc/passwd'), written('00080018', 'UI', '..\\..\\x')),
      'opened',
    ],
  ]);
});

describe('a bomb', () => {
  const deflated = (dataSet: Uint8Array): Uint8Array =>
    dicomFile(new Uint8Array(deflateRawSync(dataSet)), '1.2.840.10008.1.2.1.99');
  each([
    ['a deflated file that is one', () => deflated(ctDataSet()), 'opened'],
    [
      '600 MB of zeros, deflated',
      () => dicomFile(new Uint8Array(deflateRawSync(Buffer.alloc(600 << 20))), '1.2.840.10008.1.2.1.99'),
      'too-large',
    ],
  ]);
});
