import { once } from 'node:events';
import { PNG } from 'pngjs';
import type { Picture } from './picture';

/** What a picture says of itself, in the words of the PNG specification (11.3.3.2): it stays with the file wherever it goes. */
export interface PictureText {
  readonly Software: string;
  readonly Description: string;
}

/** Colour types of the specification, 11.2.2. */
const colourTypes = { grey: 0, rgba: 2 } as const;

/** A PNG of 8 bits a sample, grey or colour, with its words in it. */
export async function pngOf({ rows, columns, kind, pixels }: Picture, text: PictureText): Promise<Uint8Array> {
  const samples = kind === 'grey' ? pixels : pixels.filter((_, at) => at % 4 !== 3);
  const png = new PNG({ colorType: colourTypes[kind], inputColorType: colourTypes[kind], inputHasAlpha: false });
  Object.assign(png, { width: columns, height: rows });
  png.data = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  const packed: Buffer[] = [];
  // An old stream, which cannot be iterated over.
  png.pack().on('data', (part: Buffer) => packed.push(part));
  await once(png, 'end');
  const whole = Buffer.concat(packed);
  const chunks = Object.entries(text).map(([keyword, words]) => textChunk(keyword, words));
  return Buffer.concat([whole.subarray(0, afterHeader), ...chunks, whole.subarray(afterHeader)]);
}

/** The signature, and the header with its length, name and checksum. */
const afterHeader = 8 + 12 + 13;

/** tEXt holds Latin-1; other words go into an iTXt of UTF-8, neither packed nor translated. */
function textChunk(keyword: string, words: string): Buffer {
  // eslint-disable-next-line no-control-regex -- the whole of Latin-1 is meant
  if (/^[\u0000-\u00ff]*$/.test(words)) return chunk('tEXt', Buffer.from(`${keyword}\0${words}`, 'latin1'));
  return chunk('iTXt', Buffer.from(`${keyword}\0\0\0\0\0${words}`, 'utf8'));
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length, 0);
  check.writeUInt32BE(crc32(named), 0);
  return Buffer.concat([length, named, check]);
}

/** CRC-32 of ISO 3309, as in annex D of the specification, bit by bit: the texts are short, and Node has it only from 22 on. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
