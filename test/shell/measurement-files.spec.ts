import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measurement, type Measurement, valueOf } from '../../src-main/contract';
import { openMeasurementFiles } from '../../src-main/shell/measurement-files';
import { temporaryFolder } from '../temporary-folder';

const study = '1.2.840.113619.2.1';
const one: Measurement = {
  id: 'a',
  kind: 'length',
  sopUid: '1.2.3',
  frame: 4,
  points: [
    { column: 0.5, row: 1.25 },
    { column: 100, row: 200 },
  ],
  name: 'Größe <b>',
};
const nothing = { measurements: [], trouble: null };

describe('the measurements of a study', () => {
  it('are there at the next start, for their user alone, each study its own', async () => {
    const folder = temporaryFolder();
    valueOf(await openMeasurementFiles(folder).write(study, [one]));
    const next = openMeasurementFiles(folder);
    expect(valueOf(await next.read(study))).toEqual({ measurements: [one], trouble: null });
    expect(valueOf(await next.read('1.2.3'))).toEqual(nothing);
    const [file] = readdirSync(join(folder, 'measurements'));
    expect(file).toMatch(/^[0-9a-f]{32}\.json$/);
    expect(statSync(join(folder, 'measurements', file!)).mode & 0o777).toBe(0o600);
  });

  it('lie in their folder whatever a UID says', async () => {
    const folder = temporaryFolder();
    const files = openMeasurementFiles(folder);
    for (const uid of ['../../x', '/etc/x', 'CON', 'a\0b', '.'.repeat(300)]) valueOf(await files.write(uid, [one]));
    expect(readdirSync(folder)).toEqual(['measurements']);
    expect(readdirSync(join(folder, 'measurements'))).toHaveLength(5);
  });

  it.each([
    ['no JSON', '{"version": 1, "meas'],
    ['empty', ''],
    ['of a version to come', JSON.stringify({ version: 2, studyUid: study, measurements: [] })],
    ['of another study', JSON.stringify({ version: 1, studyUid: '1.2', measurements: [] })],
    ['with half a length', JSON.stringify({ version: 1, studyUid: study, measurements: [{ ...one, points: [] }] })],
    [
      'with a point that is no number',
      JSON.stringify({ version: 1, studyUid: study, measurements: [one] }).replace('1.25', 'null'),
    ],
  ])('are put aside, byte for byte, where their file is %s, and one sentence says so', async (_what, text) => {
    const folder = temporaryFolder();
    const files = openMeasurementFiles(folder, () => new Date('2026-11-12T14:02:03.004Z'));
    valueOf(await files.write(study, [one]));
    const [name] = readdirSync(join(folder, 'measurements'));
    writeFileSync(join(folder, 'measurements', name!), text);
    const read = valueOf(await files.read(study));
    expect(read.measurements).toEqual([]);
    expect(read.trouble).toMatchObject({
      code: 'measurements-damaged',
      message: "The file with this study's measurements is damaged.",
    });
    valueOf(await files.write(study, []));
    const aside = name!.replace('.json', '.damaged-20261112140203004.json');
    expect(readFileSync(join(folder, 'measurements', aside), 'utf8')).toBe(text);
    expect(valueOf(await files.read(study))).toEqual(nothing);
  });

  it('are said not to be kept or readable where a folder stands in the way, and leave no rest', async () => {
    const folder = temporaryFolder();
    const files = openMeasurementFiles(folder);
    valueOf(await files.write(study, [one]));
    const [name] = readdirSync(join(folder, 'measurements'));
    const blocked = temporaryFolder();
    mkdirSync(join(blocked, 'measurements', name!, 'x'), { recursive: true });
    const refusing = openMeasurementFiles(blocked);
    expect(await refusing.write(study, [one])).toMatchObject({ ok: false, error: { code: 'measurements-not-kept' } });
    expect(await refusing.read(study)).toMatchObject({ ok: false, error: { code: 'measurements-unreadable' } });
    expect(readdirSync(join(blocked, 'measurements'))).toEqual([name]);
  });
});

describe('a measurement', () => {
  it.each([
    ['length', 2],
    ['angle', 3],
    ['cobb', 4],
    ['freehand', 40],
    ['probe', 1],
  ] as const)('of kind %s has its own number of points', (kind, points) => {
    const made = (count: number) => ({ ...one, kind, points: Array.from({ length: count }, (_, i) => ({ column: i, row: i })) });
    expect(measurement.safeParse(made(points)).success).toBe(true);
    expect(
      [0, ...(kind === 'freehand' ? [2] : [points - 1, points + 1])].map((n) => measurement.safeParse(made(n)).success),
    ).not.toContain(true);
  });
});
