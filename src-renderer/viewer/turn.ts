import type { Words } from '../language/words';

/**
 * How a picture is turned and mirrored on the screen: one of the eight ways a rectangle can lie on its axes. It is mirrored first
 * (left for right), then turned clockwise by quarters.
 */
export interface Turn {
  readonly quarters: 0 | 1 | 2 | 3;
  readonly side: 'as-stored' | 'mirrored';
}
export const upright: Turn = { quarters: 0, side: 'as-stored' };

const quartersOf = (count: number): Turn['quarters'] => (((count % 4) + 4) % 4) as Turn['quarters'];
const otherSide = ({ side }: Turn): Turn['side'] => (side === 'mirrored' ? 'as-stored' : 'mirrored');

export const turnedRight = (turn: Turn): Turn => ({ ...turn, quarters: quartersOf(turn.quarters + 1) });
export const turnedLeft = (turn: Turn): Turn => ({ ...turn, quarters: quartersOf(turn.quarters - 1) });
/** Left for right as the reader sees it. Mirroring after a turn is the turn backwards after mirroring. */
export const flippedAcross = (turn: Turn): Turn => ({ quarters: quartersOf(-turn.quarters), side: otherSide(turn) });
/** Upside down as the reader sees it: left for right, and half a turn. */
export const flippedDown = (turn: Turn): Turn => ({ quarters: quartersOf(2 - turn.quarters), side: otherSide(turn) });

/** A direction on the screen (x to the right, y down) or in the picture (along a row, down a column). */
export type Direction = readonly [number, number];

/** Clockwise as seen on a screen, whose y points down: right becomes down, down becomes left. */
function rotated([x, y]: Direction, quarters: number): Direction {
  return ([[x, y] as const, [-y, x] as const, [-x, -y] as const, [y, -x] as const] as const)[quartersOf(quarters)];
}
const mirroredIf = ([x, y]: Direction, { side }: Turn): Direction => (side === 'mirrored' ? [-x, y] : [x, y]);

/** Where a direction of the picture points on the screen. */
export const onScreen = (inPicture: Direction, turn: Turn): Direction => rotated(mirroredIf(inPicture, turn), turn.quarters);
/** Which direction of the picture points there on the screen. */
export const inPicture = (direction: Direction, turn: Turn): Direction => mirroredIf(rotated(direction, -turn.quarters), turn);

/** Whether a row of the picture runs down the screen rather than across. */
export const liesOnItsSide = ({ quarters }: Turn): boolean => quarters % 2 === 1;

/** In words, for the corner of the image; '' where it lies as it was stored. */
export const turnLabel = ({ quarters, side }: Turn, words: Words['imageText']): string => words.turns[side][quarters]!;
