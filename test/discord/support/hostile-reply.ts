import fc from 'fast-check';
import type { Abstention, Answer } from '../../../src/answers/answer.ts';
import type { Passage } from '../../../src/answers/library.ts';
import { hostileText, hostileUrl, longHostileText } from './hostile-text.ts';

const text = fc.oneof({ weight: 4, arbitrary: hostileText }, { weight: 1, arbitrary: longHostileText });
const nullable = fc.option(text);
const headingPath = fc.array(
  fc.oneof(
    text,
    hostileText.map((piece) => piece.repeat(60).slice(0, 1000)),
  ),
  { maxLength: 6 },
);
const timings = fc.constant({ embedMs: 1, searchMs: 1, selectMs: 1, totalMs: 3 });
const passageId = fc.oneof(fc.stringMatching(/^[0-9a-f]{16}$/), fc.constant('00000000000000ff'), hostileText);

const date = fc.option(fc.oneof(fc.constantFrom('2018', '2018-03', '2018-03-09', '2018-13-41'), hostileText));

export const hostilePassage: fc.Arbitrary<Passage> = fc
  .record({
    id: passageId,
    text,
    start: fc.nat({ max: 100_000 }),
    headingPath,
    article: fc.record({
      id: text,
      title: text,
      url: hostileUrl,
      author: nullable,
      date,
      tags: fc.array(text, { maxLength: 4 }),
      textIsPages: fc.boolean(),
    }),
  })
  .map((draft) => ({ ...draft, end: draft.start + draft.text.length, blocks: [] }));

const citation = fc.record({
  number: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom(0, -1, 1e21, Number.MAX_SAFE_INTEGER)),
  passageId,
  articleId: text,
  title: text,
  url: hostileUrl,
  author: nullable,
  date,
  headingPath,
});

/** Answers that no answers room would give, with any sizes and any text. */
export const hostileAnswer: fc.Arbitrary<Answer> = fc.record({
  outcome: fc.constant('answer' as const),
  question: text,
  text: fc.constant('An answer.'),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  timings,
  hits: fc.array(
    hostilePassage.map((passage) => ({
      ...{ passage, rank: 1, score: 1, cosineSimilarity: 1, lexicalScore: 1 },
    })),
    { maxLength: 2 },
  ),
  quotes: fc.array(
    fc.record({
      text,
      citation: fc.integer({ min: 1, max: 5 }),
      start: fc.nat({ max: 100_000 }),
      end: fc.nat({ max: 200_000 }),
    }),
    { maxLength: 6 },
  ),
  citations: fc.array(citation, { maxLength: 8 }),
});

export const hostileAbstention: fc.Arbitrary<Abstention> = fc.record({
  outcome: fc.constant('abstention' as const),
  question: text,
  text,
  confidence: fc.constant(0),
  timings,
  hits: fc.constant([]),
  reason: fc.constantFrom(
    'empty',
    'greeting',
    'thanks',
    'too-long',
    'hostile',
    'unknown-term',
    'missing-detail',
    'weak-evidence',
  ),
  closest: fc.array(fc.record({ title: text, headingPath, articleId: text, url: hostileUrl }), {
    maxLength: 6,
  }),
});
