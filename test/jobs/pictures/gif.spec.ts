import { describe, expect, it } from 'vitest';
import { type GifKeeping, GifWriter } from '../../../src-main/jobs/pictures/gif';
import type { Picture } from '../../../src-main/jobs/pictures/picture';
import { decodedGif } from './decoded';

const [rows, columns] = [40, 60];
/** Every grey level is in it, with noise that hardly repeats. */
const greyPicture = (seed: number): Picture => ({
  rows,
  columns,
  kind: 'grey',
  pixels: Uint8Array.from({ length: rows * columns }, (_, i) => (i + Math.imul(i ^ seed, 2654435761) / 65536) & 255),
});
const gifOf = (keeping: GifKeeping, pictures: readonly Picture[]): Uint8Array => {
  const gif = new GifWriter(keeping);
  return Buffer.concat([...pictures.map((picture, i) => gif.frame(picture, 100 + 10 * i)), gif.end()]);
};
const redOf = (pixels: Uint8Array): Uint8Array => pixels.filter((_, i) => i % 3 === 0);
const farthest = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe('a GIF', () => {
  const pictures = [1, 2, 3, 4].map(greyPicture);

  it('shows every grey of every frame as it was, in order, each for its time, over and over', () => {
    const { frames, loops, ...size } = decodedGif(gifOf('exact', pictures));
    expect(size).toEqual({ rows, columns });
    expect(loops).toBe(0);
    expect(frames.map(({ delayMs }) => delayMs)).toEqual([100, 110, 120, 130]);
    expect(frames.map(({ pixels }) => farthest(redOf(pixels), redOf(pixels.subarray(1))))).toEqual([0, 0, 0, 0]);
    expect(frames.map(({ pixels }, i) => farthest(redOf(pixels), pictures[i]!.pixels))).toEqual([0, 0, 0, 0]);
  });

  it('is within one level of it where it is to be small, and costs next to nothing where nothing changes', () => {
    const { frames } = decodedGif(gifOf('small', pictures));
    for (const [i, { pixels }] of frames.entries()) expect(farthest(redOf(pixels), pictures[i]!.pixels)).toBeLessThanOrEqual(1);
    const still = Array.from({ length: 20 }, () => pictures[0]!);
    expect(gifOf('small', still).length).toBeLessThan(2 * gifOf('small', [pictures[0]!]).length);
  });

  it('holds colour and grey frames in turn, whatever comes first', () => {
    const colours = [
      [200, 30, 10],
      [0, 120, 240],
    ];
    const rgba = Uint8Array.from({ length: rows * columns * 4 }, (_, i) =>
      i % 4 === 3 ? 255 : colours[Math.floor(i / 400) % 2]![i % 4]!,
    );
    // A view that does not begin where its buffer does, as it comes out of a message.
    const inside = new Uint8Array(rgba.length + 4);
    inside.set(rgba, 4);
    const colour: Picture = { rows, columns, kind: 'rgba', pixels: inside.subarray(4) };
    for (const order of [
      [colour, pictures[0]!, colour],
      [pictures[0]!, colour, pictures[1]!],
    ])
      for (const [i, { pixels }] of decodedGif(gifOf('exact', order)).frames.entries()) {
        const { kind, pixels: wanted } = order[i]!;
        if (kind === 'grey') expect(farthest(redOf(pixels), wanted)).toBe(0);
        else
          expect(
            farthest(
              pixels,
              rgba.filter((_, at) => at % 4 !== 3),
            ),
          ).toBeLessThanOrEqual(4);
      }
  });
});
