/** For each 16 bits that may come next: the length of the code they begin with in the high byte (0: no code), its symbol in the low one. */
export type HuffmanTable = Uint16Array;

/** From the number of codes of each length, 1 to 16 bits, and their symbols in order (T.81 annex C). */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const table = new Uint16Array(65536);
  let next = 0;
  let symbol = 0;
  for (let length = 1; length <= 16; length++) {
    const span = 1 << (16 - length);
    for (let left = counts[length - 1]!; left > 0 && next + span <= 65536; left--, next += span)
      table.fill((length << 8) | (symbols[symbol++] ?? 0), next, next + span);
  }
  return table;
}

/**
 * The bits of a scan, most significant first. Past the end, and at a marker, it gives zeros; a code that is not in its table counts as one bit
 * and symbol 0. `sound` tells whether either has happened: asked once a line, which costs nothing.
 */
export class BitReader {
  private at = 0;
  private held = 0;
  private count = 0;
  private bitsBeyond = 0;
  private unknownCodes = 0;

  constructor(private readonly data: Uint8Array) {}

  get sound(): boolean {
    return this.unknownCodes === 0 && this.bitsBeyond <= this.count;
  }

  /** The next symbol of a code. */
  symbol(table: HuffmanTable): number {
    if (this.count < 16) this.fill();
    const entry = table[(this.held >>> (this.count - 16)) & 0xffff]!;
    if (entry < 0x100) {
      this.unknownCodes++;
      this.count--;
      return 0;
    }
    this.count -= entry >> 8;
    return entry & 0xff;
  }

  /** The next `length` bits, 0 to 16, as a number. */
  bits(length: number): number {
    if (this.count < length) this.fill();
    this.count -= length;
    return (this.held >>> this.count) & ((1 << length) - 1);
  }

  /** The next `length` bits as a difference (T.81 F.2.2.1): those that begin with 0 are negative. */
  difference(length: number): number {
    const value = this.bits(length);
    return value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
  }

  /** Goes past the restart marker that has to come now; false where it does not. */
  restart(): boolean {
    if (!this.sound) return false;
    this.held = 0;
    this.count = 0;
    this.bitsBeyond = 0;
    while (this.data[this.at] === 0xff && this.data[this.at + 1] === 0xff) this.at++;
    const marker = this.data[this.at + 1] ?? 0;
    if (this.data[this.at] !== 0xff || marker < 0xd0 || marker > 0xd7) return false;
    this.at += 2;
    return true;
  }

  private fill(): void {
    while (this.count <= 24) {
      let byte = 0;
      const next = this.data[this.at];
      if (next === undefined || (next === 0xff && this.data[this.at + 1] !== 0)) this.bitsBeyond += 8;
      else {
        byte = next;
        this.at += next === 0xff ? 2 : 1;
      }
      this.held = (this.held << 8) | byte;
      this.count += 8;
    }
  }
}
