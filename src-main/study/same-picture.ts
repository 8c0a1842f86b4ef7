import type { Outcome } from '../contract';
import type { DecodePool } from './decode-pool';
import { shared } from './shared-file';

/**
 * Whether two files that claim to be one image show the same HU. Byte for byte the same is the common case, a copy; the others are decoded,
 * since one and the same image may be packed in two ways. A file that cannot be read or decoded is like no other.
 */
export async function samePicture(
  a: Outcome<Uint8Array>,
  b: Outcome<Uint8Array>,
  pool: Pick<DecodePool, 'decodeShared'>,
): Promise<boolean> {
  if (!a.ok || !b.ok) return false;
  if (Buffer.compare(a.value, b.value) === 0) return true;
  const files = [shared(a.value), shared(b.value)] as const;
  for (let frame = 0; ; frame++) {
    const [mine, other] = [await pool.decodeShared(files[0], frame), await pool.decodeShared(files[1], frame)];
    if (!mine.ok || !other.ok) return frame > 0 && !mine.ok && !other.ok;
    if (mine.value.hu.length !== other.value.hu.length || mine.value.hu.some((hu, i) => hu !== other.value.hu[i])) return false;
  }
}
