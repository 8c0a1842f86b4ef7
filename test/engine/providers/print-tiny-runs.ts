import { onnxruntimeInterpreter } from '../../../src-main/engine/primitives/onnxruntime';
import { troubleOf } from '../../../src-main/contract';
import { tinyRuns } from './tiny-runs';

/** A process of its own: a provider is named, and its libraries are found, by what the environment says when it starts. */
async function print(): Promise<void> {
  const interpreter = await onnxruntimeInterpreter(1);
  console.log(JSON.stringify({ device: interpreter.device, runs: await tinyRuns(interpreter) }));
}
print().catch((reason: unknown) => console.log(JSON.stringify({ trouble: troubleOf(reason) })));
