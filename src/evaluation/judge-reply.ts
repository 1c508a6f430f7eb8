import type { Abstention, Answer } from '../answers/answer.ts';
import type { Hit } from '../retrieval/retriever.ts';
import { containsAnswer } from './contains-answer.ts';
import type { LabelledQuestion } from './question-set.ts';

/** Where the gold stands among hits. Ranks count hits from 1; null where it is in none of them. */
export interface HitJudgement {
  /** Best rank of a passage of the gold article. */
  readonly articleRank: number | null;
  /** Best rank of a passage, of whatever article, that holds the gold answer. */
  readonly answerRank: number | null;
}

/**
 * What became of a question:
 *
 *     answerable   right          an answer that cites the gold article, and the gold answer is within its quotes
 *                  beside         an answer that cites the gold article and quotes other words of it
 *                  wrong-article  an answer whose footnotes do not include the gold article
 *                  refused        an abstention
 *     near, off    rightly-refused, wrongly-answered
 */
export type Verdict =
  'right' | 'beside' | 'wrong-article' | 'refused' | 'rightly-refused' | 'wrongly-answered';

export interface ReplyJudgement extends HitJudgement {
  readonly verdict: Verdict;
  /** Whether the gold answer is within one of the quotes shown, of whatever article; false for unanswerable questions. */
  readonly quotesHoldAnswer: boolean;
  /** True for `right` and `rightly-refused`. */
  readonly isRight: boolean;
}

/** Looks for the gold of a question among hits that are in order. Pure. */
export function judgeHits(
  { goldFile, goldAnswer }: Pick<LabelledQuestion, 'goldFile' | 'goldAnswer'>,
  hits: readonly Hit[],
): HitJudgement {
  const rankOf = (isFound: (hit: Hit) => boolean): number | null => {
    const index = hits.findIndex(isFound);
    return index === -1 ? null : index + 1;
  };
  return {
    articleRank: goldFile === null ? null : rankOf(({ passage }) => passage.article.id === goldFile),
    answerRank:
      goldAnswer === null ? null : rankOf(({ passage }) => containsAnswer(passage.text, goldAnswer)),
  };
}

/** Holds a reply against what a right reply to its question is. Pure. */
export function judgeReply(question: LabelledQuestion, reply: Answer | Abstention): ReplyJudgement {
  const { kind, goldFile, goldAnswer } = question;
  const quotes = reply.outcome === 'answer' ? reply.quotes : [];
  const quotesHoldAnswer = goldAnswer !== null && quotes.some(({ text }) => containsAnswer(text, goldAnswer));
  const citesGold =
    reply.outcome === 'answer' && reply.citations.some(({ articleId }) => articleId === goldFile);
  const verdict = decide(kind === 'answerable', reply.outcome === 'answer', citesGold, quotesHoldAnswer);
  return {
    ...judgeHits(question, reply.hits),
    verdict,
    quotesHoldAnswer,
    isRight: verdict === 'right' || verdict === 'rightly-refused',
  };
}

function decide(isAnswerable: boolean, isAnswer: boolean, citesGold: boolean, holdsAnswer: boolean): Verdict {
  if (!isAnswerable) return isAnswer ? 'wrongly-answered' : 'rightly-refused';
  if (!isAnswer) return 'refused';
  if (!citesGold) return 'wrong-article';
  return holdsAnswer ? 'right' : 'beside';
}
