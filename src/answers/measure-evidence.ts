import type { Query, QueryTerm, Retrieved } from '../retrieval/retriever.ts';
import { hasDetail, type WantedDetail } from './detect-wanted.ts';
import { measureCoverage, stemsOf } from './score-sentences.ts';
import type { SelectedSpan } from './select-quotes.ts';

/** What speaks for and against an answer. Every signal is about in [0, 1] and defined for every question. */
export interface Evidence {
  /** Highest cosine similarity of the hits. */
  readonly similarity: number;
  /** Lexical score of the best hit by the question's idf weight: how much of the question one passage is about. */
  readonly lexical: number;
  /** Share of the question's idf weight that stands in the quotes (in part: in their titles and headings). */
  readonly coverage: number;
  /** Share of the idf weight of words that occur nowhere in the articles and are near no word that does. */
  readonly unknown: number;
  /** 1 where a name, version or number of the question is in no quote, title or heading; else 0. */
  readonly missingKey: number;
  /** 1 where a wanted number, date or person is in no quote; else 0. */
  readonly missingDetail: number;
  /** How far the best hit is ahead of the best of another article, in fused score. */
  readonly margin: number;
}

/** Measures the evidence for an answer made of these quotes. Pure. */
export function measureEvidence(
  { query, hits }: Pick<Retrieved, 'query' | 'hits'>,
  spans: readonly SelectedSpan[],
  wanted: WantedDetail,
): Evidence {
  const best = hits[0];
  const quoted = spans.map(({ hit, start, end }) => hit.passage.text.slice(start, end)).join('\n');
  const context = stemsOf(
    spans.map(({ hit }) => [hit.passage.article.title, ...hit.passage.headingPath].join('\n')).join('\n'),
  );
  const stems = stemsOf(quoted);
  const weight = query.terms.reduce((sum, { idf }) => sum + idf, 0);
  const unknownWeight = query.terms.filter(isUnknown).reduce((sum, { idf }) => sum + idf, 0);
  const other = hits.find(({ passage }) => passage.article.id !== best?.passage.article.id);
  return {
    similarity: Math.max(0, ...hits.map(({ cosineSimilarity }) => cosineSimilarity)),
    lexical: weight === 0 ? 0 : Math.max(0, ...hits.map(({ lexicalScore }) => lexicalScore)) / weight,
    coverage: measureCoverage(query, stems, context),
    unknown: weight === 0 ? 1 : unknownWeight / weight,
    missingKey: listKeyTerms(query).some((term) => !occursIn(term, stems) && !occursIn(term, context))
      ? 1
      : 0,
    missingDetail: hasDetail(quoted, wanted) ? 0 : 1,
    margin: (best?.score ?? 0) - (other?.score ?? 0),
  };
}

/** A word that is in no article and that is no typo of one that is. */
export function isUnknown({ passageFrequency, corrections }: QueryTerm): boolean {
  return passageFrequency === 0 && corrections.length === 0;
}

/** Words that name one thing: with a digit (versions, models, years), or written with a capital inside the question. */
export function listKeyTerms(query: Query): readonly QueryTerm[] {
  return query.terms.filter(
    ({ surface }) =>
      /\d/.test(surface) || (/^\P{Ll}*\p{Lu}/u.test(surface) && !query.text.startsWith(surface)),
  );
}

function occursIn({ term, corrections }: QueryTerm, stems: ReadonlySet<string>): boolean {
  return stems.has(term) || corrections.some((correction) => stems.has(correction));
}
