import { distance } from 'fastest-levenshtein';
import { analyzeText } from '../text/analyze-text.ts';
import { foldText } from '../text/fold.ts';
import type { ArticleHeader } from '../passages/passage.ts';

/** Letters of a name that are compared; more would cost time and change nothing. */
const COMPARED_LENGTH = 200;

/** A name with more than this share of its letters wrong is no slip of the one that was meant. */
const MAX_EDIT_SHARE = 0.5;

/**
 * The article whose id or title was typed, in any case; else the one that may have been meant: which shares the most
 * words with what was typed, else which differs from it in the fewest letters.
 */
export function findNamedArticle(
  typed: string,
  articles: readonly ArticleHeader[],
): { readonly found?: ArticleHeader; readonly nearest?: ArticleHeader } {
  const wanted = foldName(typed);
  const found =
    articles.find(({ id, title }) => id === typed || title === typed) ??
    articles.find(({ id, title }) => foldName(id) === wanted || foldName(title) === wanted);
  if (found !== undefined) return { found };
  const nearest = findByWords(typed, articles) ?? findBySpelling(wanted, articles);
  return nearest === undefined ? {} : { nearest };
}

function findByWords(typed: string, articles: readonly ArticleHeader[]): ArticleHeader | undefined {
  const wanted = listStems(typed.slice(0, COMPARED_LENGTH));
  let best: ArticleHeader | undefined;
  let most = 0;
  for (const article of articles) {
    const stems = listStems(`${article.title} ${article.id.replace(/[/._-]+/g, ' ')}`);
    let shared = 0;
    for (const stem of wanted) if (stems.has(stem)) shared += 1;
    // One common word of many is chance.
    if (shared * 2 <= wanted.size || shared <= most) continue;
    most = shared;
    best = article;
  }
  return best;
}

function findBySpelling(wanted: string, articles: readonly ArticleHeader[]): ArticleHeader | undefined {
  let best: ArticleHeader | undefined;
  let least = Math.max(1, wanted.length * MAX_EDIT_SHARE);
  for (const article of articles) {
    const words = wanted.includes(' ') ? [] : article.title.split(/\s+/);
    for (const name of [article.title, article.id, article.id.replace(/^.*\/|\.\w+$/g, ''), ...words]) {
      const edits = distance(wanted, foldName(name));
      if (edits >= least) continue;
      least = edits;
      best = article;
    }
  }
  return best;
}

function listStems(text: string): ReadonlySet<string> {
  return new Set(analyzeText(text).map(({ terms, surface }) => terms[0] ?? surface));
}

function foldName(name: string): string {
  return foldText(name.slice(0, COMPARED_LENGTH)).replace(/\s+/g, ' ').trim();
}
