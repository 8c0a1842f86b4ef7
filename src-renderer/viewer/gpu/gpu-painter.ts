import { isTable, type Voi } from '../../../src-main/contract';
import type { Polarity, Raster } from '../grey';
import { curveOf, GreyProgram, tableColumns, type Trait } from './grey-program';
import { SliceTextures } from './slice-textures';

/** Some 250 slices of 512 x 512. */
const texturesBytes = 128 * 2 ** 20;
/** HU as floats, noise, padding: those of one picture have to be there together. */
const mostPixels = texturesBytes / (4 + 4 + 1);

/** What is gone with the context. */
interface Working {
  readonly textures: SliceTextures;
  /** By what they are compiled for, each when it is first needed. */
  readonly programs: Map<string, GreyProgram>;
}

/**
 * Paints grey as `paint` does, on the graphics card. A picture goes there once; another window, polarity or strength is a few numbers. All panes share this
 * one: a browser gives a page sixteen contexts at most. Its canvas has a pixel for each of the picture's, and who asked lays it on the screen:
 * turning, scaling and smoothing are then the same whoever painted, and it is greys that are smoothed. Between two HU, smoothed before the window, there
 * would be a tissue that nobody measured, and beside padding a value that is none.
 */
export class GpuPainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #gl: WebGL2RenderingContext;
  readonly #largest: number;
  readonly #onChange = new Set<() => void>();
  /** Null while the context is lost. */
  #working: Working | null;

  /** Null where the browser has no WebGL 2. */
  static create(): GpuPainter | null {
    const canvas = document.createElement('canvas');
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, stencil: false });
    return gl && new GpuPainter(canvas, gl);
  }

  private constructor(canvas: HTMLCanvasElement, gl: WebGL2RenderingContext) {
    this.#canvas = canvas;
    this.#gl = gl;
    this.#largest = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number;
    this.#working = start(gl);
    canvas.addEventListener('webglcontextlost', (event) => {
      // Or it would never be restored.
      event.preventDefault();
      this.#change(null);
    });
    canvas.addEventListener('webglcontextrestored', () => this.#change(start(gl)));
  }

  /** Calls back when the card's memory was lost, or is there again: what was drawn has to be drawn anew. Returns how to stop that. */
  onChange(redraw: () => void): () => void {
    this.#onChange.add(redraw);
    return () => void this.#onChange.delete(redraw);
  }

  /** Whoever asks for pictures paints them meanwhile. */
  get lost(): boolean {
    return this.#working === null;
  }

  /** How often pixels went to the graphics card. */
  get uploads(): number {
    return this.#working?.textures.uploads ?? 0;
  }

  /** A canvas of the raster's size that holds it until the next call; null where the page has to paint: in colour, too large, context lost. */
  paint({ hu, padding, rgba, removed, rows, columns }: Raster, voi: Voi, polarity: Polarity): HTMLCanvasElement | null {
    const gl = this.#gl;
    if (!this.#working || rgba || Math.max(rows, columns) > this.#largest || rows * columns > mostPixels) return null;
    if (this.#canvas.width !== columns || this.#canvas.height !== rows) {
      Object.assign(this.#canvas, { width: columns, height: rows });
      gl.viewport(0, 0, columns, rows);
    }
    const { textures } = this.#working;
    const curve = curveOf(voi);
    const traits = [
      hu instanceof Int16Array && 'WHOLE',
      padding && 'PADDING',
      removed && 'NOISE',
      polarity === 'white-low' && 'INVERTED',
      curve.trait,
    ].filter((trait): trait is Trait => Boolean(trait));
    this.#programFor(this.#working, traits).draw(
      {
        values: textures.of(hu, columns),
        ...(padding && { padding: textures.of(padding, columns) }),
        ...(removed && { noise: textures.of(removed.noise, columns) }),
        ...(isTable(voi) && { levels: textures.of(voi.levels, tableColumns) }),
      },
      { ...curve.numbers, ...(removed && { strength: removed.strength }), rows },
    );
    return gl.isContextLost() ? null : this.#canvas;
  }

  #programFor({ programs }: Working, traits: readonly Trait[]): GreyProgram {
    const key = traits.join();
    const program = programs.get(key) ?? new GreyProgram(this.#gl, traits);
    programs.set(key, program);
    return program;
  }

  #change(working: Working | null): void {
    this.#working = working;
    for (const redraw of this.#onChange) redraw();
  }
}

const start = (gl: WebGL2RenderingContext): Working => ({
  textures: new SliceTextures(gl, texturesBytes),
  programs: new Map(),
});
