import { fail, ok, type Outcome, type Phrase } from '../contract';

/** A piece of encapsulated pixel data (PS3.5 A.4). */
interface Fragment {
  readonly bytes: Uint8Array;
  /** Where its item begins, counted from the first byte after the Basic Offset Table: what offset tables hold. */
  readonly at: number;
}

/** The stream of each frame. */
export type Frames = readonly (readonly Fragment[])[];

const itemTag = 0xe000fffe;
const endTag = 0xe0ddfffe;

/**
 * The compressed stream of a frame, its fragments joined. `data` holds the encapsulated pixel data from `offset` on; `table` is the Extended Offset
 * Table, where there is one. A table that does not fit the fragments is passed over, since real ones are wrong at times. Fails on
 * what is cut off, and where nothing says which fragments are which frame's.
 */
export function frameStream(
  data: Uint8Array,
  offset: number,
  frame: number,
  frames: number,
  table: readonly number[] | null,
): Outcome<Uint8Array> {
  const items = itemsFrom(data, offset);
  if (!items.ok) return items;
  const [basic, ...rest] = items.value;
  const first = rest[0];
  if (basic === undefined || first === undefined) return noFragments();
  const fragments = rest.map(({ bytes, at }) => ({ bytes, at: at - first.at }));
  const dealt =
    byTable(fragments, frames, table) ??
    byTable(fragments, frames, offsetsIn(basic.bytes)) ??
    byCount(fragments, frames) ??
    byEnds(fragments, frames);
  if (dealt === null) return fail('frames-unclear', { frames, pieces: fragments.length });
  return ok(joined(dealt[frame]!));
}

/** All items from `offset` to the sequence's end, the offset table first. */
function itemsFrom(data: Uint8Array, offset: number): Outcome<readonly Fragment[]> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const items: Fragment[] = [];
  for (let at = offset; at + 8 <= data.length;) {
    const tag = view.getUint32(at, true);
    const length = view.getUint32(at + 4, true);
    if (tag === endTag) break;
    if (tag !== itemTag) return damaged(['something else lies between its pieces']);
    if (at + 8 + length > data.length) return damaged(['a piece of it is cut off']);
    items.push({ bytes: data.subarray(at + 8, at + 8 + length), at });
    at += 8 + length;
  }
  return ok(items);
}

function offsetsIn(table: Uint8Array): readonly number[] | null {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  if (table.length < 4) return null;
  return Array.from({ length: Math.floor(table.length / 4) }, (_, i) => view.getUint32(4 * i, true));
}

/** Every frame begins where the table says, at a fragment, and after the one before. */
function byTable(fragments: readonly Fragment[], frames: number, offsets: readonly number[] | null): Frames | null {
  if (offsets?.length !== frames || offsets[0] !== 0) return null;
  const starts = new Map(fragments.map(({ at }, i) => [at, i]));
  const firsts = offsets.map((at) => starts.get(at) ?? -1);
  if (firsts.some((first, i) => first < 0 || (i > 0 && first <= firsts[i - 1]!))) return null;
  return firsts.map((first, i) => fragments.slice(first, firsts[i + 1]));
}

/** A fragment a frame, or all of them for the only one. */
function byCount(fragments: readonly Fragment[], frames: number): Frames | null {
  if (frames === 1) return [fragments];
  return fragments.length === frames ? fragments.map((fragment) => [fragment]) : null;
}

/** A fragment that ends as JPEG streams do, FFD9 and perhaps a byte to an even length, is the last of its frame. */
function byEnds(fragments: readonly Fragment[], frames: number): Frames | null {
  const dealt: Fragment[][] = [[]];
  for (const fragment of fragments) {
    dealt.at(-1)!.push(fragment);
    const { bytes } = fragment;
    const ends = (end: number): boolean => bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9;
    if (ends(bytes.length) || ends(bytes.length - 1)) dealt.push([]);
  }
  if (dealt.at(-1)!.length === 0) dealt.pop();
  return dealt.length === frames ? dealt : null;
}

function joined(fragments: readonly Fragment[]): Uint8Array {
  if (fragments.length === 1) return fragments[0]!.bytes;
  const whole = new Uint8Array(fragments.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let at = 0;
  for (const { bytes } of fragments) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

const damaged = (why: Phrase): Outcome<never> => fail('pixels-cut-off', { why });
const noFragments = (): Outcome<never> => fail('no-pixels');
