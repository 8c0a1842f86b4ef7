import { describe, expect, it } from 'vitest';
import { ByteLru } from '../../../src-renderer/viewer/byte-lru';

const filled = (capacity: number, keys: string): ByteLru<string> => {
  const cache = new ByteLru<string>(capacity);
  for (const key of keys) cache.set(key, key, 10);
  return cache;
};
const held = (cache: ByteLru<string>): string => [...'abcdef'].filter((key) => cache.has(key)).join('');

describe('a cache of so many bytes', () => {
  it('lets go of what was used longest ago', () => {
    const cache = filled(30, 'abc');
    cache.get('a');
    cache.set('d', 'd', 10);
    expect(held(cache)).toBe('acd');
    expect(cache.bytes).toBe(30);
  });

  it('keeps what was just put in, however large', () => {
    const cache = filled(30, 'abc');
    cache.set('d', 'd', 100);
    expect(held(cache)).toBe('d');
  });

  it('counts a value that is put in again once', () => {
    const cache = filled(100, 'aa');
    expect(cache.bytes).toBe(10);
    cache.deleteAll((key) => key === 'a');
    expect(cache.bytes).toBe(0);
  });

  it('lets go at once where it is made smaller, and keeps more where it is made larger', () => {
    const cache = filled(60, 'abcdef');
    cache.capacityBytes = 25;
    expect([held(cache), cache.bytes]).toEqual(['ef', 20]);
    cache.capacityBytes = 40;
    cache.set('a', 'a', 10);
    cache.set('b', 'b', 10);
    expect(held(cache)).toBe('abef');
  });
});
