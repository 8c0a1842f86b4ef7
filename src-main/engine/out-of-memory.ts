import { TacetError } from '../contract/outcome';

/** There was not enough memory for what was asked. What is already written (a training's last checkpoint) is whole. */
export class OutOfMemory extends TacetError {
  constructor() {
    super(
      'out-of-memory',
      'There was not enough memory for this.',
      'Close other programs and try again; a training can go on from its last checkpoint.',
    );
  }
}

/** How they say it: onnxruntime (C++), TensorFlow, JavaScript's typed arrays, and WebAssembly. */
const words = [
  /bad[_ ]alloc/,
  /failed to allocate/i,
  /OOM when allocating|resource.?exhausted/i,
  /array buffer allocation failed|invalid (typed array|array buffer) length/i,
  /out of memory|could not allocate|cannot enlarge memory/i,
];

/** What was thrown, or an OutOfMemory where that is what it says. */
export function plainly(thrown: unknown): unknown {
  if (thrown instanceof TacetError) return thrown;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return words.some((one) => one.test(text)) ? new OutOfMemory() : thrown;
}
