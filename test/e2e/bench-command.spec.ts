import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fastBackends } from '../engine/backends';
import { havePydicom, whyNoPydicom } from '../oracle/pydicom';
import { temporaryFolder } from '../temporary-folder';

const tacet = resolve(import.meta.dirname, '../../dist/main/tacet.cjs');
const run = (...args: string[]) =>
  spawnSync(process.execPath, [tacet, 'bench', ...args], {
    encoding: 'utf8',
    env: { ...process.env, TACET_HOME: temporaryFolder() },
  });

interface Report {
  readonly name: string;
  readonly machine: Readonly<Record<string, unknown>>;
  readonly rows: readonly {
    readonly what: string;
    readonly ours: number;
    readonly peer: number;
    readonly peerName: string;
    readonly unit: string;
    readonly ratio: number;
    readonly difference: number;
  }[];
  readonly skipped: readonly { readonly what: string; readonly peerName: string; readonly why: string }[];
}

const onnxruntime = fastBackends.find(({ name }) => name === 'onnxruntime')!;

describe.skipIf(!onnxruntime.interpreter)(`tacet bench${onnxruntime.why}`, () => {
  it('prints finite ratios against peers that computed the same, and names who was absent, as one JSON object', () => {
    const { status, stdout } = run('engine', '--rounds', '1', '--json');
    expect(status).toBe(0);
    const { name, machine, rows, skipped } = JSON.parse(stdout) as Report;
    expect(name).toBe('engine');
    expect(machine).toMatchObject({ cores: expect.any(Number), cpu: expect.any(String), node: process.version });
    for (const row of rows) {
      expect(Math.min(row.ours, row.peer), row.what).toBeGreaterThan(0);
      expect(row.ratio, row.what).toBeCloseTo(row.peer / row.ours, 9);
      expect(row.difference, row.what).toBeLessThan(1e-3);
      expect(['ms', 'MiB']).toContain(row.unit);
    }
    for (const { what, peerName, why } of skipped) {
      expect(why, `${what} against ${peerName}`).not.toBe('');
      expect(why).not.toMatch(/did not compute the same/);
    }
    // What needs nothing but the npm registry is there on every machine.
    for (const network of ['tacet', 'seo-2018'])
      expect(rows).toContainEqual(
        expect.objectContaining({
          what: expect.stringMatching(new RegExp(`^inference, ${network}.*, onnxruntime, `)),
          peerName: expect.stringMatching(/^onnxruntime-node/),
          unit: 'ms',
        }),
      );
    // A dozen processes, each with a framework to load.
  }, 600_000);

  it.skipIf(!havePydicom)(
    `of opening a study: the same images as pydicom and dcmtk, pixels in the page, memory${whyNoPydicom}`,
    () => {
      const { status, stdout, stderr } = run('open', '--rounds', '1', '--slices', '20', '--json');
      expect(status, stderr).toBe(0);
      const { name, rows, skipped } = JSON.parse(stdout) as Report;
      expect(name).toBe('open');
      for (const row of rows) {
        expect(Math.min(row.ours, row.peer), row.what).toBeGreaterThan(0);
        expect(row.ratio, row.what).toBeCloseTo(row.peer / row.ours, 9);
      }
      expect(rows).toContainEqual(
        expect.objectContaining({ what: 'header scan, 20 files', peerName: expect.stringMatching(/^pydicom/) }),
      );
      expect(rows).toContainEqual(
        expect.objectContaining({ what: 'first picture of 20 slices, from the command on', unit: 'ms' }),
      );
      for (const { why } of skipped) expect(why).toMatch(/is not installed|does not tell|is needed/);
    },
    60_000,
  );

  it('refuses a benchmark that there is not', () => {
    const { status, stderr } = run('nothing');
    expect(status).toBe(2);
    expect(stderr).toContain('engine');
  });
});

const decoders = spawnSync('python3', ['-c', 'import pydicom, gdcm, libjpeg, openjpeg, rle, numpy']).status === 0;
const whyNoDecoders = decoders
  ? ''
  : ' (skipped: python3 with pydicom, python-gdcm and pylibjpeg with its codecs is not installed)';

describe.skipIf(!decoders)(`tacet bench open${whyNoDecoders}`, () => {
  it('decodes every syntax to the same values as pydicom, and tells how long each took', () => {
    const { status, stdout } = run('open', '--rounds', '1', '--slices', '20', '--json');
    expect(status).toBe(0);
    const { name, rows, skipped } = JSON.parse(stdout) as Report;
    expect(name).toBe('open');
    expect(skipped.filter(({ what }) => what.startsWith('decoding'))).toEqual([]);
    for (const title of ['RLE', 'JPEG lossless', 'JPEG-LS', 'JPEG 2000', 'HTJ2K'])
      expect(rows.filter(({ what }) => what.startsWith(`decoding, ${title}, `)).length, title).toBeGreaterThan(0);
    for (const row of rows) expect(row.ratio, row.what).toBeCloseTo(row.peer / row.ours, 9);
  }, 60_000);
});

it('tacet bench open says what is missing where Python has not the packages', () => {
  const { status, stdout } = spawnSync(process.execPath, [tacet, 'bench', 'open', '--rounds', '1', '--slices', '20', '--json'], {
    encoding: 'utf8',
    env: { ...process.env, TACET_HOME: temporaryFolder(), PATH: '/nowhere' },
  });
  expect(status).toBe(0);
  const { rows, skipped } = JSON.parse(stdout) as Report;
  expect(skipped.map(({ what }) => what)).toEqual(['header scan, 20 files', 'header scan, 20 files', 'decoding']);
  for (const { why } of [skipped[0]!, skipped[2]!]) expect(why).toMatch(/^python3 with pydicom.* is needed/);
  expect(rows.map(({ what }) => what)).toContain('first picture of 20 slices, from the command on');
}, 60_000);

it('tacet bench viewer draws in Chromium beside its peers, and tells how long each frame took and what the page holds', () => {
  const { status, stdout } = run('viewer', '--rounds', '1', '--slices', '10', '--json');
  expect(status).toBe(0);
  const { name, rows, skipped } = JSON.parse(stdout) as Report;
  expect(name).toBe('viewer');
  // A peer that was not fetched is the only thing that may be missing.
  for (const { peerName } of skipped) expect(['Cornerstone3D', 'its pixels']).toContain(peerName);
  for (const what of ['a frame of scrolling', 'a frame of a window drag'])
    for (const peer of [
      'cornerstone-core, canvas',
      'cornerstone-core, WebGL',
      'Tacet, in the page',
      'pictures painted beforehand',
    ])
      expect(rows.filter((row) => row.what.startsWith(what) && row.peerName === peer).length, `${what}, ${peer}`).toBe(2);
  for (const row of rows) expect(row.ratio, row.what).toBeCloseTo(row.peer / row.ours, 9);
  // All drew the same slice: cornerstone's greys are off by some levels, nothing at all would be off by half.
  for (const { what, peerName, difference } of rows) expect(difference, `${what}, ${peerName}`).toBeLessThan(0.06);
  expect(rows.map(({ what }) => what)).toContain('first picture of 10 slices, from the page’s address on');
}, 240_000);
