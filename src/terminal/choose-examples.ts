import type { Library } from '../answers/library.ts';
import { deriveQuestion } from './derive-questions.ts';

export interface ChooseExamplesOptions {
  /** How many are wanted. @default 3 */
  readonly count?: number;
  /** Questions to try first, such as those that come with the articles. @default [] */
  readonly candidates?: readonly string[];
  /** Questions asked of the library at most, so that a start stays quick. @default 12 */
  readonly maxAsked?: number;
}

/** Articles whose headings are looked at; more would only cost time. */
const MAX_ARTICLES = 6;

/**
 * Questions that the library answers, taken from the candidates and then from the titles and headings of the articles
 * in turn. Where too few are answered, others fill up, so that there are examples whenever there are articles.
 */
export async function chooseExamples(
  library: Library,
  options: ChooseExamplesOptions = {},
): Promise<readonly string[]> {
  const { count = 3, candidates = [], maxAsked = 12 } = options;
  const answered: string[] = [];
  const others: string[] = [];
  let asked = 0;
  for await (const question of listCandidates(library, candidates)) {
    if (answered.length >= count || asked >= maxAsked) break;
    if (answered.includes(question) || others.includes(question)) continue;
    asked += 1;
    const { outcome } = await library.ask(question);
    (outcome === 'answer' ? answered : others).push(question);
  }
  return [...answered, ...others].slice(0, count);
}

/** The given ones, then questions on one heading of each article in turn. */
async function* listCandidates(library: Library, given: readonly string[]): AsyncGenerator<string> {
  yield* given;
  const articles = library.listArticles().slice(0, MAX_ARTICLES);
  const perArticle = await Promise.all(
    articles.map(async ({ id, title }) => {
      const { hits } = await library.ask(title);
      const own = hits.filter(({ passage }) => passage.article.id === id);
      const headings = own.flatMap(({ passage }) => passage.headingPath.slice(-1));
      return [...new Set([...headings, title])].map(deriveQuestion).filter((question) => question !== null);
    }),
  );
  const longest = Math.max(0, ...perArticle.map((questions) => questions.length));
  for (let turn = 0; turn < longest; turn += 1) {
    for (const questions of perArticle) {
      const question = questions[turn];
      if (question !== undefined) yield question;
    }
  }
  for (const { title } of articles) yield title;
}
