/** What a picture looks like at a glance. */
export type Look = 'unchanged' | 'black' | 'white' | 'picture';

/** A picture whose mean grey is under a fifth of what it should be is black to the eye. */
const blackShare = 0.2;
/** And one whose darkness is under a fifth of what it should be is white. */
const whiteShare = 0.2;
/** Off by no more than this, grey for grey, in nearly all pixels, it is the noisy picture again. */
const sameGrey = 1;
const sameShare = 0.9;

/** Judges an output by what went in and what should come out, all as they are displayed, 0..255. */
export function lookOf(output: Uint8Array, { noisy, clean }: { readonly noisy: Uint8Array; readonly clean: Uint8Array }): Look {
  const same = output.reduce((sum, value, i) => sum + Number(Math.abs(value - noisy[i]) <= sameGrey), 0);
  if (same >= sameShare * output.length) return 'unchanged';
  const [shown, wanted] = [meanGrey(output), meanGrey(clean)];
  if (shown < blackShare * wanted) return 'black';
  return 255 - shown < whiteShare * (255 - wanted) ? 'white' : 'picture';
}

const meanGrey = (picture: Uint8Array): number => picture.reduce((sum, value) => sum + value, 0) / picture.length;
