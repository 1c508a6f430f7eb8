import type { Citation, Quote } from './citation.ts';
import { linkText } from './link-text.ts';
import type { SelectedSpan } from './quote-draft.ts';

export interface CitedQuotes {
  readonly quotes: readonly Quote[];
  readonly citations: readonly Citation[];
}

/** Gives each quoted passage one footnote, numbered from 1 in the order of the quotes. */
export function citeQuotes(spans: readonly SelectedSpan[]): CitedQuotes {
  const citations: Citation[] = [];
  const quotes = spans.map(({ hit: { passage }, start, end }): Quote => {
    const text = passage.text.slice(start, end);
    let citation = citations.find(({ passageId }) => passageId === passage.id);
    if (citation === undefined) {
      citation = {
        number: citations.length + 1,
        passageId: passage.id,
        articleId: passage.article.id,
        title: passage.article.title,
        url: linkText(passage.article, text),
        author: passage.article.author,
        date: passage.article.date,
        headingPath: passage.headingPath,
      };
      citations.push(citation);
    }
    return { text, citation: citation.number, start: passage.start + start, end: passage.start + end };
  });
  return { quotes, citations };
}
