import type { Passage } from '../passages/passage.ts';

/** One searched word of a question. */
export interface QueryTerm {
  /** The stem that the lexical index holds. */
  readonly term: string;
  /** The word as typed. */
  readonly surface: string;
  /** Passages that hold the stem; 0 for a word that occurs nowhere in the articles. */
  readonly passageFrequency: number;
  /** Inverse document frequency, `ln(1 + (N − df + 0.5) / (df + 0.5))` (Robertson and Spärck Jones). */
  readonly idf: number;
  /** Stems of the index taken to be meant where the word itself is unknown (typos), best first. */
  readonly corrections: readonly string[];
}

/** The normalised form of a question. */
export interface Query {
  readonly text: string;
  readonly terms: readonly QueryTerm[];
}

export interface Hit {
  readonly passage: Passage;
  /** From 1, best first. */
  readonly rank: number;
  /** Fused score, in [0, 1]; comparable within one search only. */
  readonly score: number;
  /** In [−1, 1]; comparable between questions. */
  readonly cosineSimilarity: number;
  /** BM25+, at least 0 and unbounded; 0 where no word is shared. */
  readonly lexicalScore: number;
}

export interface Retrieved {
  readonly query: Query;
  readonly hits: readonly Hit[];
  readonly embedMs: number;
  readonly searchMs: number;
}

/** Searches one generation of the index. */
export interface Retriever {
  search(question: string, options: { readonly topK: number }): Promise<Retrieved>;
}
