import { createFft } from '../simulation/fft';

/** The DFT of a square image, size × size with size a power of two: rows, then columns. Frequency 0 comes first. */
export function dft2(image: Float32Array, size: number): readonly [Float32Array, Float32Array] {
  const fft = createFft(size);
  const re = image.slice();
  const im = new Float32Array(image.length);
  const [lineRe, lineIm] = [new Float32Array(size), new Float32Array(size)];
  const pass = (start: (line: number) => number, stride: number): void => {
    for (let line = 0; line < size; line++) {
      for (let i = 0; i < size; i++) {
        lineRe[i] = re[start(line) + i * stride];
        lineIm[i] = im[start(line) + i * stride];
      }
      fft(lineRe, lineIm, 'forward');
      for (let i = 0; i < size; i++) {
        re[start(line) + i * stride] = lineRe[i];
        im[start(line) + i * stride] = lineIm[i];
      }
    }
  };
  pass((line) => line * size, 1);
  pass((line) => line, size);
  return [re, im];
}

/** How far an entry of a DFT's plane lies from frequency 0, in steps. */
export function ringOf(entry: number, size: number): number {
  const row = Math.floor(entry / size);
  const column = entry % size;
  return Math.hypot(Math.min(row, size - row), Math.min(column, size - column));
}
