import attributes from './attributes.json';
import uids from './uids.json';

/** What PS3.6 says of an attribute. */
export interface DictionaryEntry {
  /** Two letters, or a choice such as `US or SS`; '' for delimiters. */
  readonly vr: string;
  readonly keyword: string;
  readonly name: string;
  readonly use: 'current' | 'retired';
}

const byTag: Readonly<Record<string, string>> = attributes;
const byUid: Readonly<Record<string, string>> = uids;

/** The ways PS3.6 leaves digits open: curves and overlays (50xx, 60xx), and a few elements such as (0020,31xx). */
const withOpenDigits = (tag: string): readonly string[] => [
  `${tag.slice(0, 2)}xx${tag.slice(4)}`,
  `${tag.slice(0, 6)}xx`,
  `${tag.slice(0, 6)}x${tag[7]}`,
  `${tag.slice(0, 4)}xxx${tag[7]}`,
  `${tag.slice(0, 4)}xxxx`,
];

/** The entry of a tag, eight hexadecimal digits in lower case; undefined for private and unknown ones. */
export function attributeOf(tag: string): DictionaryEntry | undefined {
  const line = byTag[tag] ?? byTag[withOpenDigits(tag).find((open) => open in byTag) ?? ''];
  if (line === undefined) return undefined;
  const [vr = '', keyword = '', name = '', retired] = line.split('|');
  return { vr, keyword, name, use: retired === undefined ? 'current' : 'retired' };
}

/** The name of a UID that the standard gave out: a SOP class, a transfer syntax. */
export const nameOfUid = (uid: string): string | undefined => byUid[uid];
