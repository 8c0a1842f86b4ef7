import { describe, expect, it } from 'vitest';
import { edgeLetters } from '../../../src-renderer/viewer/orientation';

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

  it('are absent where the file does not say how the patient lay', () => {
    expect(edgeLetters(null)).toBeNull();
  });
});
