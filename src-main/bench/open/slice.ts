import { uidFrom, writeSyntheticCt } from '../../dicom';
import { makePhantom, noiseOfDose } from '../../engine/simulation';

export const sideOfSlice = 512;

/** A CT file with a slice of the painted chest in the noise of a quarter of the dose: 512 x 512, 16 bits, uncompressed. */
export function benchSlice(): Uint8Array {
  const size = sideOfSlice;
  const phantom = makePhantom({ kind: 'chest', slices: 40, seed: 1, size });
  const hu = phantom.slice(20);
  const noise = noiseOfDose({
    hu,
    size,
    pixelMm: phantom.pixelMm,
    doseFraction: 0.25,
    from: 'noise-free',
    kernel: 'standard',
    seed: 1,
  });
  const [study, series, instance, frameOfReference] = ['study', 'series', 'instance', 'frame'].map((what) =>
    uidFrom('bench', what),
  );
  return writeSyntheticCt({
    hu: hu.map((value, i) => Math.max(-1024, value + noise[i]!)),
    rows: size,
    columns: size,
    spacing: { betweenRowsMm: phantom.pixelMm, betweenColumnsMm: phantom.pixelMm },
    thicknessMm: 1,
    positionMm: [0, 0, 0],
    instanceNumber: 1,
    uids: { study: study!, series: series!, instance: instance!, frameOfReference: frameOfReference! },
    seriesNumber: 1,
    seriesDescription: 'Benchmark',
    studyDescription: 'Benchmark',
    kernel: 'STANDARD',
    kvp: 120,
    tubeCurrentMa: 50,
    window: { centerHu: 40, widthHu: 400 },
    at: new Date(0),
  });
}
