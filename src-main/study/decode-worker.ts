import * as workerpool from 'workerpool';
import type { Outcome } from '../contract';
import { decodeSlice } from './decode';
import type { SlicePixels } from './series';

/** Entry of a worker of the decode pool. The pixels are handed over, not copied. */
async function decode(file: Uint8Array, frame: number): Promise<InstanceType<typeof workerpool.Transfer> | Outcome<SlicePixels>> {
  const outcome = await decodeSlice(file, frame);
  if (!outcome.ok) return outcome;
  const { hu, padding } = outcome.value;
  return new workerpool.Transfer(outcome, padding ? [hu.buffer, padding.buffer] : [hu.buffer]);
}

workerpool.worker({ decode });
