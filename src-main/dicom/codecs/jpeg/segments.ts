import { ok, type Outcome } from '../../../contract';
import { damagedStream } from '../codec';
import { huffmanTable, type HuffmanTable } from './huffman';

/** A scan: some components, or some of their coefficients, and the bits they are coded in. */
export interface Scan {
  readonly components: readonly ScanComponent[];
  /** Ss, Se, Ah, Al of T.81 B.2.3: the band of coefficients and the bits of them; the predictor and the point transform in lossless. */
  readonly from: number;
  readonly to: number;
  readonly bitsBefore: number;
  readonly shift: number;
  /** Units between restart markers, 0 for none. */
  readonly restartInterval: number;
  /** The entropy-coded bytes, with the markers between restart intervals. */
  readonly data: Uint8Array;
}

export interface ScanComponent {
  /** Its place in the frame header. */
  readonly index: number;
  readonly dc: HuffmanTable | undefined;
  readonly ac: HuffmanTable | undefined;
}

export interface Jpeg {
  /** 0 baseline, 1 extended, 2 progressive, 3 lossless: n of SOFn. */
  readonly process: number;
  /** Quantization table of each component, in zigzag order. */
  readonly quantization: readonly (Uint16Array | undefined)[];
  readonly scans: readonly Scan[];
}

interface Component {
  readonly id: number;
  readonly table: number;
}

/** Takes a JPEG stream apart (T.81 annex B). Tables that change between scans are resolved for each scan. */
export function segmentsOf(stream: Uint8Array): Outcome<Jpeg> {
  const quantizers: (Uint16Array | undefined)[] = [];
  const huffman = new Map<number, HuffmanTable>();
  const scans: Scan[] = [];
  let components: readonly Component[] = [];
  let process = -1;
  let restartInterval = 0;
  let at = 2;
  while (at + 4 <= stream.length) {
    const marker = stream[at + 1]!;
    if (stream[at] !== 0xff) return damagedStream(['its parts do not follow one another']);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xd9) break;
    const length = (stream[at + 2]! << 8) | stream[at + 3]!;
    const segment = stream.subarray(at + 4, at + 2 + length);
    if (length < 2 || segment.length < length - 2) return damagedStream(['a part of it is cut off']);
    at += 2 + length;
    if (marker === 0xdb) readQuantization(segment, quantizers);
    else if (marker === 0xc4) readHuffman(segment, huffman);
    else if (marker === 0xdd) restartInterval = (segment[0]! << 8) | segment[1]!;
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc) {
      process = marker - 0xc0;
      components = componentsIn(segment);
    } else if (marker === 0xda) {
      const end = endOfScan(stream, at);
      const scan = scanOf(segment, components, huffman, restartInterval, stream.subarray(at, end));
      if (scan === null) return damagedStream(['one of its scans names what is not there']);
      scans.push(scan);
      at = end;
    }
  }
  if (scans.length === 0) return damagedStream(['it holds no picture']);
  return ok({ process, quantization: components.map(({ table }) => quantizers[table]), scans });
}

const componentsIn = (segment: Uint8Array): readonly Component[] =>
  Array.from({ length: segment[5] ?? 0 }, (_, i) => ({ id: segment[6 + 3 * i] ?? 0, table: segment[8 + 3 * i] ?? 0 }));

/** Where the next marker stands that is neither a stuffed FF nor a restart. */
function endOfScan(stream: Uint8Array, from: number): number {
  for (let at = from; at + 1 < stream.length; at++) {
    if (stream[at] !== 0xff) continue;
    const next = stream[at + 1]!;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return stream.length;
}

function scanOf(
  segment: Uint8Array,
  components: readonly Component[],
  huffman: ReadonlyMap<number, HuffmanTable>,
  restartInterval: number,
  data: Uint8Array,
): Scan | null {
  const count = segment[0] ?? 0;
  if (count < 1 || segment.length < 4 + 2 * count) return null;
  const named = Array.from({ length: count }, (_, i) => {
    const tables = segment[2 + 2 * i]!;
    const index = components.findIndex(({ id }) => id === segment[1 + 2 * i]);
    return { index, dc: huffman.get(tables >> 4), ac: huffman.get(0x10 | (tables & 0x0f)) };
  });
  if (named.some(({ index }) => index < 0)) return null;
  const [from, to, bits] = [segment[1 + 2 * count]!, segment[2 + 2 * count]!, segment[3 + 2 * count]!];
  return { components: named, from, to, bitsBefore: bits >> 4, shift: bits & 0x0f, restartInterval, data };
}

function readQuantization(segment: Uint8Array, into: (Uint16Array | undefined)[]): void {
  for (let at = 0; at < segment.length;) {
    const [wide, place] = [segment[at]! >> 4, segment[at]! & 0x0f];
    at++;
    const table = new Uint16Array(64);
    for (let i = 0; i < 64; i++, at += wide ? 2 : 1)
      table[i] = wide ? ((segment[at] ?? 0) << 8) | (segment[at + 1] ?? 0) : (segment[at] ?? 0);
    into[place] = table;
  }
}

/** The key is the segment's own: class (0 DC and lossless, 1 AC) in the high half, place in the low one. */
function readHuffman(segment: Uint8Array, into: Map<number, HuffmanTable>): void {
  for (let at = 0; at + 17 <= segment.length;) {
    const key = segment[at]!;
    const counts = segment.subarray(at + 1, at + 17);
    const symbols = counts.reduce((sum, count) => sum + count, 0);
    into.set(key, huffmanTable(counts, segment.subarray(at + 17, at + 17 + symbols)));
    at += 17 + symbols;
  }
}
