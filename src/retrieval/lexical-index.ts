import { distance } from 'fastest-levenshtein';
import type { Passage } from '../passages/passage.ts';
import { collectPostings } from './collect-postings.ts';
import { decodePostings, encodePostings } from './lexical-file.ts';
import type { LexicalPostings } from './lexical-postings.ts';
import { createPostingsScorer, type ScorePostings } from './score-postings.ts';

/** Words shorter than this are too like others to be corrected. */
const MIN_CORRECTED_LENGTH = 4;

const NONE: ReadonlySet<number> = new Set();

export interface LexicalMatch {
  readonly position: number;
  /** BM25+ over title, headings and text; at least 0, unbounded. */
  readonly lexicalScore: number;
}

/** A stem to search, and how much it counts: 1 for a word as typed, less for a correction. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

/** What a search needs of a lexical index. */
export type LexicalSearch = Pick<LexicalIndex, 'passageCount' | 'countPassages' | 'search' | 'suggestTerms'>;

/** Words → passages. Read-only once built or parsed. */
export class LexicalIndex {
  readonly passageCount: number;
  readonly #postings: LexicalPostings;
  readonly #score: ScorePostings;

  /** @internal Use `buildLexicalIndex` or `parseLexicalIndex`. */
  constructor(postings: LexicalPostings) {
    this.#postings = postings;
    this.#score = createPostingsScorer(postings);
    this.passageCount = postings.passageCount;
  }

  /** Passages that hold the stem, in title, headings or text. */
  countPassages(term: string): number {
    const { frequencies } = this.#postings;
    return frequencies[this.#find(term) ?? -1] ?? 0;
  }

  /**
   * The best `limit` of the passages that share a stem with the terms, and those of the `wanted` positions that do too.
   * Best first, ties in order of position.
   */
  search(
    terms: readonly WeightedTerm[],
    limit = Infinity,
    wanted: ReadonlySet<number> = NONE,
  ): readonly LexicalMatch[] {
    const weights = new Map<string, number>();
    for (const { term, weight } of terms) weights.set(term, Math.max(weight, weights.get(term) ?? 0));
    const known = [...weights].flatMap(([word, weight]) => {
      const term = this.#find(word);
      return term === undefined ? [] : [{ term, weight }];
    });
    return this.#score(known, limit, wanted).map(({ position, score }) => ({
      position,
      lexicalScore: score,
    }));
  }

  /**
   * Stems of the index that may be meant by a stem it does not hold: at most `limit`, within one edit (two from eight
   * letters on), nearest and then most frequent first.
   */
  suggestTerms(term: string, limit = 3): readonly string[] {
    if (term.length < MIN_CORRECTED_LENGTH || !/^[a-z]+$/.test(term)) return [];
    const { vocabulary, frequencies } = this.#postings;
    const maxEdits = term.length >= 8 ? 2 : 1;
    const first = term.charAt(0);
    const found: { term: string; edits: number; frequency: number }[] = [];
    for (let at = this.#seek(first); vocabulary[at]?.startsWith(first) === true; at += 1) {
      const candidate = vocabulary[at] ?? '';
      if (Math.abs(candidate.length - term.length) > maxEdits) continue;
      const edits = distance(term, candidate);
      if (edits > maxEdits || !/^[a-z]+$/.test(candidate)) continue;
      found.push({ term: candidate, edits, frequency: frequencies[at] ?? 0 });
    }
    return found
      .sort((a, b) => a.edits - b.edits || b.frequency - a.frequency || (a.term < b.term ? -1 : 1))
      .slice(0, limit)
      .map(({ term: suggestion }) => suggestion);
  }

  /** The index as the bytes of a file, with its version. */
  serialize(): Uint8Array {
    return encodePostings(this.#postings);
  }

  /** A stem's place in the vocabulary. */
  #find(term: string): number | undefined {
    const at = this.#seek(term);
    return this.#postings.vocabulary[at] === term ? at : undefined;
  }

  /** The first place in the vocabulary whose stem is not before `term`. */
  #seek(term: string): number {
    const { vocabulary } = this.#postings;
    let [low, high] = [0, vocabulary.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((vocabulary[middle] ?? '') < term) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Indexes passages by their position in the list. Gives other work a turn between them. */
export async function buildLexicalIndex(passages: readonly Passage[]): Promise<LexicalIndex> {
  return new LexicalIndex(await collectPostings(passages));
}

/**
 * Reads what `serialize` wrote. The bytes become part of the index: they must not change any more.
 * @throws IndexFormatError where they are of another version or no such index.
 */
export function parseLexicalIndex(file: Uint8Array, path = 'lexical.bin'): LexicalIndex {
  return new LexicalIndex(decodePostings(file, path));
}
