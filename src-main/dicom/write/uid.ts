import { createHash } from 'node:crypto';

/** The class of implementations that write as this room does: fixed for ever, made once at random. */
export const implementationClassUid = '2.25.149363398536216194763986421077717024231';

/**
 * A UID under 2.25 (PS3.5 B.2) that follows from its seeds: exporting the same series again replaces the copy instead of doubling it.
 * The first 16 bytes of a SHA-256, marked as a UUID of version 8.
 */
export function uidFrom(...seeds: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(seeds)).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return `2.25.${BigInt(`0x${hash.toString('hex', 0, 16)}`).toString()}`;
}
