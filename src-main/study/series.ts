import type { GreyTable, Outcome, PixelSpacing, SeriesInfo, SliceInfo, Trouble } from '../contract';

/** One image of a series: where it lies, and its header facts. For a multi-frame file, one of its frames. */
export interface Slice {
  readonly path: string;
  readonly frame: number;
  /** How many the file holds; 1 for a classic CT. */
  readonly framesInFile: number;
  readonly transferSyntaxUid: string;
  readonly info: SliceInfo;
}

/** A display set, its slices in anatomical order (facts/dicom.md 1). A new value each time it grows. */
export interface Series {
  readonly info: SeriesInfo;
  readonly slices: readonly Slice[];
}

/** HU of one slice, row-major, decoded in the pool. */
export interface SlicePixels {
  readonly rows: number;
  readonly columns: number;
  readonly hu: Int16Array | Float32Array;
  readonly padding: Uint8Array | null;
  /** Colours of a picture that has them, 4 bytes a pixel; `hu` is then its brightness, 0 to 255. Null of a grey one. */
  readonly rgba: Uint8Array | null;
  readonly inverted: boolean;
  /** Tables from HU to grey that the image proposes besides its windows. */
  readonly tables: readonly GreyTable[];
}

export type ScanEvent =
  | { readonly kind: 'progress'; readonly filesSeen: number; readonly imagesFound: number; readonly fraction: number | null }
  /** New or grown: replaces the series with the same seriesId. */
  | { readonly kind: 'series'; readonly series: Series }
  | { readonly kind: 'series-gone'; readonly seriesId: string }
  | { readonly kind: 'refused'; readonly path: string; readonly trouble: Trouble };

/**
 * The study room as jobs and the shell see it. `scan` walks files, folders, DICOMDIRs and zips; it yields the first series as soon as the first
 * image is read, and ends by itself or when `signal` aborts. `readPixels` decodes in the worker pool.
 */
export interface StudyReader {
  scan(paths: readonly string[], signal: AbortSignal): AsyncGenerator<ScanEvent, void>;
  readPixels(slice: Slice): Promise<Outcome<SlicePixels>>;
  /** The file's own bytes (from the folder or out of the zip): what the exporter derives from. */
  readFile(slice: Slice): Promise<Outcome<Uint8Array>>;
  dispose(): Promise<void>;
}
export type { PixelSpacing };
