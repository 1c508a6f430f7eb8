import { containsAnswer } from '../../src/evaluation/contains-answer.ts';

/** What a search found: a piece of an article. */
export interface FoundPiece {
  readonly articleId: string;
  readonly text: string;
}

/** A question that the articles answer. */
export interface AnswerableQuestion {
  readonly question: string;
  readonly goldFile: string;
  readonly goldAnswer: string;
}

/** Shares of the questions, in [0, 1]. */
export interface Quality {
  /** The right article is the first hit's. */
  readonly articleFirst: number;
  /** The right article is that of one of the first five hits. */
  readonly articleInFive: number;
  /** The gold answer stands in the first hit. */
  readonly answerFirst: number;
  /** The gold answer stands in one of the first five hits. */
  readonly answerInFive: number;
}

/** Scores the hits of each question, best first, with the matching of `npm run evaluate`. */
export function scoreHits(
  questions: readonly AnswerableQuestion[],
  hits: readonly (readonly FoundPiece[])[],
): Quality {
  const share = (
    depth: number,
    isRight: (hit: FoundPiece, question: AnswerableQuestion) => boolean,
  ): number => {
    const right = questions.filter((question, index) =>
      (hits[index] ?? []).slice(0, depth).some((hit) => isRight(hit, question)),
    );
    return right.length / questions.length;
  };
  const isArticle = ({ articleId }: FoundPiece, { goldFile }: AnswerableQuestion): boolean =>
    articleId === goldFile;
  const hasAnswer = ({ text }: FoundPiece, { goldAnswer }: AnswerableQuestion): boolean =>
    containsAnswer(text, goldAnswer);
  return {
    articleFirst: share(1, isArticle),
    articleInFive: share(5, isArticle),
    answerFirst: share(1, hasAnswer),
    answerInFive: share(5, hasAnswer),
  };
}
