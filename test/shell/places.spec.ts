import { describe, expect, it } from 'vitest';
import { createPlaces, labelOf } from '../../src-main/shell/places';

const recent = { recentId: 'r1', label: 'Old scan', paths: ['/data/old'], images: 3, openedAt: 0, picture: null, desk: null };
const places = createPlaces(
  { listRecent: () => [recent] },
  { find: (id) => (id === 'u1' ? { label: 'Dropped', folder: '/tmp/u1' } : null) },
);

describe('a place', () => {
  it('is known by an id that cannot be guessed and does not tell its path', () => {
    const ids = Array.from({ length: 50 }, () => places.grant(['/secret/path']));
    expect(new Set(ids).size).toBe(50);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(places.resolve(ids[0]!)).toEqual({ ok: true, value: { paths: ['/secret/path'], label: 'path' } });
  });

  it('is not to be had by naming its path, or an id that was never given', () => {
    for (const grantId of ['/etc', '', 'r1', 'u1', '0'.repeat(32)])
      expect(places.resolveStudy({ kind: 'grant', grantId })).toMatchObject({ ok: false, error: { code: 'place-unknown' } });
    expect(places.resolveStudy({ kind: 'recent', recentId: 'u1' }).ok).toBe(false);
    expect(places.resolveStudy({ kind: 'upload', uploadId: 'r1' }).ok).toBe(false);
  });

  it('is remembered when it was granted or is a recent one; an upload is not', () => {
    const grantId = places.grant(['/a/scan', '/b']);
    expect(places.resolveStudy({ kind: 'grant', grantId })).toEqual({
      ok: true,
      value: { paths: ['/a/scan', '/b'], label: 'scan and 1 more', keeping: 'remembered' },
    });
    expect(places.resolveStudy({ kind: 'recent', recentId: 'r1' })).toEqual({
      ok: true,
      value: { paths: ['/data/old'], label: 'Old scan', keeping: 'remembered' },
    });
    expect(places.resolveStudy({ kind: 'upload', uploadId: 'u1' })).toEqual({
      ok: true,
      value: { paths: ['/tmp/u1'], label: 'Dropped', keeping: 'temporary' },
    });
  });

  it('is called by its folder', () => {
    expect(['/a/b/scan', '/a/b/scan/', '/'].map((path) => labelOf([path]))).toEqual(['scan', 'scan', '/']);
  });
});
