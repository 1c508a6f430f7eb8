import { judgeReply } from '../../evaluation/judge-reply.ts';
import type { LabelledQuestion } from '../../evaluation/question-set.ts';
import { truncateText } from '../../text/truncate.ts';
import type { Reply } from '../answering-path.ts';
import { hashQuestion, type QuestionResult } from './question-results.ts';

export interface AskQuestionsOptions {
  readonly ask: (question: string) => Promise<Reply>;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** Longest quote that is kept of an answer, in UTF-16 units. */
const MAX_QUOTE_LENGTH = 200;

/** Asks the questions one after the other and judges each reply. Other work of the process gets a turn in between. */
export async function askQuestions(
  questions: readonly LabelledQuestion[],
  { ask, onProgress, signal }: AskQuestionsOptions,
): Promise<readonly QuestionResult[]> {
  const results: QuestionResult[] = [];
  for (const labelled of questions) {
    signal.throwIfAborted();
    const reply = await ask(labelled.question);
    const { isRight, articleRank } = judgeReply(labelled, reply);
    const { id, question, kind, goldFile } = labelled;
    results.push({
      ...{ id, key: hashQuestion(labelled), question, kind, goldFile, isRight },
      articleFirst: articleRank === 1,
      gave: describeReply(reply),
    });
    onProgress(results.length, questions.length);
    await new Promise(setImmediate);
  }
  return results;
}

function describeReply(reply: Reply): string {
  if (reply.outcome === 'abstention') return `not in the articles (${reply.reason})`;
  const [quote] = reply.quotes;
  const cited = reply.citations.find(({ number }) => number === quote?.citation);
  const words = truncateText((quote?.text ?? '').replace(/\s+/g, ' '), MAX_QUOTE_LENGTH);
  return `"${words}" (${cited?.articleId ?? 'no article'})`;
}
