import { describe, expect, it } from 'vitest';
import { beginPictures } from '../../../src-main/contract';
import { pictureName } from '../../../src-renderer/pictures/names';
import { viewsOf } from '../../../src-renderer/denoise/view';
import type { Shown } from '../../../src-renderer/pictures/shown';

type Named = Parameters<typeof pictureName>[0];
const shown = (more: object): Named =>
  ({
    series: { seriesNumber: 2, description: 'Doe^Jane ../../x' },
    slices: new Array<unknown>(800),
    index: 13,
    views: viewsOf('original', 'nothing'),
    strength: 0.5,
    ...more,
  }) as unknown as Shown;

describe('what a picture is called', () => {
  it.each([
    [shown({}), 'png', 'series-2-slice-014.png'],
    [shown({ views: viewsOf('denoised', 'nothing') }), 'png', 'series-2-slice-014-denoised-50.png'],
    [shown({ views: viewsOf('blend', 'nothing'), strength: 0.25 }), 'png', 'series-2-slice-014-denoised-25.png'],
    [shown({ views: viewsOf('difference', 'nothing') }), 'png', 'series-2-slice-014-removed-50.png'],
    [shown({ views: viewsOf('swipe', 'nothing') }), 'png', 'series-2-slice-014-compared.png'],
    [shown({ views: viewsOf('side-by-side', 'nothing') }), 'gif', 'series-2-scroll-compared.gif'],
    [shown({ series: { seriesNumber: null } }), 'png-series', 'series-pictures'],
    [shown({ series: { seriesNumber: -7 } }), 'png-series', 'series-7-pictures'],
  ] as const)('is of numbers alone, and a name that main takes: %#', (of, form, name) => {
    expect(pictureName(of, form)).toBe(name);
    expect(beginPictures.request.safeParse({ form, name, grantId: null }).success).toBe(true);
  });
});
