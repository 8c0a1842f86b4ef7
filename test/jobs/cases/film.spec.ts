import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filmHeight, filmWidth, gifOf } from '../../../src-main/jobs/cases/film';
import { temporaryFolder } from '../../temporary-folder';

/** Pillow, as a decoder of other people's making. */
const havePillow = spawnSync('python3', ['-c', 'import PIL']).status === 0;
const whyNotDecoded = havePillow ? '' : ' (skipped: Python with Pillow is not installed)';

/** Size, frames, and for each frame its delay and the greys at some points, as Pillow composes them. */
const decode = `
import sys, json
from PIL import Image, ImageSequence
image = Image.open(sys.argv[1])
points = json.loads(sys.argv[2])
frames = [{'delayMs': f.info['duration'], 'greys': [f.convert('L').getpixel(tuple(p)) for p in points]} for f in ImageSequence.Iterator(image)]
print(json.dumps({'size': image.size, 'loop': image.info.get('loop'), 'frames': frames}))
`;

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
  it.skipIf(!havePillow)(
    `shows noisy, output and clean side by side, the output changing and the others not${whyNotDecoded}`,
    () => {
      const path = join(temporaryFolder(), 'film.gif');
      writeFileSync(path, gifOf(film));
      const middles = [10, 34, 58].map((x) => [x, 10]);
      const { status, stdout, stderr } = spawnSync('python3', ['-c', decode, path, JSON.stringify(middles)], {
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, '']);
      const decoded = JSON.parse(stdout) as { size: number[]; loop: number; frames: { delayMs: number; greys: number[] }[] };
      expect(decoded.size).toEqual([filmWidth(size), filmHeight(size)]);
      expect(decoded.loop).toBe(0);
      expect(decoded.frames.map(({ delayMs }) => delayMs)).toEqual([150, 150, 2500]);
      const outputs = [0, 100, 200];
      for (const [at, { greys }] of decoded.frames.entries())
        [10, outputs[at]!, 255].forEach((grey, i) => expect(Math.abs(greys[i]! - grey)).toBeLessThanOrEqual(1));
    },
  );

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
