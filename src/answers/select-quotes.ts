import { growDrafts } from './grow-drafts.ts';
import {
  type Draft,
  lengthOf,
  overlaps,
  repeats,
  type SelectedSpan,
  spanOf,
  totalLength,
} from './quote-draft.ts';
import { splitPassage, type ScoredSentence } from './score-sentences.ts';

export interface SelectOptions {
  /** @default 3 */
  readonly maxQuotes?: number;
  /** Over all quotes, in UTF-16 units. @default 900 */
  readonly maxLength?: number;
  /** Up to which length a quote takes in the sentences around its best ones, in UTF-16 units. @default 300 */
  readonly growTo?: number;
  /** A further quote must reach this share of the best sentence's score. @default 0.7 */
  readonly minShare?: number;
  /** A quote from another passage must reach this share of the best sentence's coverage. @default 0.3 */
  readonly minCoverageShare?: number;
  /** The same, once the best sentence has the wanted detail and enough of the question: then others may only repeat. @default 0.6 */
  readonly answeredCoverageShare?: number;
}

export const DEFAULT_SELECT_OPTIONS = {
  maxQuotes: 3,
  maxLength: 900,
  growTo: 300,
  minShare: 0.7,
  minCoverageShare: 0.3,
  answeredCoverageShare: 0.6,
} as const satisfies Required<SelectOptions>;

/** A sentence with the wanted detail and this share of the question's weight is taken for the answer. */
const ANSWERED_COVERAGE = 0.4;

/**
 * Chooses what is quoted: the best sentences, as at most `maxQuotes` runs of neighbours, each run grown by the
 * sentences around it that go with it, while all fit in `maxLength`. Whole sentences only; a single sentence longer
 * than `maxLength` is left out. Order: by the best sentence of each quote. `question` tells whether a list is asked for.
 */
export function selectQuotes(
  scored: readonly ScoredSentence[],
  options: SelectOptions = {},
  question = '',
): readonly SelectedSpan[] {
  const { maxQuotes, maxLength, minShare, minCoverageShare, answeredCoverageShare, growTo } = {
    ...DEFAULT_SELECT_OPTIONS,
    ...options,
  };
  const drafts: Draft[] = [];
  const floor = (scored[0]?.score ?? 0) * minShare;
  // Once the wanted detail is there, what has none, or speaks of less of the question, only stands in the way.
  const isAnswered = (scored[0]?.hasWanted ?? false) && (scored[0]?.coverage ?? 0) >= ANSWERED_COVERAGE;
  const minCoverage = (scored[0]?.coverage ?? 0) * (isAnswered ? answeredCoverageShare : minCoverageShare);
  for (const sentence of scored) {
    if (sentence.score < floor) break;
    if (sentence.coverage < minCoverage || (isAnswered && !sentence.hasWanted)) continue;
    addSentence(drafts, sentence, maxQuotes, maxLength);
  }
  growDrafts(drafts, { maxLength, growTo, question });
  return joinNeighbours(drafts, maxLength).map(spanOf);
}

function addSentence(drafts: Draft[], sentence: ScoredSentence, maxQuotes: number, maxLength: number): void {
  const near = drafts.find(
    ({ hit, first, last }) =>
      hit.passage.id === sentence.hit.passage.id && sentence.index >= first - 2 && sentence.index <= last + 2,
  );
  if (near !== undefined) {
    const grown = {
      ...near,
      first: Math.min(near.first, sentence.index),
      last: Math.max(near.last, sentence.index),
    };
    if (totalLength(drafts) - lengthOf(near) + lengthOf(grown) > maxLength) return;
    if (drafts.some((other) => other !== near && overlaps(other, grown))) return;
    near.first = grown.first;
    near.last = grown.last;
    return;
  }
  if (drafts.length >= maxQuotes) return;
  const draft = {
    hit: sentence.hit,
    sentences: splitPassage(sentence.hit),
    first: sentence.index,
    last: sentence.index,
  };
  if (totalLength(drafts) + lengthOf(draft) <= maxLength && !repeats(drafts, draft)) drafts.push(draft);
}

/** Quotes that follow each other in one passage are one quote, in the place of the better, where what parts them fits too. */
function joinNeighbours(drafts: readonly Draft[], maxLength: number): readonly Draft[] {
  const joined: Draft[] = [];
  for (const [index, draft] of drafts.entries()) {
    const at = joined.findIndex(
      ({ hit, first, last }) =>
        hit.passage.id === draft.hit.passage.id && (last + 1 === draft.first || draft.last + 1 === first),
    );
    const other = joined[at] ?? draft;
    const whole = {
      ...other,
      first: Math.min(other.first, draft.first),
      last: Math.max(other.last, draft.last),
    };
    const rest = [...joined.filter((_, position) => position !== at), ...drafts.slice(index + 1)];
    if (at >= 0 && totalLength([...rest, whole]) <= maxLength) joined[at] = whole;
    else joined.push(draft);
  }
  return joined;
}
