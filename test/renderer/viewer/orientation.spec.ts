import { describe, expect, it } from 'vitest';
import { en } from '../../../src-renderer/language/en';
import { edgeLetters } from '../../../src-renderer/viewer/orientation';
import {
  flippedAcross,
  flippedDown,
  type Turn,
  turnedLeft,
  turnedRight,
  turnLabel,
  upright,
} from '../../../src-renderer/viewer/turn';

describe('the letters at the edges', () => {
  it.each([
    ['axial, supine', [1, 0, 0, 0, 1, 0], 'R L A P'],
    ['axial, prone', [-1, 0, 0, 0, -1, 0], 'L R P A'],
    ['coronal', [1, 0, 0, 0, 0, -1], 'R L H F'],
    ['sagittal', [0, 1, 0, 0, 0, -1], 'A P H F'],
    ['axial with 10 degrees of tilt', [1, 0, 0, 0, 0.985, -0.174], 'R L A P'],
    ['axial with 30 degrees of tilt', [1, 0, 0, 0, 0.866, -0.5], 'R L AH PF'],
  ] as const)('of %s', (_name, orientation, expected) => {
    const { left, right, top, bottom } = edgeLetters([...orientation] as Parameters<typeof edgeLetters>[0])!;
    expect([left, right, top, bottom].join(' ')).toBe(expected);
  });

  const axial = [1, 0, 0, 0, 1, 0] as Parameters<typeof edgeLetters>[0];
  const lettersAfter = (...changes: readonly ((turn: Turn) => Turn)[]): string => {
    const turn = changes.reduce((at, change) => change(at), upright);
    const { left, right, top, bottom } = edgeLetters(axial, turn)!;
    return [left, right, top, bottom].join(' ');
  };

  // What was at the left goes to the top when a picture is turned to the right, as with a sheet of paper.
  it.each([
    ['turned right', 'P A R L', [turnedRight]],
    ['turned left', 'A P L R', [turnedLeft]],
    ['turned by a half', 'L R P A', [turnedRight, turnedRight]],
    ['flipped left for right', 'L R A P', [flippedAcross]],
    ['flipped upside down', 'R L P A', [flippedDown]],
    ['turned right, then flipped left for right on the screen', 'A P R L', [turnedRight, flippedAcross]],
    ['turned right, then flipped upside down on the screen', 'P A L R', [turnedRight, flippedDown]],
    ['flipped left for right, then turned right', 'P A L R', [flippedAcross, turnedRight]],
    ['turned right four times', 'R L A P', [turnedRight, turnedRight, turnedRight, turnedRight]],
    ['flipped twice', 'R L A P', [turnedLeft, flippedDown, flippedDown, turnedRight]],
  ] as const)('follow a picture %s', (_how, expected, changes) => {
    expect(lettersAfter(...changes)).toBe(expected);
  });

  it('come with words that say how the picture was turned', () => {
    expect(turnLabel(upright, en.imageText)).toBe('');
    expect(turnLabel(flippedAcross(upright), en.imageText)).toBe('mirrored');
    expect(turnLabel(turnedLeft(upright), en.imageText)).toBe('turned left');
    expect(turnLabel(flippedDown(upright), en.imageText)).toBe('mirrored, turned upside down');
  });

  it('are absent where the file does not say how the patient lay', () => {
    expect(edgeLetters(null)).toBeNull();
  });
});
