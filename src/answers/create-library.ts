import type { ArticleHeader, Passage } from '../passages/passage.ts';
import type { ArticleSummary, Library, LibraryFacts } from './library.ts';
import type { Ask } from './create-answerer.ts';
import type { PassagesById } from './index-passages.ts';
import type { MilestoneDesk } from './milestone-desk.ts';

/** What one generation of the index gives to the edges. */
export interface Shelf {
  readonly ask: Ask;
  readonly passages: readonly Passage[];
  /** The same passages by their ids. @default made from `passages` */
  readonly passageById?: PassagesById;
  readonly desk: MilestoneDesk;
  readonly facts: LibraryFacts;
}

interface OpenShelf extends Shelf {
  readonly passageById: PassagesById;
  readonly articles: readonly ArticleSummary[];
}

/** A library whose shelf can be changed while it is open: a call that has begun ends on the shelf it began on. */
export interface SwitchableLibrary extends Library {
  switchTo(shelf: Shelf): void;
}

export function createLibrary(first: Shelf): SwitchableLibrary {
  let shelf = openShelf(first);
  return {
    ask: (question, options) => shelf.ask(question, options),
    findPassage: (passageId) => shelf.passageById.get(passageId),
    listArticles: () => shelf.articles,
    describe: () => shelf.facts,
    findMilestones: (query) => shelf.desk.findMilestones(query),
    findMilestone: (milestoneId) => shelf.desk.findMilestone(milestoneId),
    suggestMilestones: (typed, limit) => shelf.desk.suggestMilestones(typed, limit),
    switchTo: (next) => {
      shelf = openShelf(next);
    },
  };
}

function openShelf(shelf: Shelf): OpenShelf {
  const headers = new Map<string, { header: ArticleHeader; passageCount: number }>();
  for (const { article } of shelf.passages) {
    const entry = headers.get(article.id);
    headers.set(article.id, { header: article, passageCount: (entry?.passageCount ?? 0) + 1 });
  }
  const articles = [...headers.values()]
    .map(({ header, passageCount }): ArticleSummary => ({ ...header, passageCount }))
    .sort((a, b) => a.title.localeCompare(b.title, 'en') || (a.id < b.id ? -1 : 1));
  const passageById = shelf.passageById ?? new Map(shelf.passages.map((passage) => [passage.id, passage]));
  return { ...shelf, articles, passageById };
}
