import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { haveSharedData, sharedData } from '../shared-data';

/** A file as pydicom saw it; the rules are in the head of the script that wrote the oracle. */
export interface OracleFile {
  readonly path: string;
  readonly bytes: number;
  readonly dicom: boolean | null;
  readonly decodes?: boolean;
  readonly lossy?: boolean;
  readonly transfer_syntax?: string | null;
  readonly modality?: string;
  readonly sop_uid?: string;
  readonly patient_name?: string;
  readonly photometric?: string;
  readonly rows?: number;
  readonly cols?: number;
  readonly samples?: number;
  readonly frames?: number;
  readonly bits_allocated?: number;
  readonly bits_stored?: number;
  readonly pixel_data?: boolean;
  readonly pixel_dtype?: string;
  readonly pixel_sha256?: string;
  readonly hu_min?: number;
  readonly hu_max?: number;
  readonly hu_mean?: number;
  readonly hu_sd?: number;
  readonly frame_hu_mean?: readonly number[];
  readonly padded_pixels?: number;
  readonly hu_min_unpadded?: number;
  readonly dicomdir?: { readonly references: number; readonly missing: number };
}

export interface OracleSeries {
  readonly folder: string;
  readonly series_uid: string;
  readonly images: number;
  readonly orientations: number;
  readonly rows: readonly number[];
  readonly transfer_syntaxes: readonly string[];
  readonly spacing_mm: number | null;
  readonly gap_min_mm: number | null;
  readonly regular: boolean;
  readonly tilt_deg: number;
  readonly z_first_mm: number;
  readonly z_last_mm: number;
  readonly order: readonly string[];
}

const empty = { files: [], series: [] };
export const oracle: { readonly files: readonly OracleFile[]; readonly series: readonly OracleSeries[] } = haveSharedData
  ? (JSON.parse(readFileSync(sharedData('oracle.json'), 'utf8')) as { files: OracleFile[]; series: OracleSeries[] })
  : empty;

export const oracleBytes = (path: string): Uint8Array => new Uint8Array(readFileSync(sharedData(path)));

/** siemens-chest as pydicom reads it: its files from the lowest slice up. */
export const chestSeries = oracle.series.find(({ folder }) => folder === 'siemens-chest');

/** HU of a slice of siemens-chest, counted from 1: the file's own words, checked against pydicom's checksum. */
export function chestHu(slice: number): Int16Array {
  const path = `siemens-chest/${chestSeries!.order[slice - 1]!}`;
  const { rows, cols, pixel_sha256: sha256 } = oracle.files.find((file) => file.path === path)!;
  // The pixels are plain words at the end of these files.
  const pixels = readFileSync(sharedData(path)).subarray(-2 * rows! * cols!);
  if (createHash('sha256').update(pixels).digest('hex') !== sha256) throw new Error(`${path} is not the file that pydicom read`);
  // Slope 1, intercept -1024 throughout this series.
  return Int16Array.from({ length: rows! * cols! }, (_, at) => pixels.readUInt16LE(2 * at) - 1024);
}

/** Window centre and width to 8 bits by the wording of PS3.3 C.11.2.1.2.1. */
export function linearGrey(x: number, c: number, w: number): number {
  if (x <= c - 0.5 - (w - 1) / 2) return 0;
  if (x > c - 0.5 + (w - 1) / 2) return 255;
  return Math.round(((x - (c - 0.5)) / (w - 1) + 0.5) * 255);
}
