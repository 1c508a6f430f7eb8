import type { LostQuestion, QuestionsSummary } from './compare-results.ts';

/** Lost questions that are told with what they gave; of the others only the ids. */
const MAX_TOLD = 20;

/** What the regression questions gave, in lines for people. Holds text of articles and questions as it is. */
export function renderQuestions(summary: QuestionsSummary): readonly string[] {
  const { answerable, unanswerable, success, shared, lost } = summary;
  const others = lost.slice(MAX_TOLD).map(({ id }) => id);
  return [
    `Questions: ${share(answerable.right, answerable.count)} answerable ones answered, ` +
      `${share(answerable.articleFirst, answerable.count)} with the right article first; ` +
      `${share(unanswerable.refused, unanswerable.count)} unanswerable ones refused. ` +
      `All in all ${percent(success)} went well.`,
    ...(shared === null
      ? []
      : [
          `Of the ${shared.count} questions that the index before knew too, ${shared.now} went well; before ${shared.before}.`,
        ]),
    ...(lost.length === 0 ? [] : [`Lost: ${lost.length}`]),
    ...lost.slice(0, MAX_TOLD).flatMap(renderLost),
    ...(others.length === 0 ? [] : [`  and ${others.join(', ')}`]),
  ];
}

/** Why a build was not taken, in one sentence. */
export function explainBelowFloor({ minSuccess, success, shared }: QuestionsSummary): string {
  const what =
    minSuccess === null
      ? `${shared?.now ?? 0} of ${shared?.count ?? 0} questions of questions.jsonl would go well, and ${shared?.before ?? 0} do now`
      : `${percent(success)} of the questions of questions.jsonl would go well, and ${percent(minSuccess)} are asked for (--min-success)`;
  return `The new index was not taken: ${what}. The index is as it was. If this is meant, run "npm run index -- --force".`;
}

function renderLost({ id, question, before, now, removedArticle }: LostQuestion): readonly string[] {
  const gone = removedArticle === null ? '' : `; ${removedArticle} is no longer in the index`;
  return [`  ${id}: ${question}`, `    before: ${before}`, `    now:    ${now}${gone}`];
}

function share(part: number, all: number): string {
  return all === 0 ? '0 of 0' : `${part} of ${all} (${percent(part / all)})`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
