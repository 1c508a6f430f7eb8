import type { Hit, Retrieved, Retriever } from '../retrieval/retriever.ts';
import type { Abstention, AbstentionReason, Answer, Timings } from './answer.ts';
import { checkAnswer } from './check-answer.ts';
import { citeQuotes } from './cite-quotes.ts';
import { classifyQuestion } from './classify-question.ts';
import { detectWanted } from './detect-wanted.ts';
import { DEFAULT_MIN_CONFIDENCE, estimateConfidence } from './estimate-confidence.ts';
import { isUnknown, measureEvidence, type Evidence } from './measure-evidence.ts';
import { renderAbstentionText, renderAnswerText } from './render-text.ts';
import { scoreSentences } from './score-sentences.ts';
import { selectQuotes } from './select-quotes.ts';

export interface AnswererOptions {
  /** Below this confidence Footnote abstains, in [0, 1]. @default DEFAULT_MIN_CONFIDENCE */
  readonly minConfidence?: number;
}

export type Ask = (question: string, options?: { readonly topK?: number }) => Promise<Answer | Abstention>;

/** Hits that may be quoted, and hits that a reply carries unless told otherwise. */
const QUOTED_HITS = 5;
const DEFAULT_TOP_K = 10;

const NO_SEARCH = { hits: [], embedMs: 0, searchMs: 0 } as const;

/**
 * The answering path over one generation:
 *
 *     question ─► classify ─► search ─► score sentences ─► select quotes ─► evidence ─► confidence
 *                                                                               ├─ enough ─► cite ─► check ─► Answer
 *                                                                               └─ not ────────────────► Abstention
 */
export function createAnswerer(retriever: Retriever, options: AnswererOptions = {}): Ask {
  const minConfidence = options.minConfidence ?? DEFAULT_MIN_CONFIDENCE;
  return async (question, { topK = DEFAULT_TOP_K } = {}) => {
    const started = performance.now();
    const kind = classifyQuestion(question);
    if (kind !== 'question') {
      return abstain(question, kind, 0, NO_SEARCH, renderAbstentionText(kind, []), started);
    }
    const retrieved = await retriever.search(question, { topK: Math.max(topK, QUOTED_HITS) });
    const wanted = detectWanted(question);
    const scored = scoreSentences(retrieved.query, retrieved.hits.slice(0, QUOTED_HITS), wanted);
    const spans = selectQuotes(scored, {}, retrieved.query.text);
    const evidence = measureEvidence(retrieved, spans, wanted);
    const confidence = spans.length === 0 ? 0 : estimateConfidence(evidence);
    const shown = { ...retrieved, hits: retrieved.hits.slice(0, topK) };
    if (confidence < minConfidence) {
      const reason = explainAbstention(evidence);
      const unknown = retrieved.query.terms.filter(isUnknown).map(({ surface }) => surface);
      const closest = listClosest(retrieved.hits);
      return abstain(
        question,
        reason,
        confidence,
        shown,
        renderAbstentionText(reason, closest, unknown),
        started,
        closest,
      );
    }
    const cited = citeQuotes(spans);
    const text = renderAnswerText(cited);
    checkAnswer(cited, text, retrieved.hits);
    return {
      outcome: 'answer',
      question,
      text,
      confidence,
      ...cited,
      hits: shown.hits,
      timings: time(shown, started),
    };
  };
}

function abstain(
  question: string,
  reason: AbstentionReason,
  confidence: number,
  retrieved: Pick<Retrieved, 'hits' | 'embedMs' | 'searchMs'>,
  text: string,
  started: number,
  closest: Abstention['closest'] = [],
): Abstention {
  const { hits } = retrieved;
  return {
    outcome: 'abstention',
    question,
    reason,
    text,
    confidence,
    closest,
    hits,
    timings: time(retrieved, started),
  };
}

/** The signal that speaks loudest against an answer, as a reason. */
function explainAbstention(evidence: Evidence): AbstentionReason {
  if (evidence.unknown > 0.2) return 'unknown-term';
  if (evidence.missingDetail > 0 && evidence.coverage > 0.5) return 'missing-detail';
  return 'weak-evidence';
}

/** The places of the best hits, each once. */
function listClosest(hits: readonly Hit[]): Abstention['closest'] {
  const places = new Map<string, Abstention['closest'][number]>();
  for (const { passage } of hits) {
    const { id: articleId, title, url } = passage.article;
    const key = JSON.stringify([articleId, passage.headingPath]);
    if (places.size < 3 && !places.has(key))
      places.set(key, { articleId, title, url, headingPath: passage.headingPath });
  }
  return [...places.values()];
}

function time({ embedMs, searchMs }: Pick<Retrieved, 'embedMs' | 'searchMs'>, started: number): Timings {
  const totalMs = performance.now() - started;
  return { embedMs, searchMs, selectMs: Math.max(0, totalMs - embedMs - searchMs), totalMs };
}
