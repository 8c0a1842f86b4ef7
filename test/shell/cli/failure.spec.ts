import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../../src-main/shell/cli/failure';

describe('a failed command', () => {
  it('says what, where, and what to do, in one line', () => {
    const trouble = { message: 'There is nothing at this place.', remedy: 'Check the path.' };
    expect(sentenceOf(trouble, '/scans/7')).toBe('There is nothing at this place: /scans/7. Check the path.');
    expect(sentenceOf(trouble, null)).toBe('There is nothing at this place. Check the path.');
  });

  it('does not let a file name break the line or paint the terminal', () => {
    const line = sentenceOf({ message: 'This is damaged.', remedy: 'Copy it again.' }, 'a\nb\u001b[31mc');
    expect(line).toBe('This is damaged: a b [31mc. Copy it again.');
  });
});
