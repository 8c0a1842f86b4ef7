import type { Destination } from './destination';

/** Writes files into a destination and finishes it, or abandons it when one of them fails; returns where it is. */
export async function writeWhole(
  files: Iterable<readonly [name: string, bytes: Uint8Array]>,
  destination: Destination,
): Promise<string> {
  let finished = false;
  try {
    for (const [name, bytes] of files) await destination.add(name, bytes);
    const place = await destination.finish();
    finished = true;
    return place;
  } finally {
    if (!finished) await destination.abandon();
  }
}
