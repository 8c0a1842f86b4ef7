import { describe, expect, it } from 'vitest';
import { makePhantom, type Phantom, phantomKinds } from '../../../src-main/engine/simulation';

const size = 256;
const chest = makePhantom({ kind: 'chest', slices: 48, seed: 1, size });
const sliceAt = (phantom: Phantom, z: number): Float32Array =>
  phantom.slice(
    Array.from({ length: phantom.slices }, (_, i) => i).reduce(
      (best, i) => (Math.abs(phantom.zMm(i) - z) < Math.abs(phantom.zMm(best) - z) ? i : best),
      0,
    ),
  );
/** Mean HU of 3 × 3 pixels about a place in mm, x to the patient's left, y to the back. */
const huAt = (phantom: Phantom, hu: Float32Array, x: number, y: number): number => {
  const middle = (phantom.size - 1) / 2;
  const [row, column] = [y, x].map((mm) => Math.round(mm / phantom.pixelMm + middle));
  let sum = 0;
  for (let i = -1; i <= 1; i++) for (let j = -1; j <= 1; j++) sum += hu[(row! + i) * phantom.size + column! + j]!;
  return sum / 9;
};

describe.each(phantomKinds)('the %s phantom', (kind) => {
  it('is made of numbers a scanner can store, and follows from its seed', () => {
    const options = { kind, slices: 6, seed: 4, size: 96 };
    const [one, again] = [makePhantom(options), makePhantom(options)];
    for (const index of [0, 3, 5]) {
      const hu = one.slice(index);
      expect(hu.every((value) => value >= -1024 && value <= 3071)).toBe(true);
      expect(again.slice(index)).toEqual(hu);
    }
    // In any order: a slice depends on its height alone.
    expect(one.slice(0)).toEqual(again.slice(0));
  });

  it('has no hole at any height, whole millimetres among them, where an organ begins', () => {
    const all = makePhantom({ kind, slices: 120, seed: 4, size: 48 });
    for (let index = 0; index < 120; index++) {
      const hu = all.slice(index);
      expect(hu.every(Number.isFinite), `at ${all.zMm(index)} mm`).toBe(true);
    }
  });
});

describe('the chest', () => {
  it('has 48 slices of 5 mm by default, from the domes of the liver to the tips of the lungs, head last', () => {
    expect(chest.sliceSpacingMm).toBe(5);
    expect(chest.zMm(0)).toBeLessThan(-110);
    expect(chest.zMm(47)).toBeGreaterThan(110);
  });

  it('has the HU of its tissues where they lie', () => {
    const hila = sliceAt(chest, 0);
    expect(huAt(chest, hila, -90, 20)).toBeGreaterThan(-960);
    expect(huAt(chest, hila, 90, 50)).toBeLessThan(-700);
    expect(Math.abs(huAt(chest, hila, 24.5, 52) - 42), 'aorta').toBeLessThan(8);
    const heart = sliceAt(chest, -45);
    expect(Math.abs(huAt(chest, heart, 30, -25) - 45), 'heart').toBeLessThan(12);
    const trachea = sliceAt(chest, 80);
    expect(huAt(chest, trachea, 0, 8), 'trachea').toBeLessThan(-900);
    const liver = sliceAt(chest, -115);
    expect(Math.abs(huAt(chest, liver, -70, 0) - 58), 'liver').toBeLessThan(8);
    // A whole level of the spine: bodies of spongy bone with discs between them.
    const spine = Array.from({ length: 13 }, (_, i) => huAt(chest, chest.slice(18 + i), 0, 66));
    expect(Math.max(...spine), 'vertebral body').toBeGreaterThan(150);
    expect(Math.min(...spine), 'disc').toBeLessThan(110);
    // Air around, and a couch under the back.
    expect(huAt(chest, hila, 0, -170)).toBe(-1000);
    const under = Array.from({ length: 40 }, (_, i) => huAt(chest, hila, 0, 130 + i));
    expect(Math.max(...under.slice(5))).toBeGreaterThan(-900);
  });

  it('fills most of the field of view, from side to side', () => {
    const hu = sliceAt(chest, 0);
    const middle = hu.subarray((size / 2) * size, (size / 2 + 1) * size);
    expect([...middle].filter((value) => value > -990).length / size).toBeGreaterThan(0.8);
  });

  it('has ribs: bone in pieces round the lungs, on both sides, in every slice', () => {
    for (const z of [-60, -20, 20, 60]) {
      const hu = sliceAt(chest, z);
      let [right, left] = [0, 0];
      for (let i = 0; i < hu.length; i++) {
        const x = ((i % size) - (size - 1) / 2) * chest.pixelMm;
        if (hu[i]! < 400 || Math.abs(x) < 45) continue;
        if (x < 0) right++;
        else left++;
      }
      expect(Math.min(right, left), `at ${z} mm`).toBeGreaterThan(60);
    }
  });

  it('has vessels that fill both lungs: bright lines in every quarter of each', () => {
    const hu = sliceAt(chest, 10);
    for (const [fromX, toX] of [
      [-120, -60],
      [60, 120],
    ] as const)
      for (const [fromY, toY] of [
        [-60, 0],
        [0, 60],
      ] as const) {
        let [lung, vessel] = [0, 0];
        for (let i = 0; i < hu.length; i++) {
          const x = ((i % size) - (size - 1) / 2) * chest.pixelMm;
          const y = (Math.floor(i / size) - (size - 1) / 2) * chest.pixelMm;
          if (x < fromX || x > toX || y < fromY || y > toY) continue;
          lung++;
          if (hu[i]! > -700 && hu[i]! < 100) vessel++;
        }
        expect(vessel / lung, `${fromX}, ${fromY}`).toBeGreaterThan(0.01);
      }
  });

  it('is continuous: slices 1 mm apart differ far less than slices 5 mm apart', () => {
    const dense = makePhantom({ kind: 'chest', slices: 240, seed: 1, size });
    expect(dense.sliceSpacingMm).toBe(1);
    const apart = (steps: number): number => {
      let sum = 0;
      for (const start of [30, 90, 150, 200]) {
        const [a, b] = [dense.slice(start), dense.slice(start + steps)];
        sum += a.reduce((total, value, i) => total + Math.abs(value - b[i]!), 0) / a.length / 4;
      }
      return sum;
    };
    const [near, far] = [apart(1), apart(5)];
    expect(near).toBeLessThan(0.45 * far);
    // Most pixels hardly change from one millimetre to the next.
    expect(near).toBeLessThan(18);
  });

  it('shows thin vessels longer and fainter in thick slices than in thin ones', () => {
    const thin = makePhantom({ kind: 'chest', slices: 240, seed: 1, size });
    const of = (hu: Float32Array, least: number, most: number): number =>
      hu.reduce((count, value, i) => {
        const x = ((i % size) - (size - 1) / 2) * chest.pixelMm;
        return count + Number(Math.abs(x) > 70 && Math.abs(x) < 115 && value > least && value < most);
      }, 0);
    // The same height: slice 24 of 48 lies at 4.5 mm, slice 122 of 240 too.
    expect(thin.zMm(122)).toBeCloseTo(chest.zMm(24), 0);
    const [thick, fine] = [chest.slice(24), thin.slice(122)];
    const faintShare = (hu: Float32Array): number => of(hu, -780, -300) / of(hu, -780, 100);
    expect(of(thick, -780, 100)).toBeGreaterThan(of(fine, -780, 100));
    expect(faintShare(thick)).toBeGreaterThan(faintShare(fine) + 0.02);
  });
});

describe('the abdomen', () => {
  const seeds = [1, 2, 3, 4, 5, 6];
  const bellies = seeds.map((seed) => makePhantom({ kind: 'abdomen', slices: 60, seed, size }));
  /** The commonest HU of a region, to 4 HU: an organ's own, whatever lies beside it. */
  const commonest = (
    phantom: Phantom,
    hu: Float32Array,
    [fromX, toX]: readonly [number, number],
    [fromY, toY]: readonly [number, number],
  ): number => {
    const counts = new Map<number, number>();
    for (let i = 0; i < hu.length; i++) {
      const x = ((i % size) - (size - 1) / 2) * phantom.pixelMm;
      const y = (Math.floor(i / size) - (size - 1) / 2) * phantom.pixelMm;
      if (x < fromX || x > toX || y < fromY || y > toY) continue;
      const value = 4 * Math.round(hu[i]! / 4);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].reduce((best, pair) => (pair[1] > best[1] ? pair : best))[0];
  };

  it('has the liver at the patient’s right, fatty to enhanced, and fat under the skin', () => {
    for (const phantom of bellies) {
      const liver = commonest(phantom, sliceAt(phantom, 110), [-110, -50], [-50, 20]);
      expect(liver).toBeGreaterThan(5);
      expect(liver).toBeLessThan(125);
      const hu = sliceAt(phantom, 60);
      const share = hu.filter((value) => Math.abs(value + 105) < 25).length / hu.filter((value) => value > -300).length;
      expect(share, 'fat').toBeGreaterThan(0.15);
    }
  });

  it('has bone in every slice, gas in the bowel of some, lung above the diaphragm', () => {
    const inBody = (phantom: Phantom, hu: Float32Array, least: number, most: number, withinMm = 90): number => {
      let count = 0;
      for (let i = 0; i < hu.length; i++) {
        const away = Math.hypot(Math.floor(i / size) - (size - 1) / 2, (i % size) - (size - 1) / 2) * phantom.pixelMm;
        if (away < withinMm && hu[i]! > least && hu[i]! < most) count++;
      }
      return count;
    };
    for (const phantom of bellies) {
      for (const z of [-10, 40, 90, 140, 185])
        expect(inBody(phantom, sliceAt(phantom, z), 250, 4000, 140), `at ${z} mm`).toBeGreaterThan(100);
      expect(inBody(phantom, sliceAt(phantom, 184), -950, -780)).toBeGreaterThan(500);
    }
    const gas = bellies.map((phantom) => inBody(phantom, sliceAt(phantom, 40), -1000, -900));
    expect(gas.filter((pixels) => pixels > 20).length).toBeGreaterThan(1);
  });

  it('comes without contrast medium and with: the aorta of some is blood, of others far brighter', () => {
    const aorta = Array.from({ length: 12 }, (_, seed) => {
      const phantom = makePhantom({ kind: 'abdomen', slices: 60, seed, size: 128 });
      const hu = phantom.slice(20);
      let brightest = 0;
      // Before the spine, left of the middle; plaques and bone are brighter still.
      for (let y = 22; y < 42; y += 2)
        for (let x = -6; x < 20; x += 2) {
          const value = huAt(phantom, hu, x, y);
          if (value < 330) brightest = Math.max(brightest, value);
        }
      return brightest;
    });
    expect(Math.min(...aorta)).toBeLessThan(75);
    expect(Math.max(...aorta)).toBeGreaterThan(150);
  });

  it('varies: no two seeds have the same waist', () => {
    const area = (phantom: Phantom): number => sliceAt(phantom, 60).filter((value) => value > -300).length;
    const areas = bellies.map(area).sort((a, b) => a - b);
    expect(areas.at(-1)! / areas[0]!).toBeGreaterThan(1.15);
    expect(new Set(areas).size).toBe(areas.length);
  });
});

describe('the others', () => {
  it('water: 0 HU in 200 mm, air outside', () => {
    const phantom = makePhantom({ kind: 'water', slices: 3, seed: 1, size });
    const hu = phantom.slice(1);
    for (let i = 0; i < hu.length; i++) {
      const away = Math.hypot(Math.floor(i / size) - (size - 1) / 2, (i % size) - (size - 1) / 2) * phantom.pixelMm;
      if (away < 99) expect(hu[i]).toBe(0);
      if (away > 101) expect(hu[i]).toBe(-1000);
    }
  });
  it("discs: the FDA's four contrasts at 40 mm from the middle", () => {
    const phantom = makePhantom({ kind: 'discs', slices: 1, seed: 1, size: 512 });
    const hu = phantom.slice(0);
    const places = [
      [40, 0, 14],
      [0, 40, 7],
      [-40, 0, 5],
      [0, -40, 3],
    ] as const;
    for (const [x, y, contrast] of places) expect(huAt(phantom, hu, x, y)).toBeCloseTo(contrast, 5);
    expect(huAt(phantom, hu, 0, 0)).toBe(0);
  });
  it('head: brain within a skull', () => {
    const phantom = makePhantom({ kind: 'head', slices: 20, seed: 1, size });
    const hu = phantom.slice(12);
    const brain = huAt(phantom, hu, 30, 0);
    expect(brain).toBeGreaterThan(5);
    expect(brain).toBeLessThan(60);
    const row = hu.subarray((size / 2) * size, (size / 2 + 1) * size);
    expect(Math.max(...row)).toBeGreaterThan(1000);
  });
  it('head: skulls, ventricles and what is wrong vary with the seed', () => {
    const heads = Array.from({ length: 12 }, (_, seed) => {
      const hu = makePhantom({ kind: 'head', slices: 20, seed, size: 128 }).slice(9);
      const count = (least: number, most: number): number => hu.filter((value) => value > least && value < most).length;
      return { bone: count(300, 4000), clot: count(50, 90) };
    });
    const bones = heads.map(({ bone }) => bone).sort((a, b) => a - b);
    expect(bones.at(-1)! / bones[0]!).toBeGreaterThan(1.3);
    const clots = heads.map(({ clot }) => clot).sort((a, b) => a - b);
    expect(clots.at(-1)!).toBeGreaterThan(clots[0]! + 20);
  });
});
