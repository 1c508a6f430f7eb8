import type { Verdict } from './judge-reply.ts';
import type { QuestionRecord } from './measure-question.ts';

/** How bad it is for the one who asked: to be told something wrong is worse than to be told nothing. */
const SEVERITY: Readonly<Record<Verdict, number>> = {
  'wrong-article': 4,
  'wrongly-answered': 3,
  beside: 2,
  refused: 1,
  right: 0,
  'rightly-refused': 0,
};

/**
 * Ids of the questions that went wrong, worst first: what was said from the wrong place, then off topic before near,
 * then what missed the answer, then what was refused; among these the ones that Footnote was surest of.
 */
export function rankWorst(records: readonly QuestionRecord[], limit: number): readonly string[] {
  const severityOf = ({ verdict, kind }: QuestionRecord): number =>
    verdict === 'wrongly-answered' && kind === 'off' ? 5 : SEVERITY[verdict];
  // Refused with little confidence, though the articles answer: as sure, and as wrong, as the reverse.
  const sureness = ({ verdict, confidence }: QuestionRecord): number =>
    verdict === 'refused' ? 1 - confidence : confidence;
  return records
    .filter((record) => severityOf(record) > 0)
    .sort((a, b) => severityOf(b) - severityOf(a) || sureness(b) - sureness(a) || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
    .map(({ id }) => id);
}
