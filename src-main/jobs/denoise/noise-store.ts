import { mkdtempSync, promises as fs, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StoredNoise {
  /** HU, row-major. */
  readonly noiseHu: Float32Array;
  readonly sigmaHu: number;
}
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
  readonly sigmaHu: number;
  readonly milliseconds: number;
}

const keyOf = ({ seriesId, modelSha256, index }: NoiseOf): string => `${modelSha256} ${seriesId} ${index}`;

/**
 * The predicted noise of denoised slices: a megabyte a slice, so it lies in a private temporary folder (0700) that goes with `dispose`, and
 * memory stays free for pixels.
 */
export class NoiseStore {
  private readonly entries = new Map<string, Entry>();
  private folder: string | null = null;
  private files = 0;

  async put(of: NoiseOf, { noiseHu, sigmaHu }: StoredNoise, milliseconds: number): Promise<void> {
    this.folder ??= mkdtempSync(join(tmpdir(), 'tacet-noise-'));
    const file = join(this.folder, `${this.files++}.f32`);
    await fs.writeFile(file, new Uint8Array(noiseHu.buffer, noiseHu.byteOffset, noiseHu.byteLength), { mode: 0o600 });
    this.entries.set(keyOf(of), { ...of, file, sigmaHu, milliseconds });
  }

  /** Null when this slice was not denoised with this model. */
  async get(of: NoiseOf): Promise<StoredNoise | null> {
    const entry = this.entries.get(keyOf(of));
    if (!entry) return null;
    const bytes = await fs.readFile(entry.file);
    // A Buffer may be a view on more, and begin where a float cannot.
    return { noiseHu: new Float32Array(Uint8Array.from(bytes).buffer), sigmaHu: entry.sigmaHu };
  }

  /** The slices of a series that are there, by index. */
  list(seriesId: string, modelSha256: string): readonly Pick<Entry, 'index' | 'sigmaHu' | 'milliseconds'>[] {
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
