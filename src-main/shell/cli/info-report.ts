import type { SeriesInfo, Trouble } from '../../contract';
import type { Series } from '../../study';
import type { PixelFacts } from './pixel-facts';

/** The JSON of `tacet info`; its names are fixed in CLI.md. */
export interface InfoReport {
  readonly studies: readonly StudyReport[];
  readonly refused: readonly RefusedReport[];
}

export interface RefusedReport extends Trouble {
  readonly path: string;
}

export interface StudyReport {
  readonly studyUid: string;
  readonly patientName: string;
  readonly studyDate: string;
  readonly series: readonly SeriesReport[];
}

export interface SeriesReport {
  readonly seriesUid: string;
  readonly seriesNumber: number | null;
  readonly modality: string;
  readonly description: string;
  readonly images: number;
  readonly rows: number;
  readonly columns: number;
  readonly pixelSpacingMm: readonly [row: number, column: number] | null;
  readonly sliceSpacingMm: number | null;
  readonly regular: boolean;
  readonly tiltDegrees: number;
  readonly transferSyntaxes: readonly string[];
  readonly notDenoisable: Trouble | null;
  readonly warnings: SeriesInfo['warnings'];
  readonly files: readonly FileReport[];
}

export interface FileReport extends Partial<PixelFacts> {
  readonly path: string;
  readonly sopUid: string;
}

/** A file that was refused: while scanning, or when its pixels were decoded. */
export interface Refused {
  readonly path: string;
  readonly trouble: Trouble;
}

/** Puts series under their studies, by their numbers. `facts`: of the pixels, by path, where they were asked for. */
export function infoReport(
  series: readonly Series[],
  refused: readonly Refused[],
  facts: ReadonlyMap<string, PixelFacts>,
): InfoReport {
  const studies = new Map<string, StudyReport & { readonly series: SeriesReport[] }>();
  const byNumber = (a: Series, b: Series): number => (a.info.seriesNumber ?? Infinity) - (b.info.seriesNumber ?? Infinity) || 0;
  for (const one of [...series].sort(byNumber)) {
    const { studyUid, patientId, patientName, studyDate } = one.info;
    // Files of two patients under one study UID exist; they must not appear as one patient's.
    const key = [studyUid, patientId, patientName].join('\n');
    const study = studies.get(key) ?? { studyUid, patientName, studyDate, series: [] };
    study.series.push(seriesReport(one, facts));
    studies.set(key, study);
  }
  return {
    studies: [...studies.values()],
    refused: refused.map(({ path, trouble: { code, message, remedy } }) => ({ path, code, message, remedy })),
  };
}

function seriesReport({ info, slices }: Series, facts: ReadonlyMap<string, PixelFacts>): SeriesReport {
  const { pixelSpacingMm: spacing } = info;
  // A multi-frame file stands where its first frame does.
  const sopUids = new Map(slices.map(({ path, info: { sopUid } }) => [path, sopUid]));
  return {
    seriesUid: info.seriesUid,
    seriesNumber: info.seriesNumber,
    modality: info.modality,
    description: info.description,
    images: info.images,
    rows: info.rows,
    columns: info.columns,
    pixelSpacingMm: spacing && [spacing.betweenRowsMm, spacing.betweenColumnsMm],
    sliceSpacingMm: info.sliceSpacingMm,
    regular: info.regular,
    tiltDegrees: info.tiltDegrees,
    transferSyntaxes: [...new Set(slices.map(({ transferSyntaxUid }) => transferSyntaxUid))],
    notDenoisable: info.notDenoisable,
    warnings: info.warnings,
    files: [...sopUids].map(([path, sopUid]) => ({ path, sopUid, ...facts.get(path) })),
  };
}
