import { breath, type SliceHu } from '../../engine';

/** A way to denoise, as the evaluation sees it: a network at a setting is one, a blur another, and none knows that it is measured. */
export interface Method {
  readonly name: string;
  readonly kind: 'input' | 'control' | 'model';
  /** The truth is for a control that may know of it what a denoiser can't, so as to be as good as it can be. */
  denoise(slice: SliceHu, truth?: Float32Array): Promise<Denoised>;
}

export interface Denoised {
  /** Row-major, as large as the slice. */
  readonly hu: Float32Array;
  readonly milliseconds: number;
}

export const inputMethod: Method = {
  name: 'input',
  kind: 'input',
  denoise: ({ hu }) => Promise.resolve({ hu, milliseconds: 0 }),
};

/** A method that is computed here and now. */
export const controlMethod = (name: string, work: (slice: SliceHu) => Float32Array): Method => ({
  name,
  kind: 'control',
  denoise: async (slice) => {
    await breath();
    const started = performance.now();
    const hu = work(slice);
    return { hu, milliseconds: performance.now() - started };
  },
});
