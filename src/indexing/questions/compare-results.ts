import type { QuestionResult, QuestionResults } from './question-results.ts';

/** A question that the current index does well on, and the new one does not. */
export interface LostQuestion {
  readonly id: string;
  readonly question: string;
  /** What the current index gave, and what the new one gives. */
  readonly before: string;
  readonly now: string;
  /** The article that answered it, where that is no longer in the corpus; else null. */
  readonly removedArticle: string | null;
}

/** What the regression questions gave, and how that compares. Shares are in [0, 1]. */
export interface QuestionsSummary {
  /** `right`: the gold answer was quoted from the gold article. `articleFirst`: the best hit was of that article. */
  readonly answerable: { readonly count: number; readonly right: number; readonly articleFirst: number };
  readonly unanswerable: { readonly count: number; readonly refused: number };
  /** Share of all questions that went well. */
  readonly success: number;
  /** How many of the questions that both indexes know went well; null where they share none. */
  readonly shared: { readonly count: number; readonly before: number; readonly now: number } | null;
  /** The share asked for; null where the current index is the floor. */
  readonly minSuccess: number | null;
  readonly isBelowFloor: boolean;
  readonly lost: readonly LostQuestion[];
}

export interface CompareResultsOptions {
  /** Of the current index; null where there is none, or it has none. */
  readonly before: QuestionResults;
  readonly now: NonNullable<QuestionResults>;
  /** Least share of the questions that must go well, in [0, 1]; undefined for what the current index reaches. */
  readonly minSuccess: number | undefined;
  readonly articleIds: ReadonlySet<string>;
}

/** Holds the results of a new generation against those of the current one. A new or edited question is no loss. */
export function compareResults({
  before,
  now,
  minSuccess,
  articleIds,
}: CompareResultsOptions): QuestionsSummary {
  const known = new Map((before?.results ?? []).map((result) => [`${result.id} ${result.key}`, result]));
  const pairs = now.results.flatMap((result) => {
    const old = known.get(`${result.id} ${result.key}`);
    return old === undefined ? [] : [{ old, result }];
  });
  const [answerable, unanswerable] = [
    now.results.filter(({ kind }) => kind === 'answerable'),
    now.results.filter(({ kind }) => kind !== 'answerable'),
  ];
  const success = now.results.length === 0 ? 1 : countRight(now.results) / now.results.length;
  const shared = {
    count: pairs.length,
    before: countRight(pairs.map(({ old }) => old)),
    now: countRight(pairs.map(({ result }) => result)),
  };
  return {
    answerable: {
      count: answerable.length,
      right: countRight(answerable),
      articleFirst: answerable.filter(({ articleFirst }) => articleFirst).length,
    },
    unanswerable: { count: unanswerable.length, refused: countRight(unanswerable) },
    success,
    shared: pairs.length === 0 ? null : shared,
    minSuccess: minSuccess ?? null,
    isBelowFloor: minSuccess === undefined ? shared.now < shared.before : success < minSuccess,
    lost: pairs
      .filter(({ old, result }) => old.isRight && !result.isRight)
      .map(({ old, result: { id, question, gave, goldFile } }) => ({
        ...{ id, question, before: old.gave, now: gave },
        removedArticle: goldFile !== null && !articleIds.has(goldFile) ? goldFile : null,
      })),
  };
}

function countRight(results: readonly QuestionResult[]): number {
  return results.filter(({ isRight }) => isRight).length;
}
