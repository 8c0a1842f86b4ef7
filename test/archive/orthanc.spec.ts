import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valueOf } from '../../src-main/contract';
import { decodeStored, type Derivation, openSource, storedBytes } from '../../src-main/dicom';
import type { Attributes } from '../../src-main/dicom/attributes';
import { newAnonymiser } from '../../src-main/jobs/export/anonymising';
import { folderDestination } from '../../src-main/jobs/export/destination';
import { exportName, exportSeries } from '../../src-main/jobs/export/export-series';
import { createStudyReader, type Series } from '../../src-main/study';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { scan } from '../study/scan';
import { type Archive, haveOrthanc, send, startOrthanc, whyNoOrthanc } from './orthanc';

const plain: Derivation = {
  modelName: 'tacet',
  modelSha256: 'a'.repeat(64),
  strength: 0.5,
  contrast: 0,
  version: '1',
  at: new Date(2026, 0, 2, 3, 4, 5),
  syntax: 'explicit',
  anonymiser: null,
};
const reader = createStudyReader({ workers: 0 });

/** All that a file says, whatever the lengths of its sequences: values in hexadecimal by tag. */
const saidBy = (attributes: Attributes): unknown =>
  attributes.tags
    .filter((tag) => tag !== 'x7fe00010')
    .map((tag) => {
      const { items, value } = attributes.raw(tag)!;
      return [tag, items ? items.map(saidBy) : Buffer.from(value).toString('hex')];
    });

async function contentOf(file: Uint8Array): Promise<{ readonly said: unknown; readonly pixels: string }> {
  const source = valueOf(openSource(file));
  const stored = valueOf(await decodeStored(source, 0));
  return { said: saidBy(source.attributes), pixels: Buffer.from(storedBytes(stored)).toString('base64') };
}

describe.skipIf(!haveSharedData || !haveOrthanc)(`a derived series in a real archive${whySkipped}${whyNoOrthanc}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-test-'));
  let archive: Archive;
  beforeAll(async () => {
    archive = await startOrthanc(folder);
  }, 60_000);
  afterAll(async () => {
    await archive.stop();
    rmSync(folder, { recursive: true });
  });

  async function exported(paths: readonly string[], how: Partial<Derivation>): Promise<readonly string[]> {
    const [whole] = (await scan(paths.map((path) => sharedData(path)))).series;
    const series: Series = { ...whole!, slices: whole!.slices.slice(0, 3) };
    const derivation = { ...plain, ...how };
    const noiseOf = async (_: number, { hu }: { readonly hu: ArrayLike<number> }) =>
      Float32Array.from({ length: hu.length }, (_, i) => 9 * Math.sin(i));
    const destination = await folderDestination(join(folder, 'out'), exportName(series, derivation));
    const writing = exportSeries(
      { series, known: [series.info], reader, noiseOf, derivation, destination, pictures: 'none' },
      new AbortController().signal,
    );
    for (;;) {
      const next = await writing.next();
      if (!next.done) continue;
      const { place } = next.value!;
      return readdirSync(place).map((name) => join(place, name));
    }
  }

  interface Instance {
    readonly ID: string;
    readonly MainDicomTags: { readonly SOPInstanceUID: string };
  }

  it.each([
    ['of a Siemens chest', 'siemens-chest', {}, []],
    ['of a GE head', 'ge-head-variable-spacing', {}, []],
    ['of an Enhanced CT', 'enhanced-ct/enhanced_14_frames_shuffled.dcm', {}, []],
    ['of a Philips head, anonymised', 'philips-head-phantom/DICOM/S21570/S2020', { anonymiser: newAnonymiser() }, []],
    ['of a Siemens chest, as JPEG-LS', 'siemens-chest', { syntax: 'jpeg-ls', strength: 0.7 }, ['-xt']],
  ] as const)(
    '%s is taken by C-STORE, twice without doubling, and comes back with the same attributes and pixels',
    async (_, path, how, options) => {
      const files = await exported([path], how);
      expect(await send(files, archive.dicomPort, ...options)).toBe('');
      expect(await send(files, archive.dicomPort, ...options)).toBe('');
      const sent = files.map((file) => new Uint8Array(readFileSync(file)));
      const uids = sent.map((file) => valueOf(openSource(file)).header.sopUid);
      const instances = await archive.get<readonly Instance[]>('/instances?expand');
      const kept = instances.filter(({ MainDicomTags }) => uids.includes(MainDicomTags.SOPInstanceUID));
      expect(kept).toHaveLength(files.length);
      for (const [i, file] of sent.entries()) {
        const { ID } = kept.find(({ MainDicomTags }) => MainDicomTags.SOPInstanceUID === uids[i])!;
        expect(await contentOf(await archive.file(ID))).toEqual(await contentOf(file));
      }
    },
  );

  it('stands beside the others: one series each, of three images', async () => {
    const series = await archive.get<readonly { readonly Instances: readonly string[] }[]>('/series?expand');
    expect(series.map(({ Instances }) => Instances.length)).toEqual([3, 3, 3, 3, 3]);
  });
});
