import { disable, displayImage, enable, resize, setViewport, updateImage } from 'cornerstone-core';
import type { EnabledElement, Image } from 'cornerstone-core';
import type { PixelSpacing, Voi } from '../../src-main/contract';
import type { Placement } from './geometry';
import type { GpuPainter } from './gpu/gpu-painter';
import { paint, withoutRemoved, type Polarity, type Raster } from './grey';
import { windowOf } from './window';

/** Something laid over the picture, pixel on pixel. */
export interface Tint {
  paint(out: Uint32Array): void;
}

/** What to show. */
export interface Picture extends Raster {
  readonly spacing: PixelSpacing | null;
  readonly tint: Tint | null;
  /** How many pixels of the stage each of these covers, across and down: more than one only in a plane that is being moved. */
  readonly coarseness?: number;
}

/** How they are shown, in pixels of the device. */
export interface Appearance {
  readonly voi: Voi;
  readonly polarity: Polarity;
  /** Device pixels for the smaller side of a picture pixel. */
  readonly scale: number;
  /** Where the picture lies, in device pixels. */
  readonly placement: Placement;
  readonly interpolation: 'smooth' | 'pixels';
  readonly tintOpacity: number;
}

let imagesMade = 0;

/**
 * A cornerstone-core viewport that draws through `image.render` with our own grey, because neither of cornerstone's renderers follows the
 * standard's window: painted by the graphics card, or by the page where there is none. Its element is laid out in device pixels: cornerstone gives the canvas the element's CSS size.
 */
export class Pane {
  readonly #element: HTMLElement;
  readonly #gpu: GpuPainter | null;
  readonly #grey = new Layer();
  readonly #tint = new Layer();
  #picture: Picture | null = null;
  #appearance: Appearance | null = null;
  /** What the grey layer holds, so that moving and zooming paint nothing anew. */
  #painted: { readonly picture: Picture; readonly voi: Voi; readonly polarity: Polarity } | null = null;
  readonly #stopListening: () => void;

  constructor(element: HTMLElement, gpu: GpuPainter | null) {
    this.#element = element;
    this.#gpu = gpu;
    enable(element);
    this.#stopListening = gpu?.onChange(() => this.#picture && updateImage(element)) ?? (() => undefined);
  }

  show(picture: Picture): void {
    if (this.#picture?.tint !== picture.tint && picture.tint) {
      this.#tint.fill(picture.rows, picture.columns, (out) => picture.tint!.paint(out));
    }
    this.#picture = picture;
    displayImage(this.#element, this.#imageOf(picture));
    if (this.#appearance) this.look(this.#appearance);
  }

  look(appearance: Appearance): void {
    this.#appearance = appearance;
    if (!this.#picture) return;
    const { voi, scale, polarity } = appearance;
    const window = windowOf(voi);
    // Draws anew. Cornerstone's own placing is not used: it mixes turns with pixels that are not square.
    setViewport(this.#element, {
      scale,
      voi: { windowCenter: window.centerHu, windowWidth: window.widthHu },
      invert: polarity === 'white-low',
    });
  }

  /** Gives the element a size, in device pixels, and the canvas with it. Follow with `look`: cornerstone guesses a new scale. */
  resize(width: number, height: number): void {
    Object.assign(this.#element.style, { width: `${width}px`, height: `${height}px` });
    resize(this.#element);
  }

  dispose(): void {
    this.#stopListening();
    disable(this.#element);
  }

  #imageOf({ hu, rows, columns, spacing }: Picture): Image {
    const image: Partial<Image> & { render: (enabled: EnabledElement) => void } = {
      // Cornerstone caches by this name: changed pixels need a new one.
      imageId: `tacet:${(imagesMade += 1)}`,
      rows,
      columns,
      width: columns,
      height: rows,
      rowPixelSpacing: spacing?.betweenRowsMm ?? 1,
      columnPixelSpacing: spacing?.betweenColumnsMm ?? 1,
      slope: 1,
      intercept: 0,
      minPixelValue: -32768,
      maxPixelValue: 32767,
      windowCenter: 40,
      windowWidth: 400,
      color: false,
      invert: false,
      sizeInBytes: hu.byteLength,
      render: (enabled) => this.#render(enabled),
    };
    // Everything left out belongs to the renderers that `render` replaces.
    return image as unknown as Image;
  }

  #render(enabled: EnabledElement): void {
    const picture = this.#picture!;
    const appearance = this.#appearance;
    const canvas = enabled.canvas!;
    const context = canvas.getContext('2d')!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = '#000';
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (!appearance) return;
    const grey = this.#gpu?.paint(picture, appearance.voi, appearance.polarity) ?? this.#paintedHere(picture, appearance);
    context.setTransform(...appearance.placement);
    context.imageSmoothingEnabled = appearance.interpolation === 'smooth';
    context.imageSmoothingQuality = appearance.scale < 1 ? 'high' : 'medium';
    const { coarseness = 1 } = picture;
    context.drawImage(grey, 0, 0, grey.width * coarseness, grey.height * coarseness);
    if (!picture.tint) return;
    context.globalAlpha = appearance.tintOpacity;
    context.drawImage(this.#tint.canvas, 0, 0);
    context.globalAlpha = 1;
  }

  #paintedHere(picture: Picture, { voi, polarity }: Appearance): HTMLCanvasElement {
    const painted = this.#painted;
    if (painted?.picture === picture && painted.voi === voi && painted.polarity === polarity) return this.#grey.canvas;
    this.#painted = { picture, voi, polarity };
    const { rows, columns } = picture;
    const shown = withoutRemoved(picture);
    this.#grey.fill(rows, columns, (out) => paint(shown, voi, polarity, out));
    return this.#grey.canvas;
  }
}

/** A canvas of picture pixels, written as one RGBA number each. */
class Layer {
  readonly canvas = document.createElement('canvas');
  #data: ImageData | null = null;

  fill(rows: number, columns: number, write: (out: Uint32Array) => void): void {
    if (this.#data?.width !== columns || this.#data.height !== rows) {
      this.canvas.width = columns;
      this.canvas.height = rows;
      this.#data = new ImageData(columns, rows);
    }
    write(new Uint32Array(this.#data.data.buffer));
    this.canvas.getContext('2d')!.putImageData(this.#data, 0, 0);
  }
}
