import { measureQuestion, type QuestionRecord } from '../../src/evaluation/measure-question.ts';
import type { LabelledQuestion } from '../../src/evaluation/question-set.ts';
import { makeHits } from '../doubles/make-hits.ts';
import { makePassages } from '../doubles/make-passage.ts';
import { stageAbstention, stageAnswer } from '../doubles/staged-library.ts';

export const passages = makePassages([
  { text: 'The tower was finished by Thomas Varley in 1874.' },
  { text: 'The lamp burned whale oil until 1931.' },
  { text: 'Four ferries sail between the islands.' },
]);

/** How a question went: the position of the passage quoted, whole or in its first word only, or null for a refusal. */
export interface Course {
  readonly id: string;
  readonly kind?: LabelledQuestion['kind'];
  readonly temporal?: boolean;
  readonly quotes: number | null;
  readonly isWhole?: boolean;
  readonly confidence?: number;
  /** Positions in the order of the hits. @default [0, 1, 2] */
  readonly hits?: readonly number[];
}

/** A measured question about the first passage (gold answer `Thomas Varley`), or an unanswerable one. */
export function makeRecord({
  id,
  kind = 'answerable',
  temporal = false,
  quotes,
  isWhole = true,
  confidence = 0.5,
  hits = [0, 1, 2],
}: Course): QuestionRecord {
  const isAnswerable = kind === 'answerable';
  const text = `Question ${id}?`;
  const question: LabelledQuestion = {
    ...{ id, kind, temporal, question: text, line: 1 },
    goldFile: isAnswerable ? (passages[0]?.article.id ?? null) : null,
    goldAnswer: isAnswerable ? 'Thomas Varley' : null,
  };
  const found = makeHits(hits.map((position) => pick(position)));
  const passage = quotes === null ? null : pick(quotes);
  const words = passage === null ? '' : isWhole ? passage.text : (passage.text.split(' ')[0] ?? '');
  const reply =
    passage === null ? stageAbstention(text, 'weak-evidence') : stageAnswer(text, [{ passage, words }]);
  return measureQuestion({
    question,
    reply: { ...reply, hits: found, confidence },
    found: { hybrid: found },
  });
}

function pick(position: number) {
  const passage = passages[position];
  if (passage === undefined) throw new RangeError(`There is no passage ${position}.`);
  return passage;
}
