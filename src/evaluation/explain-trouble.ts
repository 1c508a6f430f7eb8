import type { Abstention, Answer } from '../answers/answer.ts';
import type { ReplyJudgement } from './judge-reply.ts';
import type { LabelledQuestion } from './question-set.ts';

/** Hits that may be quoted. */
const QUOTED_HITS = 5;

/** What went wrong with a question, in one line of words; null where nothing did. Pure. */
export function explainTrouble(
  question: LabelledQuestion,
  reply: Answer | Abstention,
  judgement: ReplyJudgement,
): string | null {
  if (judgement.isRight) return null;
  const confidence = `at confidence ${reply.confidence.toFixed(2)}`;
  const cited =
    reply.outcome === 'answer' ? [...new Set(reply.citations.map(({ articleId }) => articleId))] : [];
  switch (judgement.verdict) {
    case 'wrongly-answered':
      return `answered ${confidence} from ${cited.join(', ')}, though the articles do not say`;
    case 'refused':
      return joinParts([
        `refused (${reply.outcome === 'abstention' ? reply.reason : ''}) ${confidence}`,
        describeSearch(question, reply, judgement),
      ]);
    case 'wrong-article':
      return joinParts([
        `answered ${confidence} from ${cited.join(', ')} instead of ${question.goldFile ?? ''}`,
        judgement.quotesHoldAnswer ? 'the quotes hold the answer all the same' : '',
        describeSearch(question, reply, judgement),
      ]);
    default:
      return joinParts([
        'the quotes miss the answer',
        describeSearch(question, reply, judgement),
        judgement.answerRank !== null && judgement.answerRank <= QUOTED_HITS ? 'other words were quoted' : '',
      ]);
  }
}

function describeSearch(
  { goldFile }: LabelledQuestion,
  { hits }: Answer | Abstention,
  { articleRank, answerRank }: ReplyJudgement,
): string {
  const [first] = hits;
  if (first === undefined) return 'nothing was searched';
  const article =
    articleRank === 1
      ? ''
      : articleRank === null
        ? `the right article is in none of ${hits.length} hits`
        : `another article comes first, the right one at hit ${articleRank}`;
  const answer =
    answerRank === null
      ? `no hit holds the answer`
      : answerRank > QUOTED_HITS
        ? `the answer is only in hit ${answerRank}, past the five that may be quoted`
        : `the answer is in hit ${answerRank}`;
  return joinParts([goldFile === null ? '' : article, answer]);
}

function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('; ');
}
