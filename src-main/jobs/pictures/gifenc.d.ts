/** What Tacet uses of gifenc, which comes without types. */
declare module 'gifenc' {
  /** Colours [red, green, blue], 0 to 255. */
  export type Palette = readonly (readonly number[])[];
  export interface FrameOptions {
    /** Whether the file's own description, with this palette for all, comes before the frame. */
    readonly first?: boolean;
    /** Of the first frame: for all; of another: for it alone. */
    readonly palette?: Palette;
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    /** Milliseconds. */
    readonly delay?: number;
    /** 1: the next frame is drawn over this one. */
    readonly dispose?: number;
  }
  export function GIFEncoder(options: { readonly auto: false }): {
    writeHeader(): void;
    /** One palette entry a pixel, row-major. */
    writeFrame(entries: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    /** A copy of what was written since the last `reset`. */
    bytes(): Uint8Array;
    reset(): void;
  };
  export function quantize(rgba: Uint8Array, mostColours: number): Palette;
  export function applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
}
