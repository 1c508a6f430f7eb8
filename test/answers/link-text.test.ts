import { describe, expect, it } from 'vitest';
import { linkText } from '../../src/answers/link-text.ts';

const page = { url: 'https://example.org/a', textIsPages: true };

describe('linkText', () => {
  it('names a short quote whole, and dashes and commas encoded', () => {
    expect(linkText(page, 'A well-kept, small quote')).toBe(
      'https://example.org/a#:~:text=A%20well%2Dkept%2C%20small%20quote',
    );
  });

  it('names the edges of a long quote', () => {
    const words = Array.from({ length: 20 }, (_, i) => `w${i}`).join(' ');
    expect(linkText(page, words)).toBe(
      'https://example.org/a#:~:text=w0%20w1%20w2%20w3%20w4,w15%20w16%20w17%20w18%20w19',
    );
  });

  it('keeps within the first block and leaves out its list marker', () => {
    expect(linkText(page, '- First item\n- Second')).toBe('https://example.org/a#:~:text=First%20item');
  });

  it('goes behind a fragment that the address has', () => {
    expect(linkText({ ...page, url: 'https://example.org/a#part' }, 'Word')).toBe(
      'https://example.org/a#part:~:text=Word',
    );
  });

  it('adds nothing where the text is not the page’s own, or there is no address', () => {
    expect(linkText({ ...page, textIsPages: false }, 'Word')).toBe(page.url);
    expect(linkText({ ...page, url: null }, 'Word')).toBeNull();
  });
});
