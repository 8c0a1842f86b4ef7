import { describe, expect, it } from 'vitest';
import { pngOf } from '../../../src-main/jobs/pictures/png';
import { decodedPng } from './decoded';

const [rows, columns] = [33, 47];
const grey = Uint8Array.from({ length: rows * columns }, (_, i) => (i * 7 + Math.floor(i / columns) * 13) & 255);
const text = { Software: 'Tacet 1', Description: 'Denoised; 50 %, “Näher”'.replace(/[“”]/g, '') };

describe('a PNG', () => {
  it('is 8-bit grey, pixel for pixel, and says what it is', async () => {
    const png = decodedPng(await pngOf({ rows, columns, kind: 'grey', pixels: grey }, text));
    expect(png).toEqual({ rows, columns, colourType: 0, pixels: grey, text });
  });

  it('is in colour where the picture is, without transparency', async () => {
    const rgba = Uint8Array.from({ length: rows * columns * 4 }, (_, i) => (i % 4 === 3 ? 0 : (i * 5) & 255));
    const png = decodedPng(await pngOf({ rows, columns, kind: 'rgba', pixels: rgba }, text));
    expect(png).toEqual({ rows, columns, colourType: 2, pixels: rgba.filter((_, i) => i % 4 !== 3), text });
  });

  it('keeps words that Latin-1 has no letters for', async () => {
    const words = { Software: 'Tacet', Description: 'Модель 低線量' };
    expect(decodedPng(await pngOf({ rows, columns, kind: 'grey', pixels: grey }, words)).text).toEqual(words);
  });
});
