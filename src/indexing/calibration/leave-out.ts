import type { Passage } from '../../passages/passage.ts';
import type { LexicalSearch } from '../../retrieval/lexical-index.ts';
import type { VectorIndex } from '../../retrieval/vector-index.ts';
import { analyzeText } from '../../text/analyze-text.ts';

/** Both indexes of a generation. */
export interface Indexes {
  readonly vectorIndex: VectorIndex;
  readonly lexicalIndex: LexicalSearch;
}

/** How many corrections more are asked for, because some may be words of the left-out passages alone. */
const SPARE_CORRECTIONS = 5;

/** Passages by position, and how many of them hold each stem. */
export interface LeftOut {
  readonly positions: ReadonlySet<number>;
  readonly frequencies: ReadonlyMap<string, number>;
}

/** Counts what must be taken off when these passages are left out. */
export function countLeftOut(passages: readonly Passage[], positions: readonly number[]): LeftOut {
  const frequencies = new Map<string, number>();
  for (const position of positions) {
    const passage = passages[position];
    if (passage === undefined) continue;
    const words = [passage.article.title, ...passage.headingPath, passage.text].flatMap(analyzeText);
    for (const term of new Set(words.flatMap(({ terms }) => terms))) {
      frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    }
  }
  return { positions: new Set(positions), frequencies };
}

/** The same indexes as if some passages had never been indexed, so that words of theirs alone are unknown. */
export function leaveOut(
  { vectorIndex, lexicalIndex }: Indexes,
  { positions, frequencies }: LeftOut,
): Indexes {
  const countPassages = (term: string): number =>
    Math.max(0, lexicalIndex.countPassages(term) - (frequencies.get(term) ?? 0));
  const isKept = ({ position }: { readonly position: number }): boolean => !positions.has(position);
  return {
    vectorIndex: {
      count: vectorIndex.count - positions.size,
      dimensions: vectorIndex.dimensions,
      search: (embedding, k) =>
        vectorIndex
          .search(embedding, k + positions.size)
          .filter(isKept)
          .slice(0, k),
      similarityTo: (position, embedding) => vectorIndex.similarityTo(position, embedding),
    },
    lexicalIndex: {
      passageCount: lexicalIndex.passageCount - positions.size,
      countPassages,
      search: (terms, limit, wanted) =>
        lexicalIndex
          .search(terms, (limit ?? Infinity) + positions.size, wanted)
          .filter(isKept)
          .filter(({ position }, index) => index < (limit ?? Infinity) || wanted?.has(position) === true),
      suggestTerms: (term, limit) =>
        lexicalIndex
          .suggestTerms(term, (limit ?? 3) + SPARE_CORRECTIONS)
          .filter((suggestion) => countPassages(suggestion) > 0)
          .slice(0, limit ?? 3),
    },
  };
}
