import { ByteLru } from '../byte-lru';

export type Texels = Int16Array | Float32Array | Uint8Array;

/**
 * The numbers of slices as textures: HU as 16-bit integers or as floats, bytes for padding and tables. They are known by their array, which must not
 * change, so that coming back to a slice uploads nothing; those used longest ago go first. The arrays themselves are not held.
 */
export class SliceTextures {
  readonly #gl: WebGL2RenderingContext;
  readonly #held: ByteLru<WebGLTexture>;
  readonly #keys = new WeakMap<Texels, string>();
  #made = 0;
  /** How often pixels went to the graphics card. */
  uploads = 0;

  constructor(gl: WebGL2RenderingContext, capacityBytes: number) {
    this.#gl = gl;
    this.#held = new ByteLru(capacityBytes, (texture) => gl.deleteTexture(texture));
    // Rows of any length follow each other without a gap.
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  }

  /** Row after row; what lacks at the end of the last one is 0. */
  of(texels: Texels, columns: number): WebGLTexture {
    const key = this.#keyOf(texels);
    const held = this.#held.get(key);
    if (held) return held;
    const texture = this.#upload(texels, columns);
    this.#held.set(key, texture, texels.byteLength);
    return texture;
  }

  #keyOf(texels: Texels): string {
    const known = this.#keys.get(texels);
    if (known !== undefined) return known;
    const key = String((this.#made += 1));
    this.#keys.set(texels, key);
    return key;
  }

  #upload(texels: Texels, columns: number): WebGLTexture {
    const gl = this.#gl;
    const rows = Math.ceil(texels.length / columns);
    const texture = gl.createTexture();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    const [internal, format, type] = this.#formatOf(texels);
    gl.texImage2D(gl.TEXTURE_2D, 0, internal, columns, rows, 0, format, type, filled(texels, rows * columns));
    this.uploads += 1;
    return texture;
  }

  #formatOf(texels: Texels): readonly [number, number, number] {
    const gl = this.#gl;
    if (texels instanceof Int16Array) return [gl.R16I, gl.RED_INTEGER, gl.SHORT];
    if (texels instanceof Float32Array) return [gl.R32F, gl.RED, gl.FLOAT];
    return [gl.R8UI, gl.RED_INTEGER, gl.UNSIGNED_BYTE];
  }
}

function filled(texels: Texels, length: number): Texels {
  if (texels.length === length) return texels;
  const longer = new (texels.constructor as new (length: number) => Texels)(length);
  longer.set(texels);
  return longer;
}
