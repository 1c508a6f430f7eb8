import { describe, expect, it } from 'vitest';
import { makeQuestions } from '../../../src/indexing/calibration/make-questions.ts';
import { makePassages } from '../../doubles/make-passage.ts';

const passages = makePassages(
  Array.from({ length: 60 }, (_, index) => ({
    title: `Report ${index} on lighthouses`,
    heading: 'Height and lamps',
    text: `Lighthouse number ${index} was rebuilt in ${1800 + index} by a careful granite mason. Its lamp burns whale oil and reaches ${index + 5} miles on clear winter nights.`,
  })),
);

describe('makeQuestions', () => {
  const questions = makeQuestions(passages, 40);

  it('makes one question of a passage, each another one', () => {
    expect(questions).toHaveLength(40);
    expect(new Set(questions.map(({ text }) => text)).size).toBe(40);
    expect(new Set(questions.map(({ passage }) => passage.id)).size).toBe(40);
  });

  it('makes the same ones again, in whatever order the passages come', () => {
    expect(makeQuestions([...passages].reverse(), 40)).toEqual(questions);
  });

  it('makes nearly the same ones where a passage is gone', () => {
    const gone = questions[0]?.passage;
    const others = makeQuestions(
      passages.filter((passage) => passage !== gone),
      40,
    );
    const before = new Set(questions.map(({ text }) => text));
    expect(others.filter(({ text }) => before.has(text))).toHaveLength(39);
  });

  it('does not say the number or date that it asks for', () => {
    const asking = questions.filter(({ text }) =>
      /^(?:how many|how much|when|since when|what year)\b/i.test(text),
    );
    expect(asking.length).toBeGreaterThan(0);
    for (const { text } of asking) expect(text).not.toMatch(/\b18\d\d\b/);
  });

  it('makes none that is not specific enough', () => {
    expect(makeQuestions(passages, 40, () => false)).toEqual([]);
    expect(
      makeQuestions(passages, 40, (text) => text.length > 30).every(({ text }) => text.length > 30),
    ).toBe(true);
  });
});
