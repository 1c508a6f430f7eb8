import type { Abstention, AbstentionReason, Answer } from '../../src/answers/answer.ts';
import type { Library, Passage } from '../../src/answers/library.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { createWordDesk } from './word-desk.ts';

export type Stage = (question: string) => Answer | Abstention | Promise<Answer | Abstention>;

export interface StagedLibrary extends Library {
  /** Every question asked so far, in order. */
  readonly asked: readonly string[];
  /** Puts other passages in the place of these, as another build of the index does. */
  restock(passages: readonly Passage[]): void;
}

const TIMINGS = { embedMs: 1, searchMs: 2, selectMs: 3, totalMs: 6 } as const;

/** A library over given passages whose every reply is the test's own: a value, a promise that takes its time, or a throw. */
export function createStagedLibrary(
  passages: readonly Passage[],
  stage: Stage,
  milestones: readonly Milestone[] = [],
): StagedLibrary {
  const asked: string[] = [];
  let shelved = passages;
  return {
    ...createWordDesk(milestones, passages),
    asked,
    restock: (next) => {
      shelved = next;
    },
    ask: async (question) => {
      asked.push(question);
      return stage(question);
    },
    findPassage: (passageId) => shelved.find(({ id }) => id === passageId),
    listArticles: () => {
      const byId = new Map(shelved.map(({ article }) => [article.id, article]));
      return [...byId.values()]
        .sort((a, b) => a.title.localeCompare(b.title))
        .map((article) => ({
          ...article,
          passageCount: shelved.filter((passage) => passage.article.id === article.id).length,
        }));
    },
    describe: () => ({
      generation: '20260102T030405000Z-0123abcd',
      builtAt: '2026-01-02T03:04:05.000Z',
      articleCount: new Set(shelved.map(({ article }) => article.id)).size,
      passageCount: shelved.length,
      modelId: 'some/model',
    }),
  };
}

/** An answer that quotes the given words, each from the passage that stands beside it. */
export function stageAnswer(
  question: string,
  quoted: readonly { readonly passage: Passage; readonly words: string }[],
): Answer {
  const cited = [...new Set(quoted.map(({ passage }) => passage))];
  return {
    outcome: 'answer',
    question,
    text: quoted.map(({ words }) => words).join('\n'),
    confidence: 0.9,
    hits: cited.map((passage, index) => ({
      ...{ passage, rank: index + 1, score: 1, cosineSimilarity: 0.5, lexicalScore: 1 },
    })),
    timings: TIMINGS,
    quotes: quoted.map(({ passage, words }) => {
      const start = passage.start + passage.text.indexOf(words);
      return { text: words, citation: cited.indexOf(passage) + 1, start, end: start + words.length };
    }),
    citations: cited.map(({ id, article, headingPath }, index) => ({
      number: index + 1,
      passageId: id,
      articleId: article.id,
      title: article.title,
      url: article.url,
      author: article.author,
      date: article.date,
      headingPath,
    })),
  };
}

export function stageAbstention(
  question: string,
  reason: AbstentionReason,
  closest: Abstention['closest'] = [],
): Abstention {
  return {
    outcome: 'abstention',
    question,
    reason,
    text:
      reason === 'unknown-term'
        ? 'Not in the articles: they never mention “zorblax”.'
        : 'Not in the articles.',
    confidence: 0.1,
    hits: [],
    timings: TIMINGS,
    closest,
  };
}
