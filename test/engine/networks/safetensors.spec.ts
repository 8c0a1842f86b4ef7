import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSafetensors, writeSafetensors } from '../../../src-main/engine';

const tensors = fc
  .dictionary(fc.string({ minLength: 1, maxLength: 12 }), fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }), {
    maxKeys: 5,
  })
  .chain((shapes) => {
    const names = Object.keys(shapes).filter((name) => !name.startsWith('__'));
    const sizes = names.map((name) => shapes[name]!.reduce((product, length) => product * length, 1));
    return fc
      .tuple(...sizes.map((size) => fc.float32Array({ minLength: size, maxLength: size, noNaN: true })))
      .map((data) => new Map(names.map((name, i) => [name, { shape: shapes[name]!, data: data[i]! }])));
  });

/** A file with this header and so many bytes of numbers. */
function file(header: unknown, bytes = 16): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const out = new Uint8Array(8 + text.length + bytes);
  new DataView(out.buffer).setBigUint64(0, BigInt(text.length), true);
  out.set(text, 8);
  return out;
}
const entry = (change: object = {}) => ({ w: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16], ...change } });

describe('safetensors', () => {
  it('come back as they went in, any names and shapes, also from a view on a larger buffer', () => {
    fc.assert(
      fc.property(tensors, (weights) => {
        const bytes = writeSafetensors(weights, { format: 'pt' });
        const inside = Buffer.concat([Buffer.alloc(3), bytes, Buffer.alloc(5)]).subarray(3, 3 + bytes.length);
        for (const one of [bytes, inside]) {
          const read = readSafetensors(one);
          expect(read).toEqual({ ok: true, value: weights });
        }
      }),
    );
  });

  it('lie as the format says: length, JSON with dtype, shape and offsets, then little-endian numbers', () => {
    const bytes = writeSafetensors(new Map([['w', { shape: [2], data: Float32Array.of(1, -2) }]]));
    const length = Number(Buffer.from(bytes).readBigUInt64LE(0));
    expect(length % 8).toBe(0);
    expect(JSON.parse(Buffer.from(bytes.subarray(8, 8 + length)).toString())).toEqual({
      w: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
    });
    const numbers = Buffer.from(bytes.subarray(8 + length));
    expect([numbers.length, numbers.readFloatLE(0), numbers.readFloatLE(4)]).toEqual([8, 1, -2]);
    expect(readSafetensors(file(entry())).ok).toBe(true);
  });

  it.each([
    ['nothing at all', new Uint8Array(0)],
    ['a header longer than the file', file(entry()).subarray(0, 20)],
    ['a header of 2⁶³ bytes', Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 127, 123, 125)],
    ['no JSON', file('{"w": ')],
    ['JSON that is no table', file('[1, 2]')],
    ['text that is no UTF-8', Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xfe)],
    ['numbers of another kind', file(entry({ dtype: 'F16', data_offsets: [0, 8] }))],
    ['a shape that does not fit its bytes', file(entry({ shape: [3, 2] }))],
    ['a shape below 0', file(entry({ shape: [-2, -2] }))],
    ['a shape too large to count', file(entry({ shape: [2 ** 40, 2 ** 40] }))],
    ['numbers beyond the end', file(entry({ data_offsets: [8, 24] }))],
    ['numbers before the beginning', file(entry({ data_offsets: [-16, 0] }))],
    ['offsets the wrong way round', file(entry({ data_offsets: [16, 0] }))],
    ['no offsets', file({ w: { dtype: 'F32', shape: [1] } })],
    ['a name without a tensor', file({ w: null })],
  ])('of a hostile file are refused with a plain sentence: %s', (_, bytes) => {
    expect(readSafetensors(bytes)).toMatchObject({ ok: false, error: { code: 'weights-broken', message: /damaged/ } });
  });

  it('never throw, whatever bytes are changed or cut', () => {
    const good = writeSafetensors(new Map([['w', { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }]]));
    const damage = fc.record({
      at: fc.nat(good.length - 1),
      byte: fc.nat(255),
      length: fc.nat(good.length),
    });
    fc.assert(
      fc.property(damage, ({ at, byte, length }) => {
        const bytes = good.slice(0, length);
        if (at < length) bytes[at] = byte;
        expect(typeof readSafetensors(bytes).ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});
