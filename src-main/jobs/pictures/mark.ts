import type { Picture } from './picture';

/** Letters of 5 × 7 pixels, those that the mark needs: a row is a digit to base 32, its highest bit on the left. */
const letters: Readonly<Record<string, string>> = {
  A: 'ehhvhhh',
  C: 'ehgggge',
  D: 'uhhhhhu',
  E: 'vgguggv',
  F: 'vgguggg',
  G: 'ehgnhhf',
  I: 'e44444e',
  N: 'hpljhhh',
  O: 'ehhhhhe',
  R: 'uhhukih',
  S: 'fgge11u',
  T: 'v444444',
  U: 'hhhhhhe',
  '0': 'ehjlphe',
  '1': '4c4444e',
  '2': 'eh1248v',
  '3': 'v2421he',
  '4': '26aiv22',
  '5': 'vgu11he',
  '6': '68guhhe',
  '7': 'v124888',
  '8': 'ehhehhe',
  '9': 'ehhf12c',
  '%': 'op248j3',
  '-': '000e000',
};
const letter = { rows: 7, columns: 5 } as const;
/** From one letter, or line, to the next. */
const step = { across: 6, down: 9 } as const;
/** From here on a letter's pixel is two of the picture's, so that the mark stays legible on a screen that shows it whole. */
const largePx = 1024;

/**
 * A grey picture with words in its lower left corner, white on black, as many lines as its width makes necessary: what command lines write has no
 * page to draw text with. Words of the letters above; others would be blank.
 */
export function marked(picture: Picture, words: string): Picture {
  const { rows, columns } = picture;
  const scale = Math.min(rows, columns) < largePx ? 1 : 2;
  const lines = wrapped(words, Math.floor((columns - 1) / (step.across * scale)));
  const pixels = picture.pixels.slice();
  const top = rows - scale * step.down * lines.length;
  for (const [line, text] of lines.entries())
    drawLine(text, { left: 0, top: top + scale * step.down * line, scale }, (row, column, level) => {
      if (row >= 0 && row < rows && column < columns) pixels[row * columns + column] = level;
    });
  return { ...picture, pixels };
}

function wrapped(words: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && longer.length <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

/** A line with a pixel of black around it. */
function drawLine(text: string, { left, top, scale }: Place, put: (row: number, column: number, level: number) => void): void {
  for (let row = 0; row < scale * step.down; row++)
    for (let column = 0; column < scale * (step.across * text.length + 1); column++) {
      const [y, x] = [Math.floor(row / scale) - 1, Math.floor(column / scale) - 1];
      put(top + row, left + column, isInk(text[Math.floor(x / step.across)] ?? ' ', y, x % step.across) ? 255 : 0);
    }
}

function isInk(character: string, row: number, column: number): boolean {
  if (row < 0 || row >= letter.rows || column < 0 || column >= letter.columns) return false;
  return ((parseInt(letters[character]?.[row] ?? '0', 32) >> (letter.columns - 1 - column)) & 1) === 1;
}
