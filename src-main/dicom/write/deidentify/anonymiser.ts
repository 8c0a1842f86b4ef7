import { createHash } from 'node:crypto';
import { bytesOf, code, type Element, empty, raw, sequence, text } from '../element';
import { uidFrom } from '../uid';
import { valueRepresentationOf } from '../value-representations';
import { profileAction } from './profile';

/**
 * Takes out of data sets who was scanned, when, where and by whom (PS3.15 annex E). One anonymiser serves a whole export, so that what belonged
 * together still does; without its secret nobody can lead a new UID or name back to the old one.
 */
export interface Anonymiser {
  /** The elements of a source that may stay, and what the profile wants said about it. */
  clean(elements: readonly Element[]): readonly Element[];
  /** The UID that stands for another throughout the export. */
  uid(uid: string): string;
}

/** `secret`: random, made for one export and forgotten with it. */
export function anonymiserOf(secret: string): Anonymiser {
  const uid = (old: string): string => uidFrom(secret, old);
  return {
    uid,
    clean: (elements) => [...elements.flatMap((element) => cleaned(element, uid)), ...pseudonym(elements, secret), ...statement],
  };
}

/** UIDs of the standard's own: classes, transfer syntaxes, well-known frames of reference. They are everybody's. */
const isOfTheStandard = (uid: string): boolean => uid.startsWith('1.2.840.10008.');
/** Classes and coding schemes say what a thing is, not which one. */
const classUids = new Set(['x0008010c', 'x00080117', 'x00080118', 'x00081150', 'x0008115a']);

/** Text that is about the machine and its settings. All other text that the profile does not list is removed as well: free text can hold anything. */
const technicalText = new Set([
  'x00080070', // manufacturer and model
  'x00081090',
  'x00080100', // codes and their meaning
  'x00080102',
  'x00080103',
  'x00080104',
  'x00181020', // software, route of contrast, filter, kernel
  'x00181040',
  'x00181160',
  'x00181161',
  'x00181210',
  'x00189320',
  'x00201040', // the position that others count from
  'x00281054', // unit, names of windows
  'x00281055',
]);
const textOrMoment = new Set(['AE', 'AS', 'DA', 'DT', 'LO', 'LT', 'PN', 'SH', 'ST', 'TM', 'UC', 'UN', 'UR', 'UT']);

function cleaned({ tag, vr, value }: Element, uid: (old: string) => string): readonly Element[] {
  const known = valueRepresentationOf(tag);
  const action = profileAction(tag);
  if (known === 'UN' && !pixelDependent.has(tag)) return [];
  if (action === 'remove') return [];
  if (action === 'empty') return [empty(tag, vr)];
  if (action === 'dummy') return value instanceof Uint8Array ? [raw(tag, vr, dummyOf(vr))] : [];
  if (!(value instanceof Uint8Array)) return [sequence(tag, ...value.map((item) => item.flatMap((one) => cleaned(one, uid))))];
  if (known === 'UI' || action === 'uid') return [text(tag, 'UI', ...replacedUids(tag, value, uid))];
  return (textOrMoment.has(known) || textOrMoment.has(vr)) && !technicalText.has(tag) ? [] : [{ tag, vr, value }];
}

/** Of the CT image's own, the attributes whose VR the dictionary leaves to the pixels. */
const pixelDependent = new Set(['x00280120', 'x00280121']);

const charactersOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 1 << 12));

function replacedUids(tag: string, value: Uint8Array, uid: (old: string) => string): readonly string[] {
  const old = charactersOf(value)
    .split('\\')
    .map((one) => one.replace(/[\0\s]+$/, ''));
  return old.map((one) => (one === '' || isOfTheStandard(one) || classUids.has(tag) ? one : uid(one)));
}

/** A value that its VR allows, where an attribute must not be empty. */
function dummyOf(vr: string): Uint8Array {
  const dummies: Readonly<Record<string, string>> = {
    AS: '000Y',
    DA: '19000101',
    DS: '0',
    DT: '19000101000000',
    IS: '0',
    TM: '000000',
  };
  const isText = /^(CS|LO|LT|PN|SH|ST|UC|UT)$/.test(vr);
  return new TextEncoder().encode(dummies[vr] ?? (isText ? 'ANONYMISED' : ''));
}

/**
 * The profile would leave patients without a name or an ID, and an archive would take all of them for one; it allows values that mean nothing. These
 * follow from the old ID (or name, where there is none): the same patient is the same in every series of an export.
 */
function pseudonym(elements: readonly Element[], secret: string): readonly Element[] {
  const [id, name] = ['x00100020', 'x00100010'].map((tag) => charactersOf(bytesOf(elements, tag) ?? new Uint8Array()).trim());
  const hash = createHash('sha256').update(JSON.stringify([secret, 'patient', id || name]));
  const made = `TACET-${hash.digest('hex').slice(0, 10).toUpperCase()}`;
  return [text('x00100010', 'PN', made), text('x00100020', 'LO', made)];
}

const statement: readonly Element[] = [
  text('x00120062', 'CS', 'YES'),
  sequence(
    'x00120064',
    code('113100', 'DCM', 'Basic Application Confidentiality Profile'),
    code('113105', 'DCM', 'Clean Descriptors Option'),
  ),
  text('x00280303', 'CS', 'REMOVED'),
];
