import { distance } from 'fastest-levenshtein';
import MiniSearch from 'minisearch';
import { z } from 'zod';
import { IndexFormatError } from '../errors.ts';
import type { Passage } from '../passages/passage.ts';
import { analyzeText } from '../text/analyze-text.ts';

/** Part of the index's fingerprint: raise it with every change of analysis, fields or serialised form. */
export const LEXICAL_INDEX_VERSION = '1';

/**
 * BM25+ (Lv and Zhai, 2011) as MiniSearch computes it: `k` saturates term frequency, `b` is the share of length
 * normalisation, `d` the floor for one occurrence in a long text.
 */
const BM25_PARAMETERS = { k: 1.2, b: 0.7, d: 0.5 } as const;

/** How much a word counts in each field, relative to the passage's text. */
const FIELD_BOOSTS = { title: 1.6, headings: 1.3, text: 1 } as const;

/** Words shorter than this are too like others to be corrected. */
const MIN_CORRECTED_LENGTH = 4;

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

interface IndexedPassage {
  readonly id: number;
  readonly title: string;
  readonly headings: string;
  readonly text: string;
}

/** Fields are given as their stems, one a line: they are made once, and counted too. */
const miniSearchOptions = {
  fields: ['title', 'headings', 'text'],
  tokenize: (terms: string) => (terms === '' ? [] : terms.split('\n')),
  processTerm: (term: string) => term,
};

/** How many passages are indexed before other work of the process gets a turn. */
const PASSAGES_PER_TURN = 200;

/** Words → passages, by MiniSearch. Read-only once built or parsed. */
export class LexicalIndex {
  readonly passageCount: number;
  readonly #miniSearch: MiniSearch<IndexedPassage>;
  /** Stem → number of passages that hold it in any field. */
  readonly #frequencies: ReadonlyMap<string, number>;

  /** @internal Use `buildLexicalIndex` or `parseLexicalIndex`. */
  constructor(miniSearch: MiniSearch<IndexedPassage>, frequencies: ReadonlyMap<string, number>) {
    this.#miniSearch = miniSearch;
    this.#frequencies = frequencies;
    this.passageCount = miniSearch.documentCount;
  }

  /** Passages that hold the stem, in title, headings or text. */
  countPassages(term: string): number {
    return this.#frequencies.get(term) ?? 0;
  }

  /** All passages that share a stem with the terms, best first, ties in order of position. */
  search(terms: readonly WeightedTerm[]): readonly LexicalMatch[] {
    const weights = new Map<string, number>();
    for (const { term, weight } of terms) weights.set(term, Math.max(weight, weights.get(term) ?? 0));
    if (weights.size === 0) return [];
    return this.#miniSearch
      .search([...weights.keys()].join('\n'), {
        boost: FIELD_BOOSTS,
        bm25: BM25_PARAMETERS,
        boostTerm: (term) => weights.get(term) ?? 1,
        combineWith: 'OR',
      })
      .map(({ id, score }) => ({ position: id as number, lexicalScore: score }))
      .sort((a, b) => b.lexicalScore - a.lexicalScore || a.position - b.position);
  }

  /**
   * Stems of the index that may be meant by a stem it does not hold: at most `limit`, within one edit (two from eight
   * letters on), nearest and then most frequent first.
   */
  suggestTerms(term: string, limit = 3): readonly string[] {
    if (term.length < MIN_CORRECTED_LENGTH || !/^[a-z]+$/.test(term)) return [];
    const maxEdits = term.length >= 8 ? 2 : 1;
    const found: { term: string; edits: number; frequency: number }[] = [];
    for (const [candidate, frequency] of this.#frequencies) {
      if (Math.abs(candidate.length - term.length) > maxEdits || !candidate.startsWith(term.charAt(0)))
        continue;
      const edits = distance(term, candidate);
      if (edits <= maxEdits && /^[a-z]+$/.test(candidate)) found.push({ term: candidate, edits, frequency });
    }
    return found
      .sort((a, b) => a.edits - b.edits || b.frequency - a.frequency || (a.term < b.term ? -1 : 1))
      .slice(0, limit)
      .map(({ term: suggestion }) => suggestion);
  }

  /** The index as JSON text, with its version. */
  serialize(): string {
    return JSON.stringify({
      version: LEXICAL_INDEX_VERSION,
      frequencies: [...this.#frequencies],
      miniSearch: this.#miniSearch,
    });
  }
}

/** Indexes passages by their position in the list. Gives other work a turn between them. */
export async function buildLexicalIndex(passages: readonly Passage[]): Promise<LexicalIndex> {
  const miniSearch = new MiniSearch<IndexedPassage>(miniSearchOptions);
  const frequencies = new Map<string, number>();
  const stems = createStemmer();
  for (const [id, { article, headingPath, text }] of passages.entries()) {
    const title = stems(article.title);
    const headings = headingPath.flatMap(stems);
    const words = listStems(text);
    miniSearch.add({ id, title: title.join('\n'), headings: headings.join('\n'), text: words.join('\n') });
    for (const term of new Set([...title, ...headings, ...words])) {
      frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    }
    if (id % PASSAGES_PER_TURN === PASSAGES_PER_TURN - 1) await new Promise(setImmediate);
  }
  return new LexicalIndex(miniSearch, frequencies);
}

function listStems(text: string): readonly string[] {
  return analyzeText(text).flatMap(({ terms }) => terms);
}

/** Remembers titles and headings, which many passages share. */
function createStemmer(): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const stems = known.get(text) ?? listStems(text);
    known.set(text, stems);
    return stems;
  };
}

const serializedSchema = z.object({
  version: z.string(),
  frequencies: z.array(z.tuple([z.string(), z.number()])),
  miniSearch: z.looseObject({}),
});

/**
 * Reads what `serialize` wrote.
 * @throws IndexFormatError where the text is of another version or no such index.
 */
export function parseLexicalIndex(json: string, path = 'lexical.json'): LexicalIndex {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch (cause) {
    throw new IndexFormatError(
      path,
      'JSON',
      'broken JSON',
      `${path} is not JSON: rebuild with npm run index.`,
      cause,
    );
  }
  const parsed = serializedSchema.safeParse(content);
  if (!parsed.success || parsed.data.version !== LEXICAL_INDEX_VERSION) {
    const found = parsed.success ? `version ${parsed.data.version}` : 'another format';
    throw new IndexFormatError(
      path,
      `lexical index version ${LEXICAL_INDEX_VERSION}`,
      found,
      `${path} is not a lexical index of version ${LEXICAL_INDEX_VERSION} (${found}): rebuild with npm run index.`,
    );
  }
  const miniSearch = MiniSearch.loadJS<IndexedPassage>(parsed.data.miniSearch as never, miniSearchOptions);
  return new LexicalIndex(miniSearch, new Map(parsed.data.frequencies));
}
