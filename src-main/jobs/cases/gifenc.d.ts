/** What Tacet uses of gifenc, which comes without types. */
declare module 'gifenc' {
  export interface FrameOptions {
    /** Colours [red, green, blue], 0 to 255; the first frame's is for all. */
    readonly palette?: readonly (readonly number[])[];
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    /** Milliseconds. */
    readonly delay?: number;
    /** 1: the next frame is drawn over this one. */
    readonly dispose?: number;
  }
  export function GIFEncoder(): {
    /** One palette entry a pixel, row-major. */
    writeFrame(entries: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  };
}
