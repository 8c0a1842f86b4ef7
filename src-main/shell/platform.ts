import type { Outcome, PlacePurpose } from '../contract';

/** What differs between the desktop and a browser on loopback; everything else of main is the same in both. */
export interface Platform {
  readonly shell: 'desktop' | 'browser';
  /** Absolute paths chosen in the system's own dialog, null when it was dismissed. `name` is proposed for a new file. Fails where there is no dialog. */
  choosePlace(purpose: PlacePurpose, name?: string): Promise<Outcome<readonly string[] | null>>;
  /**
   * Takes over a finished file and offers it once, under `name`: the path on the page's origin where it can be fetched.
   * Null on the desktop, where an export is written into a folder that was chosen.
   */
  readonly offerDownload: ((file: string, name: string) => string) | null;
  /** Puts a PNG on the system's clipboard. Null in a browser, whose page does so itself. */
  readonly copyPng: ((png: Uint8Array) => void) | null;
}
