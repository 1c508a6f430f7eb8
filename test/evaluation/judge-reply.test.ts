import { describe, expect, it } from 'vitest';
import { judgeHits, judgeReply } from '../../src/evaluation/judge-reply.ts';
import type { LabelledQuestion } from '../../src/evaluation/question-set.ts';
import { makeHits } from '../doubles/make-hits.ts';
import { makePassages } from '../doubles/make-passage.ts';
import { stageAbstention, stageAnswer } from '../doubles/staged-library.ts';

const passages = makePassages([
  { text: 'The lamp burned whale oil. It was lit at dusk.' },
  { text: 'The tower was finished by Thomas Varley in 1874.' },
  { text: 'Thomas Varley was born elsewhere.' },
]);
const [lamp, tower, born] = passages;
if (lamp === undefined || tower === undefined || born === undefined) throw new Error('three passages');

const answerable: LabelledQuestion = {
  ...{ id: 'q1', question: 'Who built the tower?', kind: 'answerable', temporal: false, line: 1 },
  ...{ goldFile: tower.article.id, goldAnswer: 'Thomas Varley' },
};
const near: LabelledQuestion = { ...answerable, kind: 'near', goldFile: null, goldAnswer: null };

describe('judgeHits', () => {
  it('ranks the gold article by its best passage, and the answer by the first that holds it, of whatever article', () => {
    expect(judgeHits(answerable, makeHits([born, lamp, tower]))).toEqual({ articleRank: 3, answerRank: 1 });
  });

  it('has no rank for what is not found, nor for an unanswerable question', () => {
    expect(judgeHits(answerable, makeHits([lamp]))).toEqual({ articleRank: null, answerRank: null });
    expect(judgeHits(near, makeHits(passages))).toEqual({ articleRank: null, answerRank: null });
  });
});

describe('judgeReply', () => {
  const answer = (...quoted: readonly { passage: typeof lamp; words: string }[]) =>
    stageAnswer('Who built the tower?', quoted);
  const varley = { passage: tower, words: 'The tower was finished by Thomas Varley' };

  it('is right where the gold article is cited and the gold answer is within the quotes', () => {
    expect(judgeReply(answerable, answer(varley))).toEqual({
      ...{ verdict: 'right', quotesHoldAnswer: true, isRight: true, articleRank: 1, answerRank: 1 },
    });
  });

  it.each([
    ['other words of the gold article', answer({ passage: tower, words: 'in 1874' }), 'beside', false],
    ['another article', answer({ passage: lamp, words: 'It was lit at dusk.' }), 'wrong-article', false],
    [
      'the answer, but from another article',
      answer({ passage: born, words: 'Thomas Varley' }),
      'wrong-article',
      true,
    ],
    ['nothing', stageAbstention('Who built the tower?', 'weak-evidence'), 'refused', false],
  ] as const)('is not right where it quotes %s', (_, reply, verdict, quotesHoldAnswer) => {
    expect(judgeReply(answerable, reply)).toMatchObject({ verdict, quotesHoldAnswer, isRight: false });
  });

  it('wants an unanswerable question refused', () => {
    const refusal = stageAbstention('Who painted it?', 'unknown-term');
    expect(judgeReply(near, refusal)).toMatchObject({ verdict: 'rightly-refused', isRight: true });
    expect(judgeReply(near, answer(varley))).toMatchObject({
      ...{ verdict: 'wrongly-answered', isRight: false, quotesHoldAnswer: false },
    });
  });
});
