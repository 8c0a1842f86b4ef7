import { damagedStream, type Codec } from '../codec';
import { asStored } from '../samples';
import { agreeing, type Stated, statedByJpeg } from '../stated';
import { ok } from '../../../contract';
import { BitReader } from './huffman';
import { type Scan, segmentsOf } from './segments';

const losslessProcess = 3;

/** JPEG Lossless (T.81 annex H, process 14): each sample as its difference from what its neighbours predict. */
export const jpegLossless: Codec = (stream, layout) => {
  const stated = statedByJpeg(stream);
  const agreed = stated.ok ? agreeing(stated.value, layout) : stated;
  if (!agreed.ok) return agreed;
  const jpeg = segmentsOf(stream);
  if (!jpeg.ok) return jpeg;
  if (jpeg.value.process !== losslessProcess) return damagedStream(['it is another kind of JPEG than its header says']);
  const { rows, columns, samples, bits } = agreed.value;
  const values = new Uint16Array(rows * columns * samples);
  for (const scan of jpeg.value.scans)
    if (!decodeScan(scan, agreed.value, values)) return damagedStream(['its picture breaks off']);
  return ok(asStored(values, bits, layout));
};

/** Writes the components of a scan into `values`, interleaved by pixel. False where the bits end early or make no sense. */
function decodeScan(
  { components, from: predictor, shift, restartInterval, data }: Scan,
  { rows, columns, samples, bits }: Stated,
  values: Uint16Array,
): boolean {
  const reader = new BitReader(data);
  const line = columns * samples;
  const middle = 1 << (bits - shift - 1);
  // A restart interval is whole lines (T.81 H.1.1).
  const linesBetween = restartInterval / columns;
  if (!Number.isInteger(linesBetween) || components.some(({ dc }) => dc === undefined)) return false;
  for (let row = 0; row < rows; row++) {
    const restarts = linesBetween > 0 && row > 0 && row % linesBetween === 0;
    if (restarts && !reader.restart()) return false;
    const first = row === 0 || restarts;
    for (let column = 0; column < columns; column++)
      for (const { index, dc } of components) {
        const at = row * line + column * samples + index;
        let predicted: number;
        if (column === 0) predicted = first ? middle : values[at - line]!;
        else if (first) predicted = values[at - samples]!;
        else predicted = predict(predictor, values[at - samples]!, values[at - line]!, values[at - line - samples]!);
        const length = reader.symbol(dc!);
        // 16 stands for 32768 and has no bits of its own; sums are taken modulo 65536, as the array does.
        const difference = length === 0 ? 0 : length === 16 ? 32768 : reader.difference(length);
        values[at] = predicted + difference;
      }
    if (!reader.sound) return false;
  }
  if (shift > 0) for (let i = 0; i < values.length; i++) values[i] = values[i]! << shift;
  return true;
}

/** Table H.1, from the samples to the left, above, and above to the left. */
function predict(predictor: number, left: number, above: number, corner: number): number {
  switch (predictor) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return corner;
    case 4:
      return left + above - corner;
    case 5:
      return left + ((above - corner) >> 1);
    case 6:
      return above + ((left - corner) >> 1);
    default:
      return (left + above) >> 1;
  }
}
