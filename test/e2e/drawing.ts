import type { Voi } from '../../src-main/contract';
import { GpuPainter } from '../../src-renderer/viewer/gpu/gpu-painter';
import type { Polarity } from '../../src-renderer/viewer/grey';
import { Pane, type Appearance, type Picture } from '../../src-renderer/viewer/pane';

export { GpuPainter };

/** Runs in the page: a pane of the picture's size, so that each pixel of its canvas is one of the picture's. */
export class Canvas {
  readonly pane: Pane;
  readonly #element = document.body.appendChild(document.createElement('div'));

  constructor(painter: GpuPainter | null) {
    this.pane = new Pane(this.#element, painter);
  }

  /** Grey levels as they are on the screen after the next frame; fails where a pixel is in colour or not opaque. */
  async show(picture: Picture, voi: Voi, polarity: Polarity, appearance: Partial<Appearance> = {}): Promise<number[]> {
    this.pane.show(picture);
    this.pane.resize(picture.columns, picture.rows);
    const placement = [1, 0, 0, 1, 0, 0] as const;
    this.pane.look({ voi, polarity, scale: 1, placement, interpolation: 'pixels', tintOpacity: 1, ...appearance });
    await frame();
    return this.levels();
  }

  levels(): number[] {
    const canvas = this.#element.querySelector('canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: data.length / 4 }, (_, at) => {
      const [red, green, blue, alpha] = data.subarray(4 * at, 4 * at + 4);
      if (red !== green || red !== blue || alpha !== 255) throw new Error(`no grey: ${red} ${green} ${blue} ${alpha}`);
      return red!;
    });
  }

  close(): void {
    this.pane.dispose();
    this.#element.remove();
  }
}

/** Cornerstone, which asked for the next frame before, has drawn in it. */
export const frame = (): Promise<number> => new Promise(requestAnimationFrame);

/** A picture of these HU, row after row. */
export const pictureOf = (hu: Int16Array | Float32Array, columns: number, more: Partial<Picture> = {}): Picture => ({
  hu,
  columns,
  rows: hu.length / columns,
  padding: null,
  rgba: null,
  removed: null,
  spacing: null,
  tint: null,
  ...more,
});
