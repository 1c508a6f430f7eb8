import type { Abstention, Answer } from '../answers/answer.ts';
import { renderJson } from './render-json.ts';

/**
 * One line of JSON for a reply, the same fields in the same order for answers and abstentions: `reason` is null for an
 * answer; an abstention has no quotes and no citations. `id` is null where the question came without one. Times are in
 * milliseconds.
 */
export function renderReplyJson(id: string | number | null, reply: Answer | Abstention): string {
  const { question, outcome, confidence, text, hits, timings } = reply;
  const isAnswer = reply.outcome === 'answer';
  const line = {
    id,
    question,
    outcome,
    reason: isAnswer ? null : reply.reason,
    confidence,
    text,
    quotes: isAnswer ? reply.quotes.map(({ text: quoted, citation }) => ({ text: quoted, citation })) : [],
    citations: isAnswer
      ? reply.citations.map(({ number, articleId, title, url, author, date, headingPath, passageId }) => ({
          ...{ number, articleId, title, url, author, date, headingPath, passageId },
        }))
      : [],
    hits: hits.map(({ rank, score, passage }) => ({
      rank,
      passageId: passage.id,
      articleId: passage.article.id,
      score,
      text: passage.text,
    })),
    timings: {
      embedMs: timings.embedMs,
      searchMs: timings.searchMs,
      selectMs: timings.selectMs,
      totalMs: timings.totalMs,
    },
  };
  return renderJson(line);
}
