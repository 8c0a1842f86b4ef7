import { describe, expect, it } from 'vitest';
import { filmHeight, filmWidth, gifOf } from '../../../src-main/jobs/cases/film';
import { decodedGif } from '../pictures/decoded';

const size = 20;
const flat = (grey: number): Uint8Array => new Uint8Array(size * size).fill(grey);
const film = {
  size,
  noisy: flat(10),
  clean: flat(255),
  frames: [
    { output: flat(0), progress: 0 },
    { output: flat(100), progress: 0.5 },
    { output: flat(200), progress: 1 },
  ],
};

describe('a film', () => {
  it('shows noisy, output and clean side by side, the output changing and the others not', () => {
    const { rows, columns, frames, loops } = decodedGif(gifOf(film));
    expect([columns, rows]).toEqual([filmWidth(size), filmHeight(size)]);
    expect(loops).toBe(0);
    expect(frames.map(({ delayMs }) => delayMs)).toEqual([150, 150, 2500]);
    const outputs = [0, 100, 200];
    for (const [at, { pixels }] of frames.entries()) {
      const greys = [10, 34, 58].map((x) => pixels[3 * (10 * columns + x)]!);
      [10, outputs[at]!, 255].forEach((grey, i) => expect(Math.abs(greys[i]! - grey)).toBeLessThanOrEqual(1));
    }
  });

  it('is a GIF89a of its size that ends as one', () => {
    const bytes = gifOf(film);
    expect(Buffer.from(bytes.subarray(0, 6)).toString('latin1')).toBe('GIF89a');
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    expect([view.getUint16(6, true), view.getUint16(8, true)]).toEqual([filmWidth(size), filmHeight(size)]);
    expect(bytes.at(-1)).toBe(0x3b);
  });

  it('costs next to nothing where nothing changes', () => {
    const still = { ...film, frames: Array.from({ length: 20 }, () => film.frames[0]!) };
    expect(gifOf(still).length).toBeLessThan(3 * gifOf({ ...film, frames: [film.frames[0]!] }).length);
  });
});
