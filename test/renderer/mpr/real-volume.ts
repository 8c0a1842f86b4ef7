import { valueOf } from '../../../src-main/contract';
import { createStudyReader } from '../../../src-main/study';
import { volumeOf, type Volume } from '../../../src-renderer/mpr/volume';
import type { VoxelSlice } from '../../../src-renderer/mpr/voxels';
import { sharedData } from '../../shared-data';
import { scan } from '../../study/scan';

/** The largest series of a folder of the shared data, as the page gets it. */
export async function realVolume(folder: string): Promise<{ readonly volume: Volume; readonly slices: readonly VoxelSlice[] }> {
  const { series } = await scan([sharedData(folder)]);
  const { info, slices } = [...series].sort((a, b) => b.info.images - a.info.images)[0]!;
  const reader = createStudyReader({ workers: 0 });
  const pixels = [];
  for (const slice of slices) pixels.push(valueOf(await reader.readPixels(slice)));
  const volume = valueOf(
    volumeOf(
      info,
      slices.map((slice) => slice.info),
    ),
  );
  return { volume, slices: pixels.map(({ hu, padding }) => ({ hu, padding, noise: null })) };
}
