import { compareMilestones, findMilestones } from '../milestones/find-milestones.ts';
import type { Milestone } from '../milestones/milestone.ts';
import { parseDateRange } from '../milestones/parse-date-range.ts';
import type { ArticleHeader, Passage } from '../passages/passage.ts';
import type { Retriever } from '../retrieval/retriever.ts';
import { findNamedArticle } from './find-named-article.ts';
import type { PassagesById } from './index-passages.ts';
import { createTopicMatcher } from './match-topic.ts';
import type { MilestoneDesk, MilestoneEntry, MilestoneFindings, MilestoneQuery } from './milestone-desk.ts';
import { refuseArticle, refuseMilestones } from './refuse-milestones.ts';
import { createMilestoneSuggester } from './suggest-milestones.ts';

/** The parts of one generation of the index. */
export interface MilestoneDeskParts {
  /** In any order; one whose passage is not among `passages` is passed over. */
  readonly milestones: readonly Milestone[];
  readonly passages: readonly Passage[];
  /** The same passages by their ids. @default made from `passages` */
  readonly passageById?: PassagesById;
  /** Finds what a topic means. */
  readonly retriever: Retriever;
}

/** The desk over one generation. Topics go through the retriever; all else is answered from memory. */
export function createMilestoneDesk({
  milestones,
  passages,
  passageById = new Map(passages.map((passage) => [passage.id, passage])),
  retriever,
}: MilestoneDeskParts): MilestoneDesk {
  const articles = listArticles(passages);
  const entries = [...milestones].sort(compareMilestones).flatMap((milestone): MilestoneEntry[] => {
    const passage = passageById.get(milestone.passageId);
    if (passage === undefined) return [];
    return [{ milestone, article: passage.article, headingPath: passage.headingPath }];
  });
  const entryById = new Map(entries.map((entry) => [entry.milestone.id, entry]));
  const cited = entries.map(({ milestone }) => milestone);
  const matchTopic = createTopicMatcher(cited, retriever);

  return {
    async findMilestones(query: MilestoneQuery): Promise<MilestoneFindings> {
      const range = parseDateRange(query.from ?? null, query.to ?? null);
      if ('problem' in range) return refuseMilestones(range.problem, query);
      const typed = query.article?.trim() ?? '';
      const { found, nearest } = typed === '' ? {} : findNamedArticle(typed, articles);
      if (typed !== '' && found === undefined) return refuseArticle(typed, nearest?.title);
      const topic = query.topic?.trim() ?? '';
      const candidates = topic === '' ? cited : await matchTopic(topic);
      const matching = findMilestones(candidates, {
        range,
        ...(found === undefined ? {} : { articleId: found.id }),
      });
      const shown = matching.flatMap(({ id }) => entryById.get(id) ?? []);
      if (shown.length > 0) return { outcome: 'found', entries: shown };
      return refuseMilestones('nothing-found', query);
    },
    findMilestone: (milestoneId) => entryById.get(milestoneId),
    suggestMilestones: createMilestoneSuggester(entries),
  };
}

/** The articles of passages, each once, of which those of one article follow each other. */
function listArticles(passages: readonly Passage[]): readonly ArticleHeader[] {
  const articles = new Map<string, ArticleHeader>();
  let last: ArticleHeader | null = null;
  for (const { article } of passages) {
    // They share one header: there are ten times as many passages as articles.
    if (article !== last) articles.set(article.id, article);
    last = article;
  }
  return [...articles.values()];
}
