import { isTable, type Voi } from '../../../src-main/contract';

/** A table of greys lies in a texture of so many columns, row after row: a single row may be longer than a card allows. */
export const tableColumns = 256;

/** One triangle that covers everything. */
const vertexShader = `#version 300 es
void main() {
  gl_Position = vec4(vec2(gl_VertexID % 2, gl_VertexID / 2) * 4.0 - 1.0, 0.0, 1.0);
}`;

/**
 * HU to grey: `grey` of the contract in the card's 32-bit numbers, one fragment for each pixel of the picture. Whole HU are exact in them; what comes
 * out one level off the page's 64 bits lay on the border between two. What a picture has not is left out by the preprocessor: where the
 * processor does the card's work, branches took as long as all the rest.
 */
const fragmentShader = `
precision highp float;
precision highp int;

#ifdef WHOLE
uniform highp isampler2D values;
#else
uniform sampler2D values;
#endif
#ifdef PADDING
uniform highp usampler2D padding;
#endif
#ifdef NOISE
uniform sampler2D noise;
uniform float strength;
#endif
#ifdef TABLE
uniform highp usampler2D levels;
uniform int firstHu;
uniform int levelCount;
#else
uniform float centre;
uniform float width;
#endif
uniform int rows;

out vec4 colour;

float level(float hu) {
#ifdef TABLE
  int entry = clamp(int(floor(hu + 0.5)) - firstHu, 0, levelCount - 1);
  return float(texelFetch(levels, ivec2(entry % ${tableColumns}, entry / ${tableColumns}), 0).r);
#else
  float fromCentre = hu - centre;
#ifdef SIGMOID
  return floor(255.0 / (1.0 + exp(-4.0 * fromCentre / width)) + 0.5);
#else
  if (fromCentre <= -width / 2.0) return 0.0;
  if (fromCentre > width / 2.0) return 255.0;
  return floor((fromCentre / width + 0.5) * 255.0 + 0.5);
#endif
#endif
}

void main() {
  // Row 0 is the lowest for OpenGL and the uppermost of a picture.
  ivec2 at = ivec2(int(gl_FragCoord.x), rows - 1 - int(gl_FragCoord.y));
  float hu = float(texelFetch(values, at, 0).r);
#ifdef NOISE
  hu -= strength * texelFetch(noise, at, 0).r;
#endif
  float shown = level(hu);
#ifdef INVERTED
  shown = 255.0 - shown;
#endif
#ifdef PADDING
  if (texelFetch(padding, at, 0).r != 0u) shown = 0.0;
#endif
  colour = vec4(vec3(shown / 255.0), 1.0);
}`;

/** What the shader is compiled for. */
export type Trait = 'WHOLE' | 'PADDING' | 'NOISE' | 'INVERTED' | 'TABLE' | 'SIGMOID';
/** What it is told for each picture; what it was not compiled for is passed over. */
export type Textures = Readonly<Partial<Record<'values' | 'padding' | 'noise' | 'levels', WebGLTexture>>>;
export type Numbers = Readonly<Partial<Record<'strength' | 'centre' | 'width' | 'firstHu' | 'levelCount' | 'rows', number>>>;

/** How the shader is told a window or a table. */
export function curveOf(voi: Voi): { readonly trait: 'TABLE' | 'SIGMOID' | null; readonly numbers: Numbers } {
  if (isTable(voi)) return { trait: 'TABLE', numbers: { firstHu: voi.firstHu, levelCount: voi.levels.length } };
  const { centerHu, widthHu, curve } = voi;
  const exact = { centre: centerHu, width: widthHu };
  if (curve === 'LINEAR') return { trait: null, numbers: { centre: centerHu - 0.5, width: Math.max(1, widthHu) - 1 } };
  return { trait: curve === 'SIGMOID' ? 'SIGMOID' : null, numbers: exact };
}

/** The shader for one kind of picture. */
export class GreyProgram {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #places = new Map<string, WebGLUniformLocation | null>();

  constructor(gl: WebGL2RenderingContext, traits: readonly Trait[]) {
    this.#gl = gl;
    this.#program = gl.createProgram();
    const defined = traits.map((trait) => `#define ${trait}\n`).join('');
    this.#add(gl.VERTEX_SHADER, vertexShader);
    this.#add(gl.FRAGMENT_SHADER, `#version 300 es\n${defined}${fragmentShader}`);
    gl.linkProgram(this.#program);
    if (!gl.getProgramParameter(this.#program, gl.LINK_STATUS) && !gl.isContextLost())
      throw new Error(gl.getProgramInfoLog(this.#program) ?? 'The shader does not link.');
  }

  /** Fills the viewport. */
  draw(textures: Textures, numbers: Numbers): void {
    const gl = this.#gl;
    gl.useProgram(this.#program);
    for (const [unit, [name, texture]] of Object.entries(textures).entries()) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.uniform1i(this.#place(name), unit);
    }
    for (const [name, value] of Object.entries(numbers)) {
      const whole = name === 'rows' || name === 'firstHu' || name === 'levelCount';
      if (whole) gl.uniform1i(this.#place(name), value);
      else gl.uniform1f(this.#place(name), value);
    }
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  #place(name: string): WebGLUniformLocation | null {
    if (!this.#places.has(name)) this.#places.set(name, this.#gl.getUniformLocation(this.#program, name));
    return this.#places.get(name)!;
  }

  #add(type: number, source: string): void {
    const shader = this.#gl.createShader(type)!;
    this.#gl.shaderSource(shader, source);
    this.#gl.compileShader(shader);
    this.#gl.attachShader(this.#program, shader);
  }
}
