import { ok } from '../../../contract';
import { type Codec, damagedStream } from '../codec';
import { asStored } from '../samples';
import { agreeing, statedByJpeg } from '../stated';
import { decodeCoefficients } from './coefficients';
import { segmentsOf } from './segments';

/**
 * JPEG of cosine coefficients (T.81 annexes A, F, G) for one grey component of 8 or 12 bits, sequential or progressive. libjpeg-turbo as it is
 * built for JavaScript ends at 8 bits, and GDCM in WebAssembly needs vector instructions and 27 MB of packages for this.
 */
export const jpegCosine: Codec = (stream, layout) => {
  const stated = statedByJpeg(stream);
  const agreed = stated.ok ? agreeing(stated.value, layout) : stated;
  if (!agreed.ok) return agreed;
  const jpeg = segmentsOf(stream);
  if (!jpeg.ok) return jpeg;
  const { process, scans, quantization } = jpeg.value;
  const { rows, columns, bits } = agreed.value;
  const table = quantization[0];
  if (process > 2 || table === undefined) return damagedStream(['it is another kind of JPEG than its header says']);
  const across = Math.ceil(columns / 8);
  const down = Math.ceil(rows / 8);
  const coefficients = new Int32Array(across * down * 64);
  for (const scan of scans)
    if (!decodeCoefficients(scan, process === 2 ? 'progressive' : 'sequential', coefficients))
      return damagedStream(['its picture breaks off']);
  const samples = new Uint16Array(rows * columns);
  const block = new Float64Array(64);
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++) {
      inverseCosine(coefficients, (row * across + column) * 64, table, block);
      place(block, samples, { rows, columns, top: 8 * row, left: 8 * column }, bits);
    }
  return ok(asStored(samples, bits, layout));
};

/** zigzag[k]: place in the block, row by row, of the k-th coefficient of a stream (T.81 figure A.6). */
const zigzag = Uint8Array.from(
  Array.from({ length: 64 }, (_, place) => place).sort((a, b) => {
    const diagonal = (place: number): number => (place >> 3) + (place & 7);
    const along = (place: number): number => (diagonal(place) % 2 === 0 ? place & 7 : place >> 3);
    return diagonal(a) - diagonal(b) || along(a) - along(b);
  }),
);

/** cosines[u * 8 + x] = C(u) / 2 * cos((2x + 1) u pi / 16), T.81 A.3.3. */
const cosines = Float64Array.from({ length: 64 }, (_, i) => {
  const [u, x] = [i >> 3, i & 7];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});
const rowsDone = new Float64Array(64);

/** One block from coefficients to differences from middle grey: along the rows, then along the columns. */
function inverseCosine(coefficients: Int32Array, from: number, table: Uint16Array, out: Float64Array): void {
  out.fill(0);
  for (let k = 0; k < 64; k++) out[zigzag[k]!] = coefficients[from + k]! * table[k]!;
  for (let v = 0; v < 8; v++)
    for (let x = 0; x < 8; x++) {
      let sum = 0;
      for (let u = 0; u < 8; u++) sum += out[v * 8 + u]! * cosines[u * 8 + x]!;
      rowsDone[v * 8 + x] = sum;
    }
  for (let y = 0; y < 8; y++)
    for (let x = 0; x < 8; x++) {
      let sum = 0;
      for (let v = 0; v < 8; v++) sum += rowsDone[v * 8 + x]! * cosines[v * 8 + y]!;
      out[y * 8 + x] = sum;
    }
}

interface Place {
  readonly rows: number;
  readonly columns: number;
  readonly top: number;
  readonly left: number;
}

function place(block: Float64Array, samples: Uint16Array, { rows, columns, top, left }: Place, bits: number): void {
  const middle = 2 ** (bits - 1);
  const white = 2 ** bits - 1;
  for (let y = 0; y < 8 && top + y < rows; y++)
    for (let x = 0; x < 8 && left + x < columns; x++)
      samples[(top + y) * columns + left + x] = Math.min(white, Math.max(0, Math.round(block[y * 8 + x]! + middle)));
}
