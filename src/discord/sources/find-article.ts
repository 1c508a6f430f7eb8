import { createHash } from 'node:crypto';
import { distance } from 'fastest-levenshtein';
import type { ArticleSummary } from '../../answers/library.ts';
import { foldText } from '../../text/fold.ts';
import { truncateText } from '../../text/truncate.ts';
import { MAX_CHOICE_LENGTH, MAX_CHOICES } from '../limits.ts';
import { cleanLine } from '../render/clean-text.ts';

/** A choice as autocompletion takes it. */
export interface ArticleChoice {
  readonly name: string;
  readonly value: string;
}

/** Letters of a title that are compared with what was typed; more would cost time and change nothing. */
const COMPARED_LENGTH = 200;

/** The articles that fit what was typed so far, best first: at most 25, for autocomplete. */
export function listChoices(typed: string, articles: readonly ArticleSummary[]): readonly ArticleChoice[] {
  const wanted = foldText(cleanLine(typed));
  const titles = new Map<string, number>();
  for (const { title } of articles) titles.set(title, (titles.get(title) ?? 0) + 1);
  return articles
    .map((article) => ({ article, fit: rateFit(wanted, article) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, MAX_CHOICES)
    .map(({ article }) => ({
      name: nameChoice(article, (titles.get(article.title) ?? 0) > 1),
      value: createChoiceValue(article.id),
    }));
}

/** The article that a submitted value names; else the nearest title. A person may send text that is no choice. */
export function findArticle(
  typed: string,
  articles: readonly ArticleSummary[],
): { readonly found?: ArticleSummary; readonly nearest?: ArticleSummary } {
  const wanted = foldText(cleanLine(typed)).slice(0, COMPARED_LENGTH);
  const found =
    articles.find(({ id }) => createChoiceValue(id) === typed || id === typed) ??
    articles.find(({ title }) => foldText(cleanLine(title)) === wanted);
  if (found !== undefined) return { found };
  const [contained] = listChoices(typed, articles);
  const nearest =
    articles.find(({ id }) => createChoiceValue(id) === contained?.value) ?? findNearest(wanted, articles);
  return nearest === undefined ? {} : { nearest };
}

/** The id itself; where Discord takes no value of that length, a checksum of it. */
export function createChoiceValue(articleId: string): string {
  if (articleId.length <= MAX_CHOICE_LENGTH && articleId.trim() !== '') return articleId;
  return `sha256:${createHash('sha256').update(articleId).digest('hex').slice(0, 32)}`;
}

function nameChoice(article: ArticleSummary, isAmbiguous: boolean): string {
  const title = cleanLine(article.title) || cleanLine(article.id) || 'Untitled';
  const suffix = isAmbiguous ? ` (${truncateText(cleanLine(article.id), MAX_CHOICE_LENGTH / 2)})` : '';
  return truncateText(title, MAX_CHOICE_LENGTH - suffix.length) + suffix;
}

/** 0 where nothing fits; an empty text fits everything. */
function rateFit(wanted: string, article: ArticleSummary): number {
  const title = foldText(cleanLine(article.title));
  if (title.startsWith(wanted)) return 4;
  if (title.includes(` ${wanted}`)) return 3;
  if (title.includes(wanted)) return 2;
  return foldText(article.id).includes(wanted) ? 1 : 0;
}

function findNearest(wanted: string, articles: readonly ArticleSummary[]): ArticleSummary | undefined {
  let best: ArticleSummary | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const article of articles) {
    for (const name of [article.title, article.id]) {
      const edits = distance(wanted, foldText(cleanLine(name)).slice(0, COMPARED_LENGTH));
      if (edits < least) {
        least = edits;
        best = article;
      }
    }
  }
  return best;
}
