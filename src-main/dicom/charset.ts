/**
 * Specific Character Set (0008,0005): PS3.3 C.12.1.1.2 and PS3.5 section 6.1. Text elements are bytes until they come here; dicom-parser
 * would read each byte as Latin-1.
 */

/** An 8-bit set that is in force as a whole, and the names of its decoder in the Encoding standard. */
const single: Readonly<Record<string, string>> = {
  'ISO_IR 6': 'latin1',
  'ISO_IR 100': 'latin1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'iso-8859-9',
  'ISO_IR 203': 'iso-8859-15',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

/**
 * ESC sequences that switch a code element (PS3.3 table C.12-3 and C.12-4). `wrap` turns the bytes between two escapes into something a
 * decoder of the Encoding standard reads: the 94x94 sets have 7-bit (G0) or 8-bit (G1) bytes there.
 */
interface CodeElement {
  readonly label: string;
  readonly shift: 'as-is' | 'set-high-bit' | 'iso-2022-jp' | 'jis-x-0212';
}
const plain = (label: string): CodeElement => ({ label, shift: 'as-is' });
const escapes: Readonly<Record<string, CodeElement>> = {
  '(B': plain('latin1'),
  '-A': plain('latin1'),
  '-B': plain('iso-8859-2'),
  '-C': plain('iso-8859-3'),
  '-D': plain('iso-8859-4'),
  '-L': plain('iso-8859-5'),
  '-G': plain('iso-8859-6'),
  '-F': plain('iso-8859-7'),
  '-H': plain('iso-8859-8'),
  '-M': plain('iso-8859-9'),
  '-b': plain('iso-8859-15'),
  '-T': plain('windows-874'),
  '(J': plain('shift_jis'),
  ')I': plain('shift_jis'),
  $B: { label: 'iso-2022-jp', shift: 'iso-2022-jp' },
  '$@': { label: 'iso-2022-jp', shift: 'iso-2022-jp' },
  '$(D': { label: 'euc-jp', shift: 'jis-x-0212' },
  '$)C': plain('euc-kr'),
  '$)A': plain('gb18030'),
};

const normal = (term: string): string => {
  const spaced = term.trim().toUpperCase().replace(/[_-]/g, ' ').replace(/\s+/g, ' ');
  if (spaced === '' || spaced === 'ISO IR 6' || spaced === 'ISO 2022 IR 6') return 'ISO_IR 6';
  if (spaced === 'UTF 8' || spaced === 'UTF8') return 'ISO_IR 192';
  return spaced.replace(/^ISO (2022 )?IR ?/, 'ISO_IR ');
};

function decoded(label: string, bytes: Uint8Array): string {
  // The Encoding standard's latin1 is windows-1252, whose 80H-9FH are printable; those bytes are no text in DICOM either way.
  return new TextDecoder(label).decode(bytes);
}

function decodedElement(element: CodeElement, bytes: Uint8Array): string {
  if (element.shift === 'as-is') return decoded(element.label, bytes);
  const prefix = element.shift === 'iso-2022-jp' ? [0x1b, 0x24, 0x42] : [];
  if (element.shift === 'iso-2022-jp') return decoded(element.label, Uint8Array.from([...prefix, ...bytes]));
  const wide: number[] = [];
  for (let i = 0; i + 1 < bytes.length; i += 2) wide.push(0x8f, bytes[i]! | 0x80, bytes[i + 1]! | 0x80);
  return decoded(element.label, Uint8Array.from(wide));
}

/** The initial G1 set of a character set written with code extensions: value 1 of (0008,0005). */
const initialOf = (sets: readonly string[]): CodeElement => plain(single[normal(sets[0] ?? '')] ?? 'latin1');

/** ISO 2022: runs between escapes; a delimiter (a control character or one of `resets`) puts the initial set back. */
function decodeWithExtensions(bytes: Uint8Array, sets: readonly string[], resets: string): string {
  const initial = initialOf(sets);
  let current = initial;
  let text = '';
  let start = 0;
  const flush = (end: number): void => {
    if (end > start) text += decodedElement(current, bytes.subarray(start, end));
  };
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === 0x1b) {
      const sequence = [3, 2].map((length) => String.fromCharCode(...bytes.subarray(i + 1, i + 1 + length)));
      const found = sequence.find((candidate) => candidate in escapes);
      if (found === undefined) continue;
      flush(i);
      current = escapes[found]!;
      i += found.length;
      start = i + 1;
    } else if (
      byte === 0x0a ||
      byte === 0x0d ||
      byte === 0x0c ||
      (resets.includes(String.fromCharCode(byte)) && singleByte(current))
    ) {
      flush(i);
      text += String.fromCharCode(byte);
      current = initial;
      start = i + 1;
    }
  }
  flush(bytes.length);
  return text;
}

/** In a 7-bit two-byte set a byte 5EH or 3DH may be half of a character, not `^` or `=`; writers must escape back before a delimiter. */
const singleByte = (element: CodeElement): boolean => element.shift === 'as-is';

/** Without (0008,0005) only ASCII is legal. Many writers put UTF-8 there all the same, and no other text is valid UTF-8 by chance. */
function decodeUndeclared(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decoded('latin1', bytes);
  }
}

/**
 * Text of an element in its character sets. `kind` says which delimiters end a code extension: a person name also resets at `^` and `=`.
 * Never fails: what no decoder knows is read as Latin-1, so that a name stays recognisable.
 */
export function decodeText(bytes: Uint8Array, sets: readonly string[], kind: 'text' | 'person-name' = 'text'): string {
  if (sets.every((set) => set.trim() === '')) return decodeUndeclared(bytes);
  const hasEscape = bytes.indexOf(0x1b) >= 0;
  const first = single[normal(sets[0] ?? '')];
  if (hasEscape && first !== 'utf-8') return decodeWithExtensions(bytes, sets, kind === 'person-name' ? '\\^=' : '\\');
  return decoded(first ?? 'latin1', bytes);
}
