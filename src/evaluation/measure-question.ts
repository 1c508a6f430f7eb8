import type { Abstention, Answer } from '../answers/answer.ts';
import type { Hit } from '../retrieval/retriever.ts';
import type { QuestionsReport } from './evaluation-report.ts';
import { explainTrouble } from './explain-trouble.ts';
import { judgeHits, judgeReply, type ReplyJudgement } from './judge-reply.ts';
import type { LabelledQuestion } from './question-set.ts';

/** What the rows of the answering path are called: all answerable questions, then those about dates and the others. */
export const ANSWER_ROWS = { all: 'answers', dates: 'answers: dates', others: 'answers: others' } as const;

/** Measures of which less is better; of all others more is. */
export const LOWER_IS_BETTER: ReadonlySet<string> = new Set(['wrongly refused', 'wrong answer']);

/** What was found and replied to one question. */
export interface AskedQuestion {
  readonly question: LabelledQuestion;
  readonly reply: Answer | Abstention;
  /** At least ten hits of each retrieval row, where there are so many. */
  readonly found: Readonly<Record<string, readonly Hit[]>>;
}

export type QuestionRecord = QuestionsReport['questions'][number];

/** How far down MRR looks. */
const MRR_DEPTH = 10;

/** Everything that is measured on one question. Pure. */
export function measureQuestion({ question, reply, found }: AskedQuestion): QuestionRecord {
  const { id, kind, temporal } = question;
  const judgement = judgeReply(question, reply);
  const values: QuestionRecord['values'] = {};
  if (kind === 'answerable') {
    for (const [row, hits] of Object.entries(found)) values[row] = measureHits(question, hits);
  }
  values[ANSWER_ROWS.all] = measureReply(kind, judgement);
  if (kind === 'answerable') {
    values[temporal ? ANSWER_ROWS.dates : ANSWER_ROWS.others] = measureReply(kind, judgement);
  }
  return {
    ...{ id, question: question.question, values, kind, temporal },
    verdict: judgement.verdict,
    confidence: reply.confidence,
    totalMs: reply.timings.totalMs,
    trouble: explainTrouble(question, reply, judgement),
  };
}

function measureHits(question: LabelledQuestion, hits: readonly Hit[]): Record<string, number> {
  const { articleRank, answerRank } = judgeHits(question, hits);
  const within = (rank: number | null, k: number): number => Number(rank !== null && rank <= k);
  return {
    'Success@1': within(articleRank, 1),
    'Success@5': within(articleRank, 5),
    'MRR@10': articleRank !== null && articleRank <= MRR_DEPTH ? 1 / articleRank : 0,
    'answer in hit 1': within(answerRank, 1),
    'answer in top 5': within(answerRank, 5),
  };
}

function measureReply(
  kind: LabelledQuestion['kind'],
  { verdict, quotesHoldAnswer }: ReplyJudgement,
): Record<string, number> {
  if (kind !== 'answerable') return { [`${kind}: refused`]: Number(verdict === 'rightly-refused') };
  return {
    'answer in quotes': Number(quotesHoldAnswer),
    'wrongly refused': Number(verdict === 'refused'),
    'wrong answer': Number(verdict === 'wrong-article'),
  };
}
