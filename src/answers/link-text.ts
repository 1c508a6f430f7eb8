import type { ArticleHeader } from '../passages/passage.ts';

/** Words at each end of a long quote that a text fragment names; enough to be found once on most pages. */
const EDGE_WORDS = 5;

/** A quote up to this many words is named whole. */
const WHOLE_WORDS = 12;

/**
 * The article's address; where its text is the page's own, with a text fragment (WICG scroll-to-text-fragment) that
 * leads to the quoted words. Null where the article has no address.
 */
export function linkText(article: Pick<ArticleHeader, 'url' | 'textIsPages'>, quote: string): string | null {
  if (article.url === null || !article.textIsPages) return article.url;
  // A fragment cannot cross a block of the page, and a list marker is not the page's text.
  const line = quote.split('\n')[0]?.replace(/^(?:[-•*]|\d+[.)])\s+/, '') ?? '';
  const words = line.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return article.url;
  const edges =
    words.length <= WHOLE_WORDS
      ? [words.join(' ')]
      : [words.slice(0, EDGE_WORDS).join(' '), words.slice(-EDGE_WORDS).join(' ')];
  const [base = '', hash] = article.url.split('#');
  return `${base}#${hash ?? ''}:~:text=${edges.map(encodeFragment).join(',')}`;
}

/** Percent-encoding; the dash too, since it parts a fragment's prefix and suffix from its text. */
function encodeFragment(text: string): string {
  return encodeURIComponent(text)
    .replace(/-/g, '%2D')
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
