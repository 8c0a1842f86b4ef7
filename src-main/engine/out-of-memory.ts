import { troubleFor } from '../contract';
import { TacetError } from '../contract/outcome';

/** What is already written, a training's last checkpoint, is whole. */
const outOfMemory = (): TacetError => new TacetError(troubleFor('out-of-memory'));

/** How they say it: onnxruntime (C++), TensorFlow, JavaScript's typed arrays, and WebAssembly. */
const words = [
  /bad[_ ]alloc/,
  /failed to allocate/i,
  /OOM when allocating|resource.?exhausted/i,
  /array buffer allocation failed|invalid (typed array|array buffer) length/i,
  /out of memory|could not allocate|cannot enlarge memory/i,
];

/** What was thrown; a lack of memory, whoever met it, as the one TacetError "out-of-memory". */
export function plainly(thrown: unknown): unknown {
  if (thrown instanceof TacetError) return thrown;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return words.some((one) => one.test(text)) ? outOfMemory() : thrown;
}
