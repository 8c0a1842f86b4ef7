import { zipSync } from 'fflate';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InfoReport } from '../../src-main/shell/cli/info-report';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { syntheticSlice, writeSyntheticSeries } from '../study/synthetic-series';
import { temporaryFolder } from '../temporary-folder';

const tacet = resolve(import.meta.dirname, '../../dist/main/tacet.cjs');

function run(...args: string[]): { readonly code: number | null; readonly out: string; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tacet, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return { code: status, out: stdout, said: stderr };
}
const report = (out: string): InfoReport => JSON.parse(out) as InfoReport;

describe('tacet info', () => {
  it('ends with 0 when everything was read, and says nothing beside the report', () => {
    const folder = temporaryFolder();
    writeSyntheticSeries(folder, 3);
    const { code, out, said } = run('info', folder, '--json');
    expect([code, said]).toEqual([0, '']);
    expect(out.trim().split('\n')).toHaveLength(1);
    const { studies, refused } = report(out);
    expect(refused).toEqual([]);
    expect(studies[0]).toMatchObject({ patientName: 'Tacet^Phantom', studyDate: '20260102' });
    expect(studies[0]!.series[0]).toMatchObject({
      modality: 'CT',
      description: 'series',
      images: 3,
      rows: 16,
      columns: 16,
      pixelSpacingMm: [1, 1],
      sliceSpacingMm: 2,
      regular: true,
      tiltDegrees: 0,
      transferSyntaxes: ['1.2.840.10008.1.2.1'],
      warnings: [],
    });
    expect(studies[0]!.series[0]!.files.map(({ path }) => path)).toEqual([0, 1, 2].map((i) => join(folder, `000${i}.dcm`)));
  });

  it('decodes what lies in a zip', () => {
    const zip = join(temporaryFolder(), 'study.zip');
    writeFileSync(zip, zipSync({ 'a/1': syntheticSlice(5) }));
    const { code, out } = run('info', zip, '--pixels', '--json');
    const [file] = report(out).studies[0]!.series[0]!.files;
    expect(code).toBe(0);
    const words = Buffer.from(new Int16Array(256).fill(5).buffer);
    expect(file).toMatchObject({
      path: `${zip}/a/1`,
      rows: 16,
      columns: 16,
      transferSyntax: '1.2.840.10008.1.2.1',
      storedSha256: createHash('sha256').update(words).digest('hex'),
      huMin: 5,
      huMax: 5,
      huMean: 5,
    });
  });

  it('ends with 3 when some of it was refused, and says what and why', () => {
    const folder = temporaryFolder();
    writeSyntheticSeries(folder, 2);
    writeFileSync(join(folder, 'notes.txt'), 'hello');
    const json = run('info', folder, '--json');
    expect([json.code, json.said]).toEqual([3, '']);
    expect(report(json.out).refused).toMatchObject([{ path: join(folder, 'notes.txt'), code: 'not-dicom' }]);
    const { code, out } = run('info', folder);
    expect(code).toBe(3);
    expect(out).toContain(`Refused: 1 file\n  This is not a DICOM file.`);
    expect(out).toContain(join(folder, 'notes.txt'));
  });

  it('ends with 1 when the place is not there: what, where, what to do, in one line', () => {
    const nowhere = join(temporaryFolder(), 'nowhere');
    const { code, out, said } = run('info', nowhere);
    expect([code, out, said]).toEqual([1, '', `There is nothing at this place: ${nowhere}. Check the path.\n`]);
    expect(run('info', nowhere, '--json')).toMatchObject({ code: 1, said });
  });

  it('ends with 0 for an empty folder', () => {
    expect(run('info', temporaryFolder())).toEqual({ code: 0, out: 'There are no images here.\n', said: '' });
  });

  it.each([[['info']], [['info', '--colour', 'x']], [['serve', '--port', 'eighty']], [['serve', '--port', '70000']]])(
    'ends with 2 when it is not used as meant: tacet %j',
    (args) => {
      const { code, out, said } = run(...args);
      expect([code, out]).toEqual([2, '']);
      expect(said).toMatch(/^error: /);
    },
  );

  it('does not let names paint the terminal', () => {
    const folder = join(temporaryFolder(), 'a\u001b[31mred\nline');
    mkdirSync(folder);
    writeFileSync(join(folder, 'x'), 'no image');
    const { out } = run('info', folder);
    // eslint-disable-next-line no-control-regex -- that there are none is what is tested
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(out).toContain('a [31mred line');
  });

  it.skipIf(!haveSharedData)(`prints a table a study${whySkipped}`, () => {
    const { code, out } = run('info', sharedData('siemens-chest'));
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'LungFCP-01-0001 · 1999-07-24',
      '  series  modality  images     pixels  pixel mm  step mm  description',
      '       2  CT            26  512 x 512     0.760     1.00  Thorax  2.0  B31f',
      '',
    ]);
  });
});
