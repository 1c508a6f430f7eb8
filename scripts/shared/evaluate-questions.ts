import { containsAnswer } from '../../src/evaluation/contains-answer.ts';
import { createQuestionsReport } from '../../src/evaluation/create-questions-report.ts';
import type { QuestionsReport } from '../../src/evaluation/evaluation-report.ts';
import { measureQuestion, type QuestionRecord } from '../../src/evaluation/measure-question.ts';
import { assertKnownArticles, type LabelledQuestion } from '../../src/evaluation/question-set.ts';
import type { OpenLibrary } from '../../src/open-library.ts';
import type { Passage } from '../../src/passages/passage.ts';
import type { Hit } from '../../src/retrieval/retriever.ts';
import { createSearchRows } from './create-search-rows.ts';

export interface EvaluateQuestionsOptions {
  readonly questions: readonly LabelledQuestion[];
  /** Where the questions come from, as the report and messages name it. */
  readonly path: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Hits of each search that are looked at. */
const DEPTH = 10;

/**
 * Asks every question, one after the other, of each search by itself and of the whole answering path. Throws a
 * `ConfigError` where a question's article is not in the index.
 */
export async function evaluateQuestions(
  { library, searchParts, reranker }: Pick<OpenLibrary, 'library' | 'searchParts' | 'reranker'>,
  { questions, path, onProgress }: EvaluateQuestionsOptions,
): Promise<QuestionsReport> {
  const ids = new Set(library.listArticles().map(({ id }) => id));
  assertKnownArticles(questions, ids, path);
  const rows = createSearchRows(searchParts, reranker);
  const records: QuestionRecord[] = [];
  for (const question of questions) {
    onProgress?.(records.length, questions.length);
    // Before the searches below, which would warm the caches for it.
    const reply = await library.ask(question.question, { topK: DEPTH });
    const found: Record<string, readonly Hit[]> = {};
    for (const [row, retriever] of Object.entries(rows)) {
      found[row] = (await retriever.search(question.question, { topK: DEPTH })).hits;
    }
    records.push(measureQuestion({ question, reply, found }));
  }
  onProgress?.(records.length, questions.length);
  const { generation, articleCount, passageCount, modelId } = library.describe();
  return createQuestionsReport(
    records,
    {
      questions: path,
      index: `${generation}: ${articleCount} articles in ${passageCount} passages`,
      'embedding model': modelId,
      'reranking model': reranker?.modelId ?? 'none (RERANK_MODEL)',
    },
    describeCeiling(questions, searchParts.passages),
  );
}

/** Gold answers that run over the edge of a passage, or stand in a part that was left out, can never be found. */
function describeCeiling(
  questions: readonly LabelledQuestion[],
  passages: readonly Passage[],
): readonly string[] {
  const texts = new Map<string, string[]>();
  for (const { article, text } of passages) {
    const list = texts.get(article.id);
    if (list === undefined) texts.set(article.id, [text]);
    else list.push(text);
  }
  const missing = questions.filter(
    ({ goldFile, goldAnswer }) =>
      goldFile !== null &&
      goldAnswer !== null &&
      !(texts.get(goldFile) ?? []).some((text) => containsAnswer(text, goldAnswer)),
  );
  if (missing.length === 0) return [];
  const named = missing.map(({ id }) => id).join(', ');
  return [`No single passage of the gold article holds the gold answer of ${named}: these cannot be found.`];
}
