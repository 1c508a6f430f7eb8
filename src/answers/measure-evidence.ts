import type { Hit, Query, QueryTerm, Retrieved } from '../retrieval/retriever.ts';
import { isEverydayWord } from '../text/everyday-words.ts';
import { splitSentences } from '../text/split-sentences.ts';
import { hasDetail, type WantedDetail } from './detect-wanted.ts';
import { measureCoverage, stemsOf } from './score-sentences.ts';
import type { SelectedSpan } from './quote-draft.ts';

/** What speaks for and against an answer. Every signal is in [0, 1] and defined for every question. */
export interface Evidence {
  /** Highest cosine similarity of the hits. */
  readonly similarity: number;
  /** How far `similarity` stays below what on-topic questions reach, 0 where it does not. */
  readonly offTopic: number;
  /** Share of the question's idf weight that stands in the quotes (in part: in their titles and headings). */
  readonly coverage: number;
  /** The best share that one passage with its title and headings has. */
  readonly passageCoverage: number;
  /** Different words of the question in one quoted sentence, as a share of three; three or more count as all. */
  readonly together: number;
  /** Share of the idf weight of everyday words that occur nowhere in the articles: their meaning may, in other words. */
  readonly unknownWord: number;
  /** Share of the idf weight of names and jargon that occur nowhere in the articles and are near no word that does. */
  readonly unknownName: number;
  /** Share of the idf weight of names, versions and numbers that stand in no quote, title or heading. */
  readonly missingKey: number;
  /** 1 where no sentence of the quotes has the wanted number, date or person; less, the more of the question it shares. */
  readonly missingDetail: number;
  /** How far the best hit is ahead of the best of another article, in fused score. */
  readonly margin: number;
}

/** Cosine similarity that nearly every question of the development set reaches which its articles answer. */
const ON_TOPIC_SIMILARITY = 0.62;

/** One word of a question stands in some sentence by chance, three hardly. */
const ENOUGH_TOGETHER = 3;

/** Measures the evidence for an answer made of these quotes. Pure. */
export function measureEvidence(
  { query, hits }: Pick<Retrieved, 'query' | 'hits'>,
  spans: readonly SelectedSpan[],
  wanted: WantedDetail,
): Evidence {
  const best = hits[0];
  const quotes = spans.map(({ hit, start, end }) => hit.passage.text.slice(start, end));
  const context = stemsOf(spans.map(({ hit }) => describePlace(hit)).join('\n'));
  const stems = stemsOf(quotes.join('\n'));
  const similarity = Math.max(0, ...hits.map(({ cosineSimilarity }) => cosineSimilarity));
  const other = hits.find(({ passage }) => passage.article.id !== best?.passage.article.id);
  const passages = hits.slice(0, 5).map((hit) => stemsOf(`${describePlace(hit)}\n${hit.passage.text}`));
  return {
    similarity,
    offTopic: Math.max(0, ON_TOPIC_SIMILARITY - similarity) / ON_TOPIC_SIMILARITY,
    coverage: measureCoverage(query, stems, context),
    passageCoverage: Math.max(0, ...passages.map((passage) => measureCoverage(query, passage))),
    together:
      Math.max(
        0,
        ...quotes.flatMap((quote) => listSentences(quote).map((text) => countTogether(query, text))),
      ) / ENOUGH_TOGETHER,
    unknownWord: shareOf(query, (term) => isUnknown(term) && !isUnknownName(term)),
    unknownName: query.terms.length === 0 ? 1 : shareOf(query, isUnknownName),
    missingKey: shareOf(
      query,
      (term) => isKey(term, query) && !occursIn(term, stems) && !occursIn(term, context),
    ),
    missingDetail: wanted === null ? 0 : 1 - measureDetail(query, quotes, wanted),
    margin: (best?.score ?? 0) - (other?.score ?? 0),
  };
}

/** The question's words in a sentence, at most `ENOUGH_TOGETHER`. */
function countTogether(query: Query, sentence: string): number {
  const stems = stemsOf(sentence);
  return Math.min(ENOUGH_TOGETHER, query.terms.filter((term) => occursIn(term, stems)).length);
}

function listSentences(text: string): readonly string[] {
  return splitSentences(text).map(({ start, end }) => text.slice(start, end));
}

/** A word that is in no article and that is no typo of one that is. */
export function isUnknown({ passageFrequency, corrections }: QueryTerm): boolean {
  return passageFrequency === 0 && corrections.length === 0;
}

/** An unknown word that nothing else can stand for: no everyday word, and no small number. */
export function isUnknownName(term: QueryTerm): boolean {
  return isUnknown(term) && !isEverydayWord(term.surface) && !/^\d{1,2}$/.test(term.surface);
}

/** A word that names one thing: with a digit (versions, models, years), or with a capital inside the question. */
function isKey({ surface }: QueryTerm, query: Query): boolean {
  if (/\d/.test(surface)) return !/^\d{1,2}$/.test(surface);
  return /\p{Lu}/u.test(surface) && !query.text.startsWith(surface);
}

/** The largest share of the question that a sentence with the wanted detail has. */
function measureDetail(query: Query, quotes: readonly string[], wanted: WantedDetail): number {
  const asked = new Set(query.text.match(/\d[\d.,]*/g));
  const shares = quotes.flatMap((quote) =>
    listSentences(quote).map((sentence) => {
      // A number of the question itself is no answer to it.
      const rest = sentence.replace(/\d[\d.,]*/g, (number) => (asked.has(number) ? '' : number));
      return hasDetail(rest, wanted) ? measureCoverage(query, stemsOf(sentence)) : 0;
    }),
  );
  return Math.max(0, ...shares);
}

/** Share of the question's idf weight whose words pass a test. */
function shareOf(query: Query, test: (term: QueryTerm) => boolean): number {
  const sum = (terms: readonly QueryTerm[]) => terms.reduce((total, { idf }) => total + idf, 0);
  const all = sum(query.terms);
  return all === 0 ? 0 : sum(query.terms.filter(test)) / all;
}

function describePlace({ passage }: Hit): string {
  return [passage.article.title, ...passage.headingPath].join('\n');
}

function occursIn({ term, corrections }: QueryTerm, stems: ReadonlySet<string>): boolean {
  return stems.has(term) || corrections.some((correction) => stems.has(correction));
}
