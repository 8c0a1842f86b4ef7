import type { Ops } from '../primitives/ops';

/**
 * Pixel-unshuffle:  every f × f square of pixels becomes one pixel of f² times the channels, so the network works on a quarter of the pixels
 * at f = 2. It only moves numbers; its backward pass moves them back.  [N,H,W,C] ⇄ [N,H/f,W/f,C·f²]
 */
export const unshuffleForward = <T>(ops: Ops<T>, x: T, factor: number): T => ops.unshuffle(x, factor);
export const unshuffleBackward = <T>(ops: Ops<T>, dOut: T, factor: number): T => ops.shuffle(dOut, factor);

/** Pixel-shuffle:  the inverse of unshuffle, and so is its backward pass. */
export const shuffleForward = <T>(ops: Ops<T>, y: T, factor: number): T => ops.shuffle(y, factor);
export const shuffleBackward = <T>(ops: Ops<T>, dOut: T, factor: number): T => ops.unshuffle(dOut, factor);
