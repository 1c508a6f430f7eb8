import type { Library } from '../../answers/library.ts';
import type { MilestoneFindings, MilestoneQuery } from '../../answers/milestone-desk.ts';
import { cleanLine } from '../render/clean-text.ts';
import { createChoiceValue, findArticle } from '../sources/find-article.ts';

/**
 * Asks the library for the milestones of a cleaned search. The search names an article as a choice of autocompletion
 * does, which may be a checksum of its id; the library knows ids and titles.
 */
export function askMilestones(query: MilestoneQuery, library: Library): Promise<MilestoneFindings> {
  const { article: typed } = query;
  if (typed === undefined) return library.findMilestones(query);
  const articles = library.listArticles();
  const found =
    articles.find(({ id }) => cleanLine(createChoiceValue(id)) === typed) ??
    findArticle(typed, articles).found;
  return library.findMilestones(found === undefined ? query : { ...query, article: found.id });
}
