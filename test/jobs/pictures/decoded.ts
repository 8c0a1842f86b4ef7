import { crc32, inflateSync } from 'node:zlib';

/** Decoders of PNG and GIF for tests, written from the specifications and apart from the encoders that Tacet uses. */
export interface DecodedPng {
  readonly rows: number;
  readonly columns: number;
  /** 0 grey, 2 red, green and blue. */
  readonly colourType: number;
  /** One byte a sample, row-major. */
  readonly pixels: Uint8Array;
  /** By keyword. */
  readonly text: Readonly<Record<string, string>>;
}

/** PNG 1.2: 8 bits a sample, not interlaced. Throws where a checksum is wrong. */
export function decodedPng(file: Uint8Array): DecodedPng {
  const bytes = Buffer.from(file);
  if (bytes.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('no PNG');
  const packed: Buffer[] = [];
  const text: Record<string, string> = {};
  let header = Buffer.alloc(0);
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(at + 8 + length))
      throw new Error(`checksum of ${name}`);
    if (name === 'IHDR') header = data;
    if (name === 'IDAT') packed.push(data);
    const keyword = data.toString('latin1', 0, Math.max(0, data.indexOf(0)));
    if (name === 'tEXt') text[keyword] = data.toString('latin1', keyword.length + 1);
    if (name === 'iTXt') text[keyword] = data.toString('utf8', keyword.length + 5);
    at += 12 + length;
  }
  const [columns, rows] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colourType, , , interlace] = header.subarray(8);
  if (depth !== 8 || interlace !== 0) throw new Error('not of the kind that is read here');
  const samples = colourType === 2 ? 3 : 1;
  const pixels = unfiltered(inflateSync(Buffer.concat(packed)), rows, columns * samples, samples);
  return { rows, columns, colourType: colourType!, pixels, text };
}

function unfiltered(raw: Uint8Array, rows: number, width: number, back: number): Uint8Array {
  const out = new Uint8Array(rows * width);
  const paeth = (a: number, b: number, c: number): number => {
    const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
  };
  for (let row = 0; row < rows; row++) {
    const filter = raw[row * (width + 1)]!;
    for (let i = 0; i < width; i++) {
      const a = i < back ? 0 : out[row * width + i - back]!;
      const b = row === 0 ? 0 : out[(row - 1) * width + i]!;
      const c = row === 0 || i < back ? 0 : out[(row - 1) * width + i - back]!;
      const predicted = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter]!;
      out[row * width + i] = raw[row * (width + 1) + 1 + i]! + predicted;
    }
  }
  return out;
}

export interface DecodedGif {
  readonly rows: number;
  readonly columns: number;
  /** As composed on the screen: red, green and blue a pixel. */
  readonly frames: readonly { readonly delayMs: number; readonly pixels: Uint8Array }[];
  /** 0: for ever; null: once. */
  readonly loops: number | null;
}

/** GIF 89a, frames drawn over each other. */
export function decodedGif(bytes: Uint8Array): DecodedGif {
  const word = (at: number): number => bytes[at]! | (bytes[at + 1]! << 8);
  const signature = String.fromCharCode(...bytes.subarray(0, 6));
  if (signature !== 'GIF89a') throw new Error(`no GIF: ${signature}`);
  const [columns, rows] = [word(6), word(8)];
  const tableAt = (at: number, packed: number) => (packed & 0x80 ? bytes.subarray(at, at + 3 * (2 << (packed & 7))) : null);
  const common = tableAt(13, bytes[10]!);
  let at = 13 + (common?.length ?? 0);
  let control = { delayMs: 0, transparent: -1 };
  let loops: number | null = null;
  let screen = new Uint8Array(rows * columns * 3);
  const frames: DecodedGif['frames'][number][] = [];
  const blocks = (): Uint8Array => {
    const parts: Uint8Array[] = [];
    for (; bytes[at] !== 0; at += 1 + bytes[at]!) parts.push(bytes.subarray(at + 1, at + 1 + bytes[at]!));
    at++;
    return Buffer.concat(parts);
  };
  for (; bytes[at] !== 0x3b;) {
    if (at >= bytes.length) throw new Error('no end');
    if (bytes[at] === 0x21) {
      const label = bytes[at + 1];
      at += 2;
      const data = blocks();
      if (label === 0xf9) control = { delayMs: 10 * (data[1]! | (data[2]! << 8)), transparent: data[0]! & 1 ? data[3]! : -1 };
      if (label === 0xff) loops = data[12]! | (data[13]! << 8);
    } else {
      const [left, top, width, height] = [word(at + 1), word(at + 3), word(at + 5), word(at + 7)];
      const own = tableAt(at + 10, bytes[at + 9]!);
      at += 10 + (own?.length ?? 0);
      const leastBits = bytes[at++]!;
      const entries = unpacked(blocks(), leastBits, width * height);
      screen = screen.slice();
      entries.forEach((entry, i) => {
        if (entry === control.transparent) return;
        const to = 3 * ((top + Math.floor(i / width)) * columns + left + (i % width));
        screen.set((own ?? common!).subarray(3 * entry, 3 * entry + 3), to);
      });
      frames.push({ delayMs: control.delayMs, pixels: screen });
    }
  }
  return { rows, columns, frames, loops };
}

/** LZW of appendix F: a table of strings, each the one before with a byte more. */
function unpacked(data: Uint8Array, leastBits: number, count: number): Uint8Array {
  const out = new Uint8Array(count);
  const clear = 1 << leastBits;
  let table: number[][] = [];
  let [bits, buffer, held, filled] = [leastBits + 1, 0, 0, 0];
  let before: number[] | null = null;
  for (const byte of data) {
    buffer |= byte << held;
    for (held += 8; held >= bits;) {
      const code = buffer & ((1 << bits) - 1);
      buffer >>>= bits;
      held -= bits;
      if (code === clear + 1) return out;
      if (code === clear) {
        table = Array.from({ length: clear + 2 }, (_, i) => [i]);
        [bits, before] = [leastBits + 1, null];
        continue;
      }
      const string: number[] = table[code] ?? [...before!, before![0]!];
      if (before && table.length < 4096) table.push([...before, string[0]!]);
      if (table.length === 1 << bits && bits < 12) bits++;
      out.set(string, filled);
      filled += string.length;
      before = string;
    }
  }
  throw new Error('the data end before their end code');
}
