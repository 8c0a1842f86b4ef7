import { describe, expect, it } from 'vitest';
import { regionStatistics } from '../../../src-main/engine/quality';
import {
  cutBack,
  fitScan,
  kernelOfName,
  type KernelName,
  makePhantom,
  noiseOfDose,
  scanSlice,
  type ScanSlice,
} from '../../../src-main/engine/simulation';
import { createStudyReader } from '../../../src-main/study';
import { haveSharedData, sharedData, whySkipped } from '../../shared-data';

const size = 256;
const phantom = makePhantom({ kind: 'water', slices: 1, seed: 1, size });
const { pixelMm } = phantom;
const truth = phantom.slice(0);

/** Scans of water at so many photons a channel, as a file would hold them: whole numbers from −1024 on. */
function scanned(kernel: KernelName, photons: number, seed: number): ScanSlice {
  const how = { hu: truth, size, pixelMm, doseFraction: 1, from: 'noise-free', kernel, photons, seed } as const;
  const noise = noiseOfDose(how);
  return scanSlice(
    truth.map((hu, i) => Math.max(-1024, Math.round(hu + noise[i]!))),
    size,
    size,
    pixelMm,
  );
}

describe('what a scan’s own noise tells', () => {
  it.each(['soft', 'standard', 'lung'] as const)('the kernel that it went through: %s', (kernel) => {
    const fit = fitScan([scanned(kernel, 1e5, 11)], 0);
    expect(fit?.kernel).toBe(kernel);
    expect(fit!.misfit).toBeLessThan(0.2);
  });

  it.each([4e4, 4e5])('how many photons made it, within 10 %: %d', (photons) => {
    const fit = fitScan([scanned('standard', photons, 12)], 0);
    expect(Math.abs(fit!.photons / photons - 1)).toBeLessThan(0.1);
  });

  it('nothing where there is none, or where nothing is flat', () => {
    expect(fitScan([scanSlice(truth, size, size, pixelMm)], 0)).toBeNull();
    expect(fitScan([scanSlice(new Float32Array(size * size).fill(-1000), size, size, pixelMm)], 0)).toBeNull();
    // As small as a thumbnail.
    expect(fitScan([scanSlice(new Float32Array(16 * 16), 16, 16, 1)], 0)).toBeNull();
  });

  it('and where it tells nothing the name does: Siemens, GE, Philips', () => {
    expect(['B70f', 'Br64', 'BONE', 'LUNG', 'YC', 'D', 'EDGE'].map(kernelOfName)).toEqual(Array(7).fill('bone'));
    expect(['B20s', 'Hr36', 'SOFT', 'A'].map(kernelOfName)).toEqual(Array(4).fill('soft'));
    expect(['STANDARD', 'B40f', 'B', ''].map(kernelOfName)).toEqual(Array(4).fill('standard'));
  });
});

describe('a slice for the simulator', () => {
  it('lies in the middle of a square and is cut back to what it was', () => {
    const oblong = Float32Array.from({ length: 20 * 31 }, (_, i) => i);
    const square = scanSlice(oblong, 20, 31, 1);
    expect(square.size).toBe(31);
    expect(square.hu[0]).toBe(-1000);
    expect(cutBack(square.hu, 31, 20, 31)).toEqual(oblong);
  });

  it('has level air: noise that was cut off there would stand for matter', () => {
    const { hu } = scanned('standard', 1e4, 13);
    for (const at of [0, 5 * size + 40, size * size - 1]) expect(hu[at]).toBe(-1000);
    const middle = (size / 2) * size + size / 2;
    expect(regionStatistics(hu.slice(middle - 30, middle + 30), new Uint8Array(60).fill(1)).sdHu).toBeGreaterThan(20);
  });
});

describe.skipIf(!haveSharedData)(`the FDA’s phantom at 100 % of its dose, taken to 10 %${whySkipped}`, () => {
  const load = async (folder: string): Promise<readonly ScanSlice[]> => {
    const reader = createStudyReader({ workers: 0 });
    const slices: ScanSlice[] = [];
    for await (const event of reader.scan([sharedData('mita-lcd-phantom', folder)], new AbortController().signal)) {
      if (event.kind !== 'series') continue;
      slices.length = 0;
      for (const slice of event.series.slices) {
        const pixels = await reader.readPixels(slice);
        if (!pixels.ok) throw new Error(pixels.error.message);
        const { rows, columns, hu } = pixels.value;
        slices.push(scanSlice(hu, rows, columns, event.series.info.pixelSpacingMm!.betweenRowsMm));
      }
    }
    return slices;
  };
  /** SD by ring of 20 mm, over repeated scans of one object. */
  const profile = (scans: readonly Float32Array[], { size: side, pixelMm: mm }: ScanSlice): readonly number[] =>
    [0, 20, 40, 60].map((from) => {
      let [sum, count] = [0, 0];
      for (let i = 0; i < side * side; i++) {
        const away = Math.hypot(Math.floor(i / side) - (side - 1) / 2, (i % side) - (side - 1) / 2) * mm;
        if (away < from || away >= from + 20) continue;
        const mean = scans.reduce((total, scan) => total + scan[i]!, 0) / scans.length;
        for (const scan of scans) sum += (scan[i]! - mean) ** 2;
        count += scans.length - 1;
      }
      return Math.sqrt(sum / count);
    });

  it('has the noise of its own scans at 10 % within 5 %, from the middle to the rim', async () => {
    const [full, low] = [await load('fbp_dose100_signal_absent'), await load('fbp_dose010_signal_absent')];
    const fit = fitScan(full.slice(0, 3), 0.5)!;
    const made = full.map((slice, i) => {
      const how = { ...slice, ...fit, doseFraction: 0.1, from: 'full-dose', seed: i, bowTie: 0.5 } as const;
      const noise = noiseOfDose(how);
      return slice.hu.map((hu, at) => hu + noise[at]!);
    });
    const [ours, theirs, before] = [made, low.map(({ hu }) => hu), full.map(({ hu }) => hu)].map((scans) =>
      profile(scans, full[0]!),
    );
    ours!.forEach((sd, i) => expect(Math.abs(sd / theirs![i]! - 1), `ring ${i}: ${sd} against ${theirs![i]}`).toBeLessThan(0.05));
    // Measured there: 3.15.
    expect(Math.abs(ours![0]! / before![0]! / 3.15 - 1)).toBeLessThan(0.06);
  });
});
