import { BitReader, type HuffmanTable } from './huffman';
import type { Scan } from './segments';

/**
 * Decodes a scan of the only component into `coefficients`, 64 a block in zigzag order. A progressive scan adds a band of them, or a bit to
 * those that are there. False where the bits end early or make no sense.
 */
export function decodeCoefficients(scan: Scan, mode: 'sequential' | 'progressive', coefficients: Int32Array): boolean {
  const reader = new BitReader(scan.data);
  const state: ScanState = { reader, dc: scan.components[0]?.dc, ac: scan.components[0]?.ac, predicted: 0, emptyBlocks: 0 };
  const band = mode === 'sequential' ? sequential : bandOf(scan);
  const needsDc = mode === 'sequential' || (scan.from === 0 && scan.bitsBefore === 0);
  const needsAc = mode === 'sequential' || scan.from > 0;
  if (scan.components.length !== 1 || scan.to > 63 || (needsDc && !state.dc) || (needsAc && !state.ac)) return false;
  for (let block = 0; block < coefficients.length / 64; block++) {
    if (scan.restartInterval > 0 && block > 0 && block % scan.restartInterval === 0) {
      if (!reader.restart()) return false;
      state.predicted = 0;
      state.emptyBlocks = 0;
    }
    band(state, scan, coefficients, block * 64);
    if (!reader.sound) return false;
  }
  return true;
}

interface ScanState {
  readonly reader: BitReader;
  readonly dc: HuffmanTable | undefined;
  readonly ac: HuffmanTable | undefined;
  /** The DC coefficient of the block before. */
  predicted: number;
  /** Blocks to come that have no more of this band (T.81 G.1.2.2). */
  emptyBlocks: number;
}
type Band = (state: ScanState, scan: Scan, coefficients: Int32Array, at: number) => void;

function bandOf({ from, bitsBefore }: Scan): Band {
  if (from === 0) return bitsBefore === 0 ? firstDc : moreOfDc;
  return bitsBefore === 0 ? firstOfBand : moreOfBand;
}

/** T.81 F.2.2: the whole block at once. */
const sequential: Band = (state, scan, coefficients, at) => {
  firstDc(state, scan, coefficients, at);
  const { reader, ac } = state;
  for (let k = 1; k < 64; k++) {
    const code = reader.symbol(ac!);
    const [zeros, length] = [code >> 4, code & 0x0f];
    if (length === 0 && zeros < 15) return;
    k += zeros;
    if (length > 0 && k < 64) coefficients[at + k] = reader.difference(length);
  }
};

const firstDc: Band = (state, { shift }, coefficients, at) => {
  const length = state.reader.symbol(state.dc!);
  if (length > 0) state.predicted += state.reader.difference(Math.min(length, 16));
  coefficients[at] = state.predicted << shift;
};

const moreOfDc: Band = ({ reader }, { shift }, coefficients, at) => {
  coefficients[at] = coefficients[at]! | (reader.bits(1) << shift);
};

/** T.81 G.1.2.2. */
const firstOfBand: Band = (state, { from, to, shift }, coefficients, at) => {
  const { reader, ac } = state;
  if (state.emptyBlocks > 0) {
    state.emptyBlocks--;
    return;
  }
  for (let k = from; k <= to; k++) {
    const code = reader.symbol(ac!);
    const [zeros, length] = [code >> 4, code & 0x0f];
    if (length === 0 && zeros < 15) {
      state.emptyBlocks = (1 << zeros) - 1 + reader.bits(zeros);
      return;
    }
    k += zeros;
    if (length > 0 && k < 64) coefficients[at + k] = reader.difference(length) * (1 << shift);
  }
};

/** T.81 G.1.2.3: a bit for every coefficient that is not zero yet, and the new ones between them. */
const moreOfBand: Band = (state, { from, to, shift }, coefficients, at) => {
  const { reader, ac } = state;
  const bit = 1 << shift;
  const correct = (place: number): void => {
    const value = coefficients[place]!;
    if (reader.bits(1) === 1 && (Math.abs(value) & bit) === 0) coefficients[place] = value + (value > 0 ? bit : -bit);
  };
  let k = from;
  if (state.emptyBlocks === 0)
    for (; k <= to; k++) {
      const code = reader.symbol(ac!);
      let zeros = code >> 4;
      let fresh = 0;
      if ((code & 0x0f) !== 0) fresh = reader.bits(1) === 1 ? bit : -bit;
      else if (zeros < 15) {
        state.emptyBlocks = (1 << zeros) + reader.bits(zeros);
        break;
      }
      for (; k <= to; k++) {
        if (coefficients[at + k] !== 0) correct(at + k);
        else if (zeros-- === 0) break;
      }
      if (fresh !== 0 && k <= to) coefficients[at + k] = fresh;
      if (!reader.sound) return;
    }
  if (state.emptyBlocks > 0) {
    for (; k <= to; k++) if (coefficients[at + k] !== 0) correct(at + k);
    state.emptyBlocks--;
  }
};
