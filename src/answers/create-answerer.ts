import type { Hit, QueryTerm, Retrieved, Retriever } from '../retrieval/retriever.ts';
import type { Abstention, AbstentionReason, Answer, Timings } from './answer.ts';
import { answerByTime } from './answer-by-time.ts';
import { checkAnswer } from './check-answer.ts';
import { citeQuotes } from './cite-quotes.ts';
import { classifyQuestion } from './classify-question.ts';
import { hasDetail, type WantedDetail } from './detect-wanted.ts';
import { type ConfidenceModel, DEFAULT_MIN_CONFIDENCE, estimateConfidence } from './estimate-confidence.ts';
import type { Timekeeper } from './find-by-time.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { isUnknown, isUnknownName, measureEvidence, type Evidence } from './measure-evidence.ts';
import { renderAbstentionText, renderAnswerText } from './render-text.ts';
import type { SelectedSpan } from './quote-draft.ts';

export interface AnswererOptions {
  /** Below this confidence Footnote abstains, in [0, 1]. @default DEFAULT_MIN_CONFIDENCE */
  readonly minConfidence?: number;
  /** Gives the confidence. @default DEFAULT_CONFIDENCE_MODEL */
  readonly model?: ConfidenceModel;
  /** Answers questions about a time from dated events. @default none: such questions are answered like all others */
  readonly timekeeper?: Timekeeper;
}

export type Ask = (question: string, options?: { readonly topK?: number }) => Promise<Answer | Abstention>;

/** Hits that a reply carries unless told otherwise. */
const DEFAULT_TOP_K = 10;

const NO_SEARCH = { hits: [], embedMs: 0, searchMs: 0 } as const;

/**
 * The answering path over one generation:
 *
 *     question ─► classify ─► search ─► score sentences ─► select quotes ─► evidence ─► confidence
 *                                  └──► dates, where it asks for a time ──┘          ├─ enough ─► cite ─► check ─► Answer
 *                                                                                    └─ not ─────────────► Abstention
 */
export function createAnswerer(retriever: Retriever, options: AnswererOptions = {}): Ask {
  const minConfidence = options.minConfidence ?? DEFAULT_MIN_CONFIDENCE;
  const { timekeeper } = options;
  const rate = (spans: readonly SelectedSpan[], evidence: Evidence): number =>
    spans.length === 0 ? 0 : estimateConfidence(evidence, options.model);
  return async (question, { topK = DEFAULT_TOP_K } = {}) => {
    const started = performance.now();
    const kind = classifyQuestion(question);
    if (kind !== 'question')
      return abstain({ question, reason: kind, confidence: 0, found: NO_SEARCH, started });
    const gathered = await gatherEvidence(retriever, question, topK);
    const { searched, retrieved, wanted, spans, evidence } = gathered;
    const found = { ...searched, hits: searched.hits.slice(0, topK) };
    const byTopic = { spans: leadWithDetail(spans, wanted), note: null, confidence: rate(spans, evidence) };

    const byTime =
      timekeeper === undefined ? null : await answerByTime(question, timekeeper, retrieved.hits, spans);
    if (byTime === 'nothing') {
      return abstain({
        question,
        reason: 'nothing-then',
        confidence: 0,
        found,
        started,
        hits: retrieved.hits,
      });
    }
    const judged =
      byTime === null
        ? null
        : { ...byTime, confidence: rate(byTime.spans, measureEvidence(retrieved, byTime.spans, null)) };
    // Where only a time was asked for, what lies in it answers by its date alone.
    const timely = judged?.isTimeOnly === true ? { ...judged, confidence: 1 } : judged;
    const chosen = timely !== null && timely.confidence >= minConfidence ? timely : byTopic;
    const { note, confidence } = chosen;
    if (confidence < minConfidence) {
      const unknown = listUnknown(retrieved.query.terms);
      const reason = explainAbstention(evidence);
      return abstain({ question, reason, confidence, found, started, hits: retrieved.hits, unknown });
    }
    const cited = citeQuotes(chosen.spans);
    const text = renderAnswerText(cited, note);
    checkAnswer(
      cited,
      text,
      chosen.spans.map(({ hit }) => hit),
    );
    return {
      ...{ outcome: 'answer', question, text, ...cited },
      ...(note === null ? {} : { note }),
      confidence,
      hits: found.hits,
      timings: time(found, started),
    };
  };
}

interface AbstainFacts {
  readonly question: string;
  readonly reason: AbstentionReason;
  readonly confidence: number;
  readonly found: Pick<Retrieved, 'hits' | 'embedMs' | 'searchMs'>;
  readonly started: number;
  /** Whose places are named as the closest. @default none */
  readonly hits?: readonly Hit[];
  /** Words of the question that occur nowhere. @default none */
  readonly unknown?: readonly string[];
}

function abstain({
  question,
  reason,
  confidence,
  found,
  started,
  hits = [],
  unknown = [],
}: AbstainFacts): Abstention {
  const closest = listClosest(hits);
  return {
    ...{ outcome: 'abstention', question, reason, confidence, closest },
    text: renderAbstentionText(reason, closest, unknown),
    hits: found.hits,
    timings: time(found, started),
  };
}

/** Quotes that hold the wanted date or number come first. */
function leadWithDetail(spans: readonly SelectedSpan[], wanted: WantedDetail): readonly SelectedSpan[] {
  const lacks = ({ hit, start, end }: SelectedSpan) =>
    hasDetail(hit.passage.text.slice(start, end), wanted) ? 0 : 1;
  return [...spans].sort((a, b) => lacks(a) - lacks(b));
}

/** The signal that speaks loudest against an answer, as a reason. */
function explainAbstention(evidence: Evidence): AbstentionReason {
  if (evidence.unknownName > 0.1 || evidence.unknownWord > 0.2) return 'unknown-term';
  if (evidence.missingDetail > 0 && evidence.coverage > 0.5) return 'missing-detail';
  return 'weak-evidence';
}

/** Words that occur in no article, as typed: names first, since they tell the asker most. */
function listUnknown(terms: readonly QueryTerm[]): readonly string[] {
  const unknown = terms.filter(isUnknown);
  const others = unknown.filter((term) => !isUnknownName(term));
  return [...unknown.filter(isUnknownName), ...others].map(({ surface }) => surface);
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
