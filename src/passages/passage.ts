import type { ArticleHeader, Block } from '../corpus/article.ts';

export type { ArticleHeader, Block };

/**
 * A retrieval unit: the span `[start, end)` of one article's cleaned text, so that
 * `cleaned.slice(start, end) === text`. Title and heading path are not part of the text.
 */
export interface Passage {
  /** 16 hex digits; the same for the same article id, heading path and text, wherever the text moves to. */
  readonly id: string;
  readonly article: ArticleHeader;
  /** The headings above the passage, outermost first, without the article's title. */
  readonly headingPath: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The blocks of the passage, offsets in the article; a block cut to fit appears with its part only. */
  readonly blocks: readonly Block[];
}

/** The text that is embedded for a passage: title and heading path, then the passage. */
export function describePassage(passage: Passage): string {
  return [...describeContext(passage), passage.text].join('\n');
}

/** Room for title and heading path in what is embedded: a character is at most about one token. */
const MAX_CONTEXT_LENGTH = 300;

/** Title and heading path, outermost first, each once, and cut to 300 characters in all so that the text has room. */
export function describeContext(passage: Pick<Passage, 'article' | 'headingPath'>): readonly string[] {
  let room = MAX_CONTEXT_LENGTH;
  return [...new Set([passage.article.title, ...passage.headingPath])].flatMap((line) => {
    const kept = line.slice(0, Math.max(0, room));
    room -= line.length;
    return kept === '' ? [] : [kept];
  });
}
