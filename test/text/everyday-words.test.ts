import { describe, expect, it } from 'vitest';
import { isEverydayWord } from '../../src/text/everyday-words.ts';

describe('isEverydayWord', () => {
  it.each(['eggs', 'Drawback', 'colour', 'color', 'participation'])('knows %s', (word) => {
    expect(isEverydayWord(word)).toBe(true);
  });

  it.each(['vram', 'Torvalds', 'gpt-7', 'notepad++', 'LinkedIn', 'fabirc', ''])(
    'does not know "%s"',
    (word) => {
      expect(isEverydayWord(word)).toBe(false);
    },
  );
});
