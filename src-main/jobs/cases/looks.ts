/** What a picture looks like at a glance. */
export type Look = 'black' | 'white' | 'picture';

/** A picture whose mean grey is under a fifth of what it should be is black to the eye. */
const blackShare = 0.2;
/** And one whose darkness is under a fifth of what it should be is white. */
const whiteShare = 0.2;

/** Judges display greys 0..255 by the clean picture's. */
export function lookOf(output: Uint8Array, clean: Uint8Array): Look {
  const [shown, wanted] = [meanGrey(output), meanGrey(clean)];
  if (shown < blackShare * wanted) return 'black';
  return 255 - shown < whiteShare * (255 - wanted) ? 'white' : 'picture';
}

const meanGrey = (picture: Uint8Array): number => picture.reduce((sum, value) => sum + value, 0) / picture.length;
