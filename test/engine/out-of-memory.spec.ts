import { describe, expect, it } from 'vitest';
import { TacetError } from '../../src-main/contract';
import { plainly } from '../../src-main/engine';

/** What was really thrown, by whom. */
const thrown: readonly (readonly [string, () => unknown])[] = [
  ['std::bad_alloc of C++', () => new Error('std::bad_alloc')],
  [
    "onnxruntime's arena",
    () =>
      new Error(
        "Non-zero status code returned while running Pad node. Name:'' Status Message: bfc_arena.cc:360 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*) Failed to allocate memory for requested buffer of size 21299200",
      ),
  ],
  ['TensorFlow', () => new Error('OOM when allocating tensor with shape[64,256,256,48] and type float on device:CPU:0')],
  ['CUDA', () => new Error('RESOURCE_EXHAUSTED: failed to allocate 4.00GiB')],
  [
    'a typed array of JavaScript',
    () => {
      try {
        return new Float32Array(2 ** 50);
      } catch (reason) {
        return reason;
      }
    },
  ],
  ['its buffer', () => new RangeError('Array buffer allocation failed')],
  ['WebAssembly', () => new RangeError('WebAssembly.Memory(): could not allocate memory')],
];

describe('a lack of memory', () => {
  it.each(thrown)('of %s becomes one plain error', (_, make) => {
    expect(plainly(make())).toMatchObject({ code: 'out-of-memory', message: 'There was not enough memory for this.' });
  });

  it('is not read into anything else', () => {
    const other = new Error('The filter has 3 dimensions.');
    const ours = new TacetError({ code: 'failed', message: 'Failed to allocate a place for the model.', remedy: '' });
    expect([plainly(other), plainly(ours), plainly(undefined)]).toEqual([other, ours, undefined]);
  });
});
