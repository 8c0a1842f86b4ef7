import * as workerpool from 'workerpool';
import type { Outcome } from '../contract';
import { openImage } from '../dicom';
import { decodeFrame, decodeSlice } from './decode';
import type { SlicePixels } from './series';
import type { SharedFile } from './shared-file';

type Handed = InstanceType<typeof workerpool.Transfer> | Outcome<SlicePixels>;

/** Entry of a worker of the decode pool: a frame of a file that is this thread's own. */
const decode = async (file: Uint8Array, frame: number): Promise<Handed> => handed(await decodeSlice(file, frame));

/** The shared file that was opened last: its functional groups are read once, and not again for each frame. */
let last: { readonly key: number; readonly image: ReturnType<typeof openImage> } | null = null;

async function decodeShared({ key, bytes }: SharedFile, frame: number): Promise<Handed> {
  if (last?.key !== key) last = { key, image: openImage(bytes) };
  const { image } = last;
  return image.ok ? handed(await decodeFrame(image.value, frame)) : image;
}

/** The pixels are handed over, not copied. */
function handed(outcome: Outcome<SlicePixels>): Handed {
  if (!outcome.ok) return outcome;
  const { hu, padding, rgba } = outcome.value;
  const arrays = [hu, padding, rgba].filter((array) => array !== null);
  return new workerpool.Transfer(
    outcome,
    arrays.map(({ buffer }) => buffer),
  );
}

workerpool.worker({ decode, decodeShared });
