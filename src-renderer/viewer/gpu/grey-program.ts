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
 * out one level off the page's 64 bits lay on the border between two.
 */
const fragmentShader = `#version 300 es
precision highp float;
precision highp int;
precision highp isampler2D;
precision highp usampler2D;

uniform isampler2D wholeHu;
uniform sampler2D fractionalHu;
uniform sampler2D noiseHu;
uniform usampler2D padding;
uniform usampler2D levels;

uniform bool isWhole;
uniform bool hasPadding;
uniform bool isInverted;
uniform float strength;
uniform int rows;

const int sigmoidCurve = 1;
const int tableCurve = 2;
uniform int curve;
uniform float centre;
uniform float width;
uniform int firstHu;
uniform int levelCount;

out vec4 colour;

float ramp(float fromCentre) {
  if (fromCentre <= -width / 2.0) return 0.0;
  if (fromCentre > width / 2.0) return 255.0;
  return floor((fromCentre / width + 0.5) * 255.0 + 0.5);
}

float sigmoid(float fromCentre) {
  return floor(255.0 / (1.0 + exp(-4.0 * fromCentre / width)) + 0.5);
}

float levelInTable(float hu) {
  int entry = clamp(int(floor(hu + 0.5)) - firstHu, 0, levelCount - 1);
  return float(texelFetch(levels, ivec2(entry % ${tableColumns}, entry / ${tableColumns}), 0).r);
}

void main() {
  // Row 0 is the lowest for OpenGL and the uppermost of a picture.
  ivec2 at = ivec2(int(gl_FragCoord.x), rows - 1 - int(gl_FragCoord.y));
  if (hasPadding && texelFetch(padding, at, 0).r != 0u) {
    colour = vec4(0.0, 0.0, 0.0, 1.0);
    return;
  }
  float hu = isWhole ? float(texelFetch(wholeHu, at, 0).r) : texelFetch(fractionalHu, at, 0).r;
  if (strength != 0.0) hu -= strength * texelFetch(noiseHu, at, 0).r;
  float level = curve == tableCurve ? levelInTable(hu) : curve == sigmoidCurve ? sigmoid(hu - centre) : ramp(hu - centre);
  colour = vec4(vec3((isInverted ? 255.0 - level : level) / 255.0), 1.0);
}`;

const samplers = ['wholeHu', 'fractionalHu', 'noiseHu', 'padding', 'levels'] as const;
const numbers = ['isWhole', 'hasPadding', 'isInverted', 'rows', 'curve', 'firstHu', 'levelCount'] as const;
const fractions = ['strength', 'centre', 'width'] as const;
export type Sampler = (typeof samplers)[number];
type Uniforms = Readonly<Record<(typeof numbers)[number] | (typeof fractions)[number], number>>;

/** How the shader is told a window or a table. */
export function uniformsOf(voi: Voi): Pick<Uniforms, 'curve' | 'centre' | 'width' | 'firstHu' | 'levelCount'> {
  const none = { centre: 0, width: 0, firstHu: 0, levelCount: 0 };
  if (isTable(voi)) return { ...none, curve: 2, firstHu: voi.firstHu, levelCount: voi.levels.length };
  const { centerHu, widthHu, curve } = voi;
  if (curve === 'SIGMOID') return { ...none, curve: 1, centre: centerHu, width: widthHu };
  if (curve === 'LINEAR_EXACT') return { ...none, curve: 0, centre: centerHu, width: widthHu };
  return { ...none, curve: 0, centre: centerHu - 0.5, width: Math.max(1, widthHu) - 1 };
}

/** The program in one context, in use from the start. Each sampler has a texture unit of its own. */
export class GreyProgram {
  readonly #gl: WebGL2RenderingContext;
  readonly #place: (name: string) => WebGLUniformLocation | null;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    const program = gl.createProgram();
    for (const [type, source] of [
      [gl.VERTEX_SHADER, vertexShader],
      [gl.FRAGMENT_SHADER, fragmentShader],
    ] as const) {
      const shader = gl.createShader(type)!;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost())
      throw new Error(gl.getProgramInfoLog(program) ?? 'The shader does not link.');
    gl.useProgram(program);
    const places = new Map([...samplers, ...numbers, ...fractions].map((name) => [name, gl.getUniformLocation(program, name)]));
    this.#place = (name) => places.get(name as Sampler) ?? null;
    for (const [unit, name] of samplers.entries()) gl.uniform1i(this.#place(name), unit);
  }

  /** Fills the viewport with `rows` rows. */
  draw(textures: Readonly<Record<Sampler, WebGLTexture>>, uniforms: Uniforms): void {
    const gl = this.#gl;
    for (const [unit, name] of samplers.entries()) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, textures[name]);
    }
    for (const name of numbers) gl.uniform1i(this.#place(name), uniforms[name]);
    for (const name of fractions) gl.uniform1f(this.#place(name), uniforms[name]);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }
}
