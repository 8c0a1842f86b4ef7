import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHu, openImage, uidFrom, writeSyntheticCt } from '../../src-main/dicom';
import { errorsOf, havePydicom, haveValidator, whyNoPydicom, whyNotValidated, withPydicom } from './validator';

const slice = (hu: ArrayLike<number>, rows: number, columns: number): Uint8Array =>
  writeSyntheticCt({
    hu,
    rows,
    columns,
    spacing: { betweenRowsMm: 0.1 + 0.2, betweenColumnsMm: 1 / 3 },
    thicknessMm: 2.5,
    positionMm: [-100.123456789, -1e-7, 1234.5678901234],
    instanceNumber: 3,
    uids: {
      study: uidFrom('study'),
      series: uidFrom('series'),
      instance: uidFrom('instance'),
      frameOfReference: uidFrom('frame'),
    },
    seriesNumber: 2,
    seriesDescription: 'Chest, a tenth of the dose',
    studyDescription: 'Synthetic chest',
    kernel: 'SHARP',
    kvp: 120,
    tubeCurrentMa: 20,
    window: { centerHu: 40, widthHu: 400 },
    at: new Date(2026, 0, 2, 3, 4, 5),
  });

describe('a synthetic CT slice', () => {
  it('reads back as the HU that were written, for every 16-bit value and any size', async () => {
    const image = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).chain(([rows, columns]) =>
      fc.record({
        rows: fc.constant(rows),
        columns: fc.constant(columns),
        hu: fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: rows * columns, maxLength: rows * columns }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(image, async ({ rows, columns, hu }) => {
        const read = openImage(slice(hu, rows, columns));
        const decoded = read.ok ? await decodeHu(read.value, 0) : read;
        expect(decoded.ok && Array.from(decoded.value.hu)).toEqual(hu);
      }),
    );
  });

  it('reads back where it lies, with numbers that fit a Decimal String', () => {
    const read = openImage(slice([0], 1, 1));
    if (!read.ok) throw new Error(read.error.message);
    const { geometry } = read.value.header.frames[0]!;
    expect(geometry.pixelSpacingMm!.betweenRowsMm).toBeCloseTo(0.3, 12);
    expect(geometry.positionMm).toEqual([-100.123456789, -1e-7, 1234.5678901234]);
    expect(read.value.header).toMatchObject({
      patientName: 'Tacet^Phantom',
      modality: 'CT',
    });
    expect(read.value.header.frames[0]!.acquisition).toMatchObject({ kernel: 'SHARP', kvp: 120, tubeCurrentMa: 20 });
  });

  it.skipIf(!haveValidator)(`has no error that dciodvfy finds${whyNotValidated}`, () => {
    expect(errorsOf(slice(new Int16Array(64 * 64), 64, 64))).toEqual([]);
  });

  it.skipIf(!havePydicom)(`is read by pydicom as it is read here${whyNoPydicom}`, () => {
    const seen = withPydicom(
      slice([-1024, 3071, 0, 32767], 2, 2),
      `{'hu': hu.ravel().tolist(), 'spacing': [float(v) for v in ds.PixelSpacing], 'name': str(ds.PatientName)}`,
    );
    expect(seen).toEqual({ hu: [-1024, 3071, 0, 32767], spacing: [0.3, 0.33333333333333], name: 'Tacet^Phantom' });
  });
});
