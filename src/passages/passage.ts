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

/** The text that is embedded and indexed for a passage: title and heading path, then the passage. */
export function describePassage(passage: Passage): string {
  return [...describeContext(passage), passage.text].join('\n');
}

/** Title and heading path, outermost first, each once. */
export function describeContext(passage: Pick<Passage, 'article' | 'headingPath'>): readonly string[] {
  return [...new Set([passage.article.title, ...passage.headingPath])];
}
