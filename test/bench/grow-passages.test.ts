import { describe, expect, it } from 'vitest';
import { growPassages, type Shelfful } from '../../bench/asking/grow-passages.ts';
import { scoreHits } from '../../bench/quality/score-hits.ts';
import { normalizeVector } from '../../src/embeddings/vector-arithmetic.ts';
import { makeMilestone } from '../doubles/make-milestone.ts';
import { makePassages } from '../doubles/make-passage.ts';

const passages = makePassages([
  { text: 'The harbour opened in 1901. It has two piers.', title: 'Harbour' },
  { text: 'Ships come at noon. They leave at night. Nobody knows why.', title: 'Ships' },
]);
const real: Shelfful = {
  headers: passages.map(({ article }) => article),
  passages,
  embeddings: passages.map((_, seed) =>
    normalizeVector(Float32Array.from({ length: 384 }, (__, index) => Math.sin(index * (seed + 1)))),
  ),
  milestones: passages.slice(0, 1).map((passage) => makeMilestone(passage, { title: 'Harbour opened' })),
};
const grown = growPassages(real, 60);

describe('growPassages', () => {
  it('keeps the real passages and makes the rest, always the same', () => {
    expect(grown.passages).toHaveLength(60);
    expect(grown.passages.slice(0, 2)).toEqual(passages);
    expect(new Set(grown.passages.map(({ id }) => id)).size).toBe(60);
    expect(growPassages(real, 60)).toEqual(grown);
    expect(growPassages(real, 1).passages).toEqual(passages.slice(0, 1));
  });

  it('makes unit vectors about 0.9 like the real ones', () => {
    for (const [position, embedding] of grown.embeddings.entries()) {
      const original = real.embeddings[position % 2] ?? new Float32Array();
      expect(Math.hypot(...embedding)).toBeCloseTo(1, 5);
      const similarity = embedding.reduce((sum, value, index) => sum + value * (original[index] ?? 0), 0);
      if (position >= 2) expect(similarity).toBeCloseTo(0.89, 1);
    }
  });

  it('gives every dated event to a passage that has its words', () => {
    const byId = new Map(grown.passages.map((passage) => [passage.id, passage]));
    expect(grown.milestones.length).toBe(30);
    for (const { passageId, start, end, text } of grown.milestones) {
      const passage = byId.get(passageId);
      expect(passage?.text.slice(start - passage.start, end - passage.start)).toBe(text);
    }
  });
});

describe('scoreHits', () => {
  it('counts the right article and the gold answer, first and in the first five', () => {
    const question = { question: 'When?', goldFile: 'a.md', goldAnswer: 'in 1901' };
    const wrong = { articleId: 'b.md', text: 'Long ago.' };
    const right = { articleId: 'a.md', text: 'It opened in 1901.' };
    const quality = scoreHits([question, question], [[right], [wrong, wrong, right]]);
    expect(quality).toEqual({ articleFirst: 0.5, articleInFive: 1, answerFirst: 0.5, answerInFive: 1 });
  });
});
