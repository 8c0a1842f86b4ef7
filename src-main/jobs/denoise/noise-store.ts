import { mkdtempSync, promises as fs, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NoisePrediction } from '../../engine';

export type StoredNoise = Pick<NoisePrediction, 'noiseHu' | 'sigmaHu' | 'bands' | 'strengths'>;
/** What is said of a slice's noise without reading it. */
export type NoiseFacts = Pick<StoredNoise, 'sigmaHu' | 'strengths'> & { readonly milliseconds: number };
export interface NoiseOf {
  readonly seriesId: string;
  /** SHA-256 of the model's weights: a model that was made anew under its old name has noise of its own. */
  readonly modelSha256: string;
  readonly index: number;
}

interface Entry {
  readonly seriesId: string;
  readonly modelSha256: string;
  readonly index: number;
  readonly file: string;
  readonly facts: NoiseFacts;
  readonly bandRows: number;
  readonly bandColumns: number;
}

const keyOf = ({ seriesId, modelSha256, index }: NoiseOf): string => `${modelSha256} ${seriesId} ${index}`;

/**
 * The predicted noise of denoised slices: a megabyte and a half a slice, so it lies in a private temporary folder (0700) that goes with `dispose`, and
 * memory stays free for pixels.
 */
export class NoiseStore {
  private readonly entries = new Map<string, Entry>();
  private folder: string | null = null;
  private files = 0;

  async put(of: NoiseOf, { noiseHu, bands, sigmaHu, strengths }: StoredNoise, milliseconds: number): Promise<void> {
    this.folder ??= mkdtempSync(join(tmpdir(), 'tacet-noise-'));
    const file = join(this.folder, `${this.files++}.f32`);
    // As one piece: the Node of an old Electron writes no lists.
    const parts = [noiseHu, bands.broad, bands.narrow].map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength));
    await fs.writeFile(file, Buffer.concat(parts), { mode: 0o600 });
    const facts = { sigmaHu, strengths, milliseconds };
    this.entries.set(keyOf(of), { ...of, file, facts, bandRows: bands.rows, bandColumns: bands.columns });
  }

  /** Null when this slice was not denoised with this model. */
  async get(of: NoiseOf): Promise<StoredNoise | null> {
    const entry = this.entries.get(keyOf(of));
    if (!entry) return null;
    // A Buffer may be a view on more, and begin where a float cannot.
    const all = new Float32Array(Uint8Array.from(await fs.readFile(entry.file)).buffer);
    const { bandRows: rows, bandColumns: columns } = entry;
    const ofBand = rows * columns;
    const ofNoise = all.length - 2 * ofBand;
    return {
      noiseHu: all.slice(0, ofNoise),
      bands: { rows, columns, broad: all.slice(ofNoise, ofNoise + ofBand), narrow: all.slice(ofNoise + ofBand) },
      sigmaHu: entry.facts.sigmaHu,
      strengths: entry.facts.strengths,
    };
  }

  /** The slices of a series that are there. */
  list(seriesId: string, modelSha256: string): readonly { readonly index: number; readonly facts: NoiseFacts }[] {
    return [...this.entries.values()].filter((entry) => entry.seriesId === seriesId && entry.modelSha256 === modelSha256);
  }

  /** Forgets the noise of every series that is not wanted any more. */
  async retain(isWanted: (seriesId: string) => boolean): Promise<void> {
    for (const [key, { seriesId, file }] of [...this.entries]) {
      if (isWanted(seriesId)) continue;
      this.entries.delete(key);
      await fs.unlink(file);
    }
  }

  dispose(): void {
    this.entries.clear();
    if (this.folder !== null) rmSync(this.folder, { recursive: true });
    this.folder = null;
  }
}
