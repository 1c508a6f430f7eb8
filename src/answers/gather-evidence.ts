import type { Retrieved, Retriever } from '../retrieval/retriever.ts';
import { detectWanted, type WantedDetail } from './detect-wanted.ts';
import { type Evidence, measureEvidence } from './measure-evidence.ts';
import type { SelectedSpan } from './quote-draft.ts';
import { scoreSentences } from './score-sentences.ts';
import { selectQuotes } from './select-quotes.ts';

/** What a search found, what would be quoted of it, and what speaks for and against that. */
export interface GatheredEvidence {
  /** All hits that were asked for. */
  readonly searched: Retrieved;
  /** With the hits that are evidence only. */
  readonly retrieved: Retrieved;
  readonly wanted: WantedDetail;
  /** Empty where nothing can be quoted. */
  readonly spans: readonly SelectedSpan[];
  readonly evidence: Evidence;
}

/** Hits that may be quoted, and hits that are evidence. */
const QUOTED_HITS = 5;
const JUDGED_HITS = 10;

/** Searches a question, chooses quotes, and measures the evidence, without deciding. @param topK Hits to give at least. */
export async function gatherEvidence(
  retriever: Retriever,
  question: string,
  topK = JUDGED_HITS,
): Promise<GatheredEvidence> {
  const searched = await retriever.search(question, { topK: Math.max(topK, JUDGED_HITS) });
  // How many hits a caller wants to see must not change the answer.
  const retrieved = { ...searched, hits: searched.hits.slice(0, JUDGED_HITS) };
  const wanted = detectWanted(question);
  const scored = scoreSentences(retrieved.query, retrieved.hits.slice(0, QUOTED_HITS), wanted);
  const spans = selectQuotes(scored, {}, retrieved.query.text);
  return { searched, retrieved, wanted, spans, evidence: measureEvidence(retrieved, spans, wanted) };
}
