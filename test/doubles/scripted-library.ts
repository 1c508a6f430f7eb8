import type { Abstention, Answer } from '../../src/answers/answer.ts';
import type { Library, Passage } from '../../src/answers/library.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { createWordDesk } from './word-desk.ts';

export interface ScriptedLibrary extends Library {
  /** Every question asked so far, in order. */
  readonly asked: readonly string[];
  /** From now on the passages are gone, as after another build of the index. */
  forgetPassages(): void;
}

/** What a question is answered with: the passages it quotes (by position, whole), or an error. */
export type Script = Readonly<Record<string, readonly number[] | Error>>;

const NO_TIME = { embedMs: 1, searchMs: 2, selectMs: 3, totalMs: 6 } as const;

/** A library over given passages that answers the questions of its script and abstains from all others. */
export function createScriptedLibrary(
  passages: readonly Passage[],
  script: Script = {},
  milestones: readonly Milestone[] = [],
): ScriptedLibrary {
  const asked: string[] = [];
  let known = passages;
  const hits = passages.map((passage, index) => ({
    ...{ passage, rank: index + 1, score: 1 / (index + 1), cosineSimilarity: 0.5, lexicalScore: 1 },
  }));
  return {
    ...createWordDesk(milestones, passages),
    asked,
    forgetPassages: () => {
      known = [];
    },
    ask: (question, { topK = 10 } = {}) => {
      asked.push(question);
      const scripted = script[question] ?? [];
      if (scripted instanceof Error) return Promise.reject(scripted);
      const quoted = scripted
        .map((position) => passages[position])
        .filter((passage) => passage !== undefined);
      const reply = { question, hits: hits.slice(0, topK), timings: NO_TIME };
      return Promise.resolve(
        quoted.length === 0 ? { ...reply, ...ABSTENTION } : { ...reply, ...quote(quoted) },
      );
    },
    findPassage: (passageId) => known.find(({ id }) => id === passageId),
    listArticles: () => passages.map(({ article }) => ({ ...article, passageCount: 1 })),
    describe: () => ({
      generation: '20260102T030405000Z-0123abcd',
      builtAt: '2026-01-02T03:04:05.000Z',
      articleCount: passages.length,
      passageCount: passages.length,
      modelId: 'some/model',
    }),
  };
}

const ABSTENTION = {
  outcome: 'abstention',
  reason: 'weak-evidence',
  text: 'Not in the articles.',
  confidence: 0.1,
  closest: [],
} as const satisfies Partial<Abstention>;

function quote(
  passages: readonly Passage[],
): Pick<Answer, 'outcome' | 'text' | 'confidence' | 'quotes' | 'citations'> {
  return {
    outcome: 'answer',
    text: passages.map(({ text }, index) => `${text} [${index + 1}]`).join('\n'),
    confidence: 0.9,
    quotes: passages.map(({ text, start, end }, index) => ({ text, start, end, citation: index + 1 })),
    citations: passages.map(({ id, article, headingPath }, index) => ({
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
