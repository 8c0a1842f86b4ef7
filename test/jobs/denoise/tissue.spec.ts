import { describe, expect, it } from 'vitest';
import { ok } from '../../../src-main/contract';
import { troubleWithContent } from '../../../src-main/jobs/denoise/tissue';
import type { Slice, SlicePixels } from '../../../src-main/study';

/** Ten slices, each filled with one value; the first pixel is padding. */
const reading = (values: readonly number[]) => {
  const slices = values.map((value) => ({ path: String(value) }) as Slice);
  const looked: number[] = [];
  const readPixels = async ({ path }: Slice) => {
    looked.push(Number(path));
    const hu = new Int16Array(16).fill(Number(path));
    hu[0] = 3000;
    return ok({ rows: 4, columns: 4, hu, padding: Uint8Array.from(hu, (_, i) => Number(i === 0)) } as SlicePixels);
  };
  return { looked, trouble: () => troubleWithContent(slices, { readPixels }) };
};

describe('a series is refused by what is in it', () => {
  it('where nothing is denser than air, padding left out', async () => {
    const { trouble } = reading(Array.from({ length: 10 }, () => -770));
    expect(await trouble()).toMatchObject({ code: 'no-tissue', values: { mostHu: -770 } });
  });

  it('but not where one of the three slices that are looked at has tissue', async () => {
    const { trouble, looked } = reading([0, 0, 0, -1000, 0, -1000, 0, 40, 0, 0]);
    expect(await trouble()).toBeNull();
    expect(looked).toEqual([-1000, -1000, 40]);
  });

  it('at the price of one slice where that has tissue', async () => {
    const { trouble, looked } = reading([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await trouble()).toBeNull();
    expect(looked).toEqual([5]);
  });
});
